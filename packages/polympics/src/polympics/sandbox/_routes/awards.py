"""
``/awards``, ``/award``, and who holds one.
"""

from __future__ import annotations

import attrs
from starlette.responses import Response

from polympics.sandbox import _shapes as shapes
from polympics.sandbox._columns import fit
from polympics.sandbox._endpoint import Call, Endpoints
from polympics.sandbox._permissions import Permission
from polympics.sandbox._shapes import JSON
from polympics.sandbox._world import Account, Award, Team

endpoints = Endpoints()


@attrs.frozen
class OneAward:
    """The award in a path."""

    award: Award


@attrs.frozen
class Holding:
    """The account and the award in a path."""

    account: Account
    award: Award


@attrs.frozen
class NewAward:
    """An award to create."""

    title: str
    image_url: str
    team: Team
    accounts: list[Account]


@attrs.frozen
class AwardChanges:
    """Changes of an award. ``None`` is for no change."""

    title: str | None = None
    image_url: str | None = None
    team: Team | None = None


@endpoints.add("POST", "/awards/new", status=201, guarded=True)
def create_award(call: Call, body: NewAward) -> JSON:
    call.require(Permission.MANAGE_AWARDS)
    fit(title=body.title, image_url=body.image_url)
    made = call.world.add_award(body.title, body.image_url, body.team, *body.accounts)
    return shapes.award(made)


@endpoints.add("GET", "/award/{award}")
def get_award(call: Call, path: OneAward) -> JSON:
    return shapes.extended_award(call.world, path.award)


@endpoints.add("PATCH", "/award/{award}", guarded=True)
def update_award(call: Call, path: OneAward, body: AwardChanges) -> JSON:
    call.require(Permission.MANAGE_AWARDS)
    fit(title=body.title, image_url=body.image_url)
    for name, value in attrs.asdict(body, recurse=False).items():
        # An empty string counts as none.
        if value:
            setattr(path.award, name, value)
    return shapes.award(path.award)


@endpoints.add("DELETE", "/award/{award}", status=204, guarded=True)
def delete_award(call: Call, path: OneAward) -> None:
    call.require(Permission.MANAGE_AWARDS)
    del call.world.awards[path.award.id]


@endpoints.add("PUT", "/account/{account}/award/{award}", status=201, guarded=True)
def give_award(call: Call, path: Holding) -> Response | None:
    call.require(Permission.MANAGE_AWARDS)
    if path.account in path.award.awardees:
        return Response(status_code=208)
    path.award.awardees.append(path.account)
    return None


@endpoints.add("DELETE", "/account/{account}/award/{award}", status=204, guarded=True)
def take_award(call: Call, path: Holding) -> Response | None:
    call.require(Permission.MANAGE_AWARDS)
    if path.account not in path.award.awardees:
        # The only error of the service that has no body.
        return Response(status_code=404)
    path.award.awardees.remove(path.account)
    return None
