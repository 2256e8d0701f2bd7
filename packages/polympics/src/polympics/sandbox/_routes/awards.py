"""
``/awards``, ``/award``, and who holds one.
"""

from __future__ import annotations

import attrs
from starlette.responses import JSONResponse, Response

from polympics.sandbox import _shapes as shapes
from polympics.sandbox._columns import fit
from polympics.sandbox._endpoint import Call, Endpoints
from polympics.sandbox._permissions import Permission
from polympics.sandbox._world import Account, Award, Team

endpoints = Endpoints()


@attrs.frozen
class OneAward:
    """
    The award in a path.
    """

    award: Award


@attrs.frozen
class Holding:
    """
    The account and the award in a path.
    """

    account: Account
    award: Award


@attrs.frozen
class NewAward:
    """
    An award to make.
    """

    title: str
    image_url: str
    team: Team
    accounts: list[Account]


@attrs.frozen
class AwardChanges:
    """
    What is to be different about an award.
    """

    title: str | None = None
    image_url: str | None = None
    team: Team | None = None


@endpoints.add("POST", "/awards/new", guarded=True)
def create_award(call: Call, body: NewAward) -> Response:
    call.require(Permission.MANAGE_AWARDS)
    fit(title=body.title, image_url=body.image_url)
    made = call.world.add_award(body.title, body.image_url, body.team, *body.accounts)
    return JSONResponse(shapes.award(made), 201)


@endpoints.add("GET", "/award/{award}")
def get_award(call: Call, path: OneAward) -> Response:
    return JSONResponse(shapes.extended_award(call.world, path.award))


@endpoints.add("PATCH", "/award/{award}", guarded=True)
def update_award(call: Call, path: OneAward, body: AwardChanges) -> Response:
    call.require(Permission.MANAGE_AWARDS)
    fit(title=body.title, image_url=body.image_url)
    for name, value in attrs.asdict(body, recurse=False).items():
        # An empty string counts as none.
        if value:
            setattr(path.award, name, value)
    return JSONResponse(shapes.award(path.award))


@endpoints.add("DELETE", "/award/{award}", guarded=True)
def delete_award(call: Call, path: OneAward) -> Response:
    call.require(Permission.MANAGE_AWARDS)
    del call.world.awards[path.award.id]
    return Response(status_code=204)


@endpoints.add("PUT", "/account/{account}/award/{award}", guarded=True)
def give_award(call: Call, path: Holding) -> Response:
    call.require(Permission.MANAGE_AWARDS)
    if path.account in path.award.awardees:
        return Response(status_code=208)
    path.award.awardees.append(path.account)
    return Response(status_code=201)


@endpoints.add("DELETE", "/account/{account}/award/{award}", guarded=True)
def take_award(call: Call, path: Holding) -> Response:
    call.require(Permission.MANAGE_AWARDS)
    if path.account not in path.award.awardees:
        # The one 404 of the service's own, and it has no body.
        return Response(status_code=404)
    path.award.awardees.remove(path.account)
    return Response(status_code=204)
