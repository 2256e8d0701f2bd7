"""
Permissions are sets.
"""

from __future__ import annotations

import operator
import pickle
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import polympics
from polympics import (
    ACCOUNT_PERMISSIONS,
    APP_PERMISSIONS,
    Account,
    App,
    AppCredentials,
    Permissions,
)

from .answers import load

NUMBERS = st.integers(min_value=0, max_value=8191)


@pytest.mark.parametrize(
    ("name", "bit"),
    [
        ("manage_permissions", 1),
        ("manage_account_teams", 2),
        ("manage_account_details", 4),
        ("manage_teams", 8),
        ("authenticate_users", 16),
        ("manage_own_team", 32),
        ("manage_awards", 64),
    ],
)
def test_bits(name: str, bit: int):
    """
    Each flag has its bit, in both directions.
    """
    permissions = Permissions.from_int(bit)

    assert permissions == Permissions(**{name: True})
    assert getattr(permissions, name) is True
    assert permissions.to_int() == bit
    assert permissions.names == [name]


def test_positional():
    """
    Flags can be given by position, in the order of their bits.
    """
    permissions = Permissions(True, False, True)  # noqa: FBT003

    assert permissions.values == [True, False, True] + [False] * 8
    assert permissions.to_int() == 5


def test_full():
    """
    Apps and accounts have their own full sets.
    """
    assert APP_PERMISSIONS.to_int() == 95
    assert ACCOUNT_PERMISSIONS.to_int() == 111
    assert (APP_PERMISSIONS + ACCOUNT_PERMISSIONS).to_int() == 127


@given(NUMBERS)
def test_lossless(number: int):
    """
    Every number survives, bits without a name included.
    """
    permissions = Permissions.from_int(number)

    assert permissions.to_int() == number
    assert pickle.loads(pickle.dumps(permissions)) == permissions
    assert hash(permissions) == hash(Permissions.from_int(number))
    assert eval(repr(permissions)) == permissions
    assert bool(permissions) is (number != 0)


@given(NUMBERS, NUMBERS)
def test_algebra(one: int, other: int):
    """
    The operators are those of sets.
    """
    left, right = Permissions.from_int(one), Permissions.from_int(other)

    assert (left | right).to_int() == one | other
    assert (left + right).to_int() == one | other
    assert (left & right).to_int() == one & other
    assert (left - right).to_int() == one & ~other
    assert (~left).to_int() == 127 & ~one
    assert (left == right) is (one == other)
    assert (left <= right) is (one & ~other == 0)
    assert (left >= right) is (other & ~one == 0)
    assert (left < right) is (one != other and one & ~other == 0)
    assert (left > right) is (one != other and other & ~one == 0)


@pytest.mark.parametrize("name", ["or_", "add", "and_", "sub", "le", "lt", "ge", "gt"])
def test_other_types(name: str):
    """
    Numbers are no permissions.
    """
    with pytest.raises(TypeError):
        getattr(operator, name)(Permissions(), 1)

    assert Permissions(manage_permissions=True) != 1


def test_refused():
    """
    There are no negative permissions, and no two ways to write one.
    """
    with pytest.raises(ValueError, match="negative"):
        Permissions.from_int(-1)

    with pytest.raises(ValueError, match="other_bits"):
        Permissions(other_bits=1)


CONTESTS = {
    "manage_contests": 128,
    "manage_contest_submissions": 256,
    "make_contest_submissions": 512,
    "vote_contest_submissions": 1024,
}


@pytest.mark.parametrize("name", CONTESTS)
def test_contests(name: str):
    """
    The bits of the unreleased server have names, and are no other bits.
    """
    permissions = Permissions.from_int(CONTESTS[name] | 4096)

    assert getattr(permissions, name) is True
    assert (permissions.names, permissions.other_bits) == ([name], 4096)
    assert Permissions(**{name: True}).to_int() == CONTESTS[name]


@pytest.mark.parametrize("name", CONTESTS)
def test_contests_are_not_released(name: str):
    """
    The released server refuses to grant and revoke them, even to those who hold all.
    """
    contest = Permissions(**{name: True})
    everything = attrs.evolve(
        Account.from_data(load("account_full")), permissions=Permissions.from_int(2047)
    )

    assert not everything.may_grant(contest)
    assert everything.grantable == ACCOUNT_PERMISSIONS
    assert not (~Permissions()) & contest
    assert not (APP_PERMISSIONS | ACCOUNT_PERMISSIONS) & contest
    assert ~contest == Permissions.from_int(127)


@pytest.mark.parametrize("null", [None, "x", [], {}], ids=repr)
def test_unreadable_permissions_of_an_app(null: Any):
    """
    Permissions of an app that cannot be decoded are an error of the package.
    """
    data = load("app_credentials") | {"permissions": null}

    with pytest.raises(polympics.DecodeError):
        App.from_data(data)
    del data["permissions"]
    assert App.from_data(data).permissions == Permissions()


@pytest.mark.parametrize("null", [None, "x", [], {}], ids=repr)
def test_unreadable_permissions_with_a_token(null: Any):
    """
    Where there is a new token, the token is what counts.
    """
    data = load("app_credentials") | {"permissions": null}

    assert AppCredentials.from_data(data).password == data["password"]
    assert AppCredentials.from_data(data).permissions == Permissions()


def test_unreadable_permissions_of_an_account():
    """
    An account with such permissions has none, so that a list of others survives it.
    """
    account = Account.from_data(load("account_full") | {"permissions": None})

    assert account.permissions == Permissions()
    assert not account.may_create_team()
