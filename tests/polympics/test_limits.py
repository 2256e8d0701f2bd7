"""
Limits of the server.
"""

from __future__ import annotations

from typing import Any

import pytest

from polympics import Permissions, Team
from polympics import _bodies as bodies
from polympics import _limits as limits

from .answers import load

SECRETS = [
    "",
    " ",
    "s ",
    "s\n",
    "s\r\nX-Evil: 1",
    "a\tb",
    "s\x7f",
    "s\xa0",
    "a\0",
    "\ud800",
]


@pytest.mark.parametrize("secret", SECRETS, ids=ascii)
def test_secret(secret: str):
    """A secret that no header can carry unchanged is refused, and not shown."""
    with pytest.raises(ValueError, match=r"^secret ") as caught:
        limits.secret(secret)

    assert "Evil" not in str(caught.value)


@pytest.mark.parametrize(
    "secret", ["s", " s", "two words", "schlüssel", "🔑", "s" * 2047]
)
def test_good_secret(secret: str):
    """Any other is accepted, also with spaces inside and beyond ASCII."""
    assert limits.secret(secret) == secret


@pytest.mark.parametrize(
    "field", ["name", "title", "url", "avatar_url", "discord_token"]
)
def test_surrogate(field: str):
    """Half a surrogate pair is refused in any field: the server breaks on it."""
    with pytest.raises(ValueError, match=f"{field} contains a surrogate"):
        limits.text(field, "a\udc80")


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        (None, "0"),
        ("", "0"),
        (0, "0"),
        ("0", "0"),
        (42, "0042"),
        ("0042", "0042"),
        ("0000", "0000"),
        (9999, "9999"),
    ],
    ids=repr,
)
def test_discriminator(given: Any, stored: str):
    """Users without a discriminator have "0", as Discord has it."""
    assert limits.discriminator(given) == stored


@pytest.mark.parametrize("given", [True, 4.2, b"0042"])
def test_odd_discriminator(given: Any):
    """A value of another type is refused, a bool too."""
    with pytest.raises(TypeError, match="discriminator must be a str"):
        limits.discriminator(given)


ZERO = Team.from_data(load("team_full") | {"id": 0})


@pytest.mark.parametrize("team", [0, "0", "-0", "00", ZERO], ids=repr)
def test_team_zero(team: Any):
    """The id 0 never stands for a team: the server reads it as none."""
    nothing: dict[str, Any] = dict.fromkeys(
        ["name", "discriminator", "avatar_url", "grant_permissions"]
    )
    with pytest.raises(ValueError, match="team=NO_TEAM"):
        bodies.account_changes(
            **nothing, revoke_permissions=None, discord_token=None, team=team
        )
    with pytest.raises(ValueError, match="the id 0"):
        bodies.new_account(
            id=1,
            name="a",
            discriminator=1,
            avatar_url=None,
            team=team,
            permissions=Permissions(),
        )
    with pytest.raises(ValueError, match="the id 0"):
        bodies.new_award(title="a", image_url="b", team=team, accounts=[])
    with pytest.raises(ValueError, match="the id 0"):
        bodies.award_changes(title=None, image_url=None, team=team)
