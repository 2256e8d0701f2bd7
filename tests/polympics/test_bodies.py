"""
What is checked before anything is sent.
"""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

import polympics.sync
from polympics import NO_TEAM, Account, Permissions, Team
from polympics import _bodies as bodies
from polympics import _limits as limits

from .answers import load

ACCOUNT = Account.from_data(load("account_full"))
TEAM = Team.from_data(load("team_full"))
INES = 9007199254740993


@pytest.mark.parametrize(
    ("value", "kind", "id"),
    [
        (ACCOUNT, "account", 184467440737095516),
        (polympics.sync.Account.from_data(load("account_minimal")), "account", INES),
        (TEAM, "team", 31),
        (polympics.sync.Team.from_data(load("team_full")), "team", 31),
        (5, "award", 5),
        ("6", "award", 6),
        (polympics.sync.Award.from_data(load("award_created")), "award", 7),
        (0, "account", 0),
        ("-7", "account", -7),
    ],
)
def test_ids(value: Any, kind: Any, id: int):
    """
    A model of either face, a number and decimal text can all stand for an id.
    """
    assert getattr(bodies, f"{kind}_id")(value) == id


@pytest.mark.parametrize("value", [None, 1.5, True, NO_TEAM, TEAM, object()])
def test_no_id(value: Any):
    """
    Anything else is refused, models of another kind too.
    """
    with pytest.raises(TypeError, match="expected Account or id"):
        bodies.account_id(value)


@pytest.mark.parametrize("value", ["owl", "", "1_000", " 1", "1.0", "١"])
def test_odd_text(value: str):
    """
    Text that is not decimal is refused.
    """
    with pytest.raises(ValueError, match="not an id of Team"):
        bodies.team_id(value)


@pytest.mark.parametrize(
    ("field", "limit"),
    [
        ("name", 255),
        ("discriminator", 255),
        ("title", 32),
        ("image_url", 512),
        ("avatar_url", 512),
        ("url", 2047),
        ("secret", 2047),
    ],
)
def test_lengths(field: str, limit: int):
    """
    What the server would answer 500 to is refused, by field and limit.
    """
    assert limits.text(field, "x" * limit) == "x" * limit
    with pytest.raises(ValueError, match=rf"{field} has {limit + 1} .*most {limit}"):
        limits.text(field, "x" * (limit + 1))


def test_nul():
    """
    NUL is refused in any text.
    """
    with pytest.raises(ValueError, match="search contains a NUL"):
        bodies.list_query("a\0b", None)


def test_odd_discriminator():
    """
    A number of five digits is no discriminator, and neither is a list.
    """
    with pytest.raises(ValueError, match="four digits"):
        limits.discriminator(10000)
    with pytest.raises(TypeError, match="discriminator"):
        limits.discriminator(["1"])  # type: ignore[arg-type]


@pytest.mark.parametrize("id", [2**63, -(2**63) - 1])
def test_large_id(id: int):
    """
    A new account's id has 64 bits.
    """
    with pytest.raises(ValueError, match="64 bits"):
        new_account(id=id)


def new_account(**values: Any) -> Any:
    """Return the body of an account with a few *values*."""
    given: dict[str, Any] = {"id": 5, "name": "Ines", "discriminator": "0001"}
    given |= {"avatar_url": None, "team": None, "permissions": None}
    return bodies.new_account(**given | values)


def test_new_account():
    """
    What is not given is left out.
    """
    whole = new_account(
        id="5",
        avatar_url="https://a.example/b.png",
        team=TEAM,
        permissions=Permissions(manage_teams=True),
    )

    assert new_account() == {"id": 5, "name": "Ines", "discriminator": "0001"}
    assert whole == {
        "id": 5,
        "name": "Ines",
        "discriminator": "0001",
        "avatar_url": "https://a.example/b.png",
        "team": 31,
        "permissions": 8,
    }


def changes(**values: Any) -> Any:
    """Return the body that changes an account by *values*."""
    names = (
        "name discriminator avatar_url team grant_permissions revoke_permissions"
        " discord_token"
    )
    return bodies.account_changes(**dict.fromkeys(names.split()) | values)


def test_changes():
    """
    What is not changed is left out, and no team is zero.
    """
    grant = Permissions(manage_teams=True)

    assert changes() == {}
    assert changes(team=NO_TEAM) == {"team": 0}
    assert changes(team=TEAM, discriminator=7) == {"team": 31, "discriminator": "0007"}
    assert changes(grant_permissions=grant, revoke_permissions=Permissions()) == {
        "grant_permissions": 8,
        "revoke_permissions": 0,
    }


@pytest.mark.parametrize("field", ["name", "avatar_url", "discord_token"])
def test_empty(field: str):
    """
    Empty text is refused where the server would ignore it.
    """
    with pytest.raises(ValueError, match=f"{field} cannot be made empty"):
        changes(**{field: ""})


@pytest.mark.parametrize("field", ["title", "image_url"])
def test_empty_award(field: str):
    """
    So it is for awards.
    """
    with pytest.raises(ValueError, match=f"{field} cannot be made empty"):
        bodies.award_changes(
            **{"title": None, "image_url": None, "team": None} | {field: ""}
        )


def test_empty_team():
    """
    A team may have an empty name.
    """
    assert bodies.team("") == {"name": ""}


def test_permissions_only():
    """
    Numbers are no permissions.
    """
    with pytest.raises(TypeError, match="grant_permissions is Permissions"):
        changes(grant_permissions=8)


@pytest.mark.parametrize(
    ("check", "value", "error"),
    [
        (limits.page_number, -1, ValueError),
        (limits.page_number, "1", TypeError),
        (limits.page_number, True, TypeError),
        (limits.page_size, 0, ValueError),
        (limits.page_size, 1.0, TypeError),
    ],
)
def test_pages(check: Any, value: Any, error: type[Exception]):
    """
    Pages count from 0, and hold at least one.
    """
    with pytest.raises(error):
        check(value)


def test_sentinel():
    """
    There is one `NO_TEAM`, and it says what it is.
    """
    assert repr(NO_TEAM) == "NO_TEAM"
    assert copy.deepcopy(NO_TEAM) is NO_TEAM
    assert pickle.loads(pickle.dumps(NO_TEAM)) is NO_TEAM
