"""
``/teams`` and ``/team``.
"""

from __future__ import annotations

import attrs

from polympics.sandbox import _shapes as shapes
from polympics.sandbox._columns import fit
from polympics.sandbox._endpoint import Call, Endpoints
from polympics.sandbox._permissions import Permission, may_edit_team
from polympics.sandbox._problems import CrashError
from polympics.sandbox._search import Search, search
from polympics.sandbox._shapes import JSON
from polympics.sandbox._world import Team

endpoints = Endpoints()


@attrs.frozen
class OneTeam:
    """The team in a path."""

    team: Team


@attrs.frozen
class TeamName:
    """The name of a team, to create or rename one."""

    name: str


@endpoints.add("POST", "/teams/new", status=201, guarded=True)
def create_team(call: Call, body: TeamName) -> JSON:
    call.require(Permission.MANAGE_TEAMS)
    fit(name=body.name)
    made = call.world.add_team(body.name)
    return shapes.team(call.world, made)


@endpoints.add("GET", "/teams/search")
def list_teams(call: Call, query: Search) -> JSON:
    teams, shape = call.world.teams.values(), shapes.team
    return search(query, teams, lambda t: shape(call.world, t))


@endpoints.add("GET", "/team/{team}")
def get_team(call: Call, path: OneTeam) -> JSON:
    return shapes.team(call.world, path.team)


@endpoints.add("PATCH", "/team/{team}", guarded=True)
def update_team(call: Call, path: OneTeam, body: TeamName) -> JSON:
    call.allow(may_edit_team(call.caller, path.team))
    fit(name=body.name)
    path.team.name = body.name
    return shapes.team(call.world, path.team)


@endpoints.add("DELETE", "/team/{team}", status=204, guarded=True)
def delete_team(call: Call, path: OneTeam) -> None:
    call.allow(may_edit_team(call.caller, path.team))
    if call.world.awards_of(path.team):
        # The database keeps awards from losing their team this way.
        raise CrashError
    call.world.remove_team(path.team)
