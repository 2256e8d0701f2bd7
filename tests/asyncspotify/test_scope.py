"""
Scopes, as flags, as a set and as text.
"""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asyncspotify import Scope

SCOPES = st.builds(
    lambda value, unknown: Scope(value) | Scope.parse(unknown),
    st.integers(0, Scope.all().value),
    st.lists(st.sampled_from(["new-a", "new-b", "new-c"])),
)


def test_flags():
    """
    A keyword sets a bit, an attribute tells it.
    """
    scope = Scope(user_top_read=True, streaming=True)

    assert scope.user_top_read
    assert scope.streaming is True
    assert scope.user_read_email is False
    assert scope.value == (1 << 4) | (1 << 18)
    assert repr(scope) == f"<Scope value={scope.value}>"


def test_keywords_over_value():
    """
    A keyword adds to the bits that were given, or takes away from them.
    """
    scope = Scope(Scope.all().value, user_top_read=False)

    assert not scope.user_top_read
    assert len(scope) == 18


def test_all_and_none():
    """
    There are 19 scopes, and none of them by default.
    """
    assert Scope.all().value == 524287
    assert len(Scope.all()) == 19
    assert Scope.none() == Scope()
    assert not Scope.none()
    assert Scope.none().string() == ""


def test_order():
    """
    Text has the documented order and spelling.
    """
    words = Scope.all().string().split()

    assert words[0] == "ugc-image-upload"
    assert words[11:13] == ["playlist-read-private", "playlist-modify-public"]
    assert words[-1] == "streaming"
    assert Scope(1 << 12).string() == "playlist-modify-public"


def test_iteration():
    """
    Iterating gives all names as attributes have them, with what they are.
    """
    pairs = dict(Scope(user_top_read=True))

    assert len(pairs) == 19
    assert [name for name, held in pairs.items() if held] == ["user_top_read"]
    assert all(isinstance(held, bool) for held in pairs.values())


def test_unknown_keyword():
    """
    A keyword that is no scope is refused.
    """
    with pytest.raises(ValueError, match="user_fly"):
        Scope(user_fly=True)  # type: ignore[call-arg]


@pytest.mark.parametrize("value", [-1, 1 << 19, True, "7"])
def test_unknown_bits(value: Any):
    """
    Bits that are no scopes are refused.
    """
    with pytest.raises(ValueError, match="value"):
        Scope(value)


def test_unchangeable():
    """
    A scope cannot be changed, and says what to do instead.
    """
    scope = Scope.none()

    with pytest.raises(AttributeError, match=r"\|"):
        scope.user_top_read = True  # type: ignore[assignment]
    with pytest.raises(AttributeError):
        scope.value = 7
    assert scope == Scope.none()


def test_parsing():
    """
    Both spellings are read, in text and one by one, and unknown ones are kept.
    """
    scope = Scope.parse("user-top-read  user_read_email brand-new")

    assert scope.user_top_read
    assert scope.user_read_email
    assert scope.unknown == frozenset({"brand-new"})
    assert scope.string() == "user-top-read user-read-email brand-new"
    assert Scope.parse(["streaming"]) == Scope(streaming=True)
    assert Scope.parse(None) == Scope.parse("") == Scope.none()
    assert str(scope) == scope.string()


def test_membership():
    """
    A scope holds others, given by name or as a scope.
    """
    scope = Scope(user_top_read=True, streaming=True)

    assert "user-top-read" in scope
    assert "user_top_read" in scope
    assert "user-top-read streaming" in scope
    assert "user-read-email" not in scope
    assert Scope(streaming=True) in scope
    assert 7 not in scope
    assert scope.covers(Scope.none())


@pytest.mark.parametrize("operator", ["__or__", "__and__", "__sub__", "__xor__"])
def test_other_operands(operator: str):
    """
    Operators are for scopes alone.
    """
    assert getattr(Scope(), operator)("streaming") is NotImplemented
    assert Scope().__le__("streaming") is NotImplemented  # type: ignore[arg-type]
    assert Scope() != "streaming"
    with pytest.raises(TypeError):
        _ = Scope() > 7  # type: ignore[operator]
    with pytest.raises(TypeError):
        _ = Scope() < 7  # type: ignore[operator]
    with pytest.raises(TypeError):
        _ = Scope() >= 7  # type: ignore[operator]


@given(SCOPES)
def test_text_and_back(scope: Scope):
    """
    What a scope says of itself reads as the same scope.
    """
    assert Scope.parse(scope.string()) == scope
    assert Scope.parse(scope.names) == scope
    assert pickle.loads(pickle.dumps(scope)) == copy.copy(scope) == scope
    assert len(scope) == len(scope.names)
    assert bool(scope) is bool(len(scope))


@given(SCOPES, SCOPES)
def test_algebra(one: Scope, other: Scope):
    """
    The operators are those of sets, and equal scopes have one hash.
    """
    a, b = set(one.names), set(other.names)

    assert set((one | other).names) == set((one + other).names) == a | b
    assert set((one & other).names) == a & b
    assert set((one - other).names) == a - b
    assert set((one ^ other).names) == a ^ b
    assert (one <= other, one < other) == (a <= b, a < b)
    assert (one >= other, one > other) == (a >= b, a > b)
    assert (one == other) is (a == b)
    assert hash(one | other) == hash(other | one)
    assert ~one & one == Scope.none()
