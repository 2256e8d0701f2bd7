"""
Dicts and lists whose items are reached in more than one way.
"""

from __future__ import annotations

import copy
import json
import pickle
from collections import UserDict, UserList
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiomixcloud.models import AccessDict, AccessList, Resource, User, _WrapMixin

MIXCLOUD: Any = SimpleNamespace(_resource_class=Resource)

LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
NAMES = st.text(max_size=5) | st.sampled_from(["type", "key", "data", "name"])
JSON = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4)
    ),
    max_leaves=12,
)
OBJECTS = st.dictionaries(NAMES, JSON, max_size=5)
LISTS = st.lists(JSON, max_size=5)


def a_dict(**items: Any) -> AccessDict:
    """Make one."""
    return AccessDict(items, mixcloud=MIXCLOUD)


def a_list(*items: Any) -> Any:
    """Make one."""
    return AccessList(list(items), mixcloud=MIXCLOUD)


# --- Wrapping -----------------------------------------------------------------


def test_kinds():
    """
    What has a type becomes a resource, other objects and lists what is like them.
    """
    it = a_dict(
        user={"type": "user", "key": "/a/"}, other={"a": 1}, many=[{"b": 2}], n=1
    )

    assert isinstance(it.user, Resource)
    assert type(it["other"]) is AccessDict
    assert type(it.many) is AccessList
    assert it.many[0].b == 2
    assert it.n == 1
    assert it.user.mixcloud is it.other.mixcloud is it.many.mixcloud is MIXCLOUD


def test_plain():
    """
    The data are those given, and stay plain, whatever is looked at or put in.
    """
    data = {"user": {"type": "user", "key": "/a/"}}
    it = AccessDict(data, mixcloud=MIXCLOUD)
    it["again"] = it.user
    it["list"] = a_list(1)
    it.user["name"] = "Anna"

    assert it.data is data
    assert json.loads(json.dumps(data))["again"] == {
        "type": "user",
        "key": "/a/",
        "name": "Anna",
    }
    assert data["list"] == [1]


def test_once():
    """
    An item has one wrapper, so what is done to it stays done.
    """
    it = a_list({"type": "user", "key": "/a/"}, {"x": 1})
    it[1].mark = "here"

    assert it[0] is it[0] is it["a"] is next(iter(it))
    assert it[1].mark == "here"
    assert it[:1][0] is it[0]


def test_another_client():
    """
    Binding gives another client, to what is inside as well.
    """
    other: Any = SimpleNamespace(_resource_class=Resource)
    it = a_dict(user={"type": "user"}, many=[{"a": 1}])
    assert it.user.mixcloud is MIXCLOUD

    assert it.bind(other) is it
    assert it.user.mixcloud is it.many[0].mixcloud is other


def test_no_client():
    """
    Resources are such without a client as well, however deep they are.
    """
    back = pickle.loads(pickle.dumps(a_dict(many=[{"a": {"type": "user"}}])))

    assert type(back.many[0].a) is User
    assert back.many[0].a.mixcloud is None


def test_repr():
    """
    Resources are shown by their keys; what has none is not hidden.
    """
    user = {"type": "user", "key": "/a/", "biog": "long"}
    it = a_dict(users=[user], user=user, error={"type": "T", "message": "m"}, n="x")

    assert repr(it.users) == "[<Resource: User '/a/'>]"
    assert repr(it) == (
        "{'users': [<Resource: User '/a/'>], 'user': <Resource: User '/a/'>,"
        " 'error': {'type': 'T', 'message': 'm'}, 'n': 'x'}"
    )
    assert repr(it.keys()) == f"KeysView({it!r})"


@pytest.mark.parametrize("base", [UserDict, UserList])
def test_mixin(base: Any):
    """
    The mixin wraps the items of any such class.
    """
    own = type("Own", (_WrapMixin, base), {})
    data = [{"a": 1}] if base is UserList else {0: {"a": 1}}
    it = own(data, mixcloud=MIXCLOUD)

    assert it[0].a == 1
    assert it._wrap([1]) == [1]
    assert it._wrap(5) == 5
    assert len(list(it)) == 1


# --- Dicts --------------------------------------------------------------------


def test_attributes():
    """
    A real attribute wins over an item, and assigning makes an attribute.
    """
    it: Any = a_dict(name="a", items=1)
    it.extra = "x"

    assert it.name == "a"
    assert callable(it.items)
    assert it["items"] == 1
    assert "extra" not in it
    assert {"name", "extra", "update"} <= set(dir(it))
    assert "320wx320h" not in dir(a_dict(**{"320wx320h": ""}))


def test_missing():
    """
    What is missing is missing in the way that was asked.
    """
    with pytest.raises(KeyError):
        a_dict()["nothing"]
    with pytest.raises(AttributeError, match="'nothing'"):
        a_dict().nothing  # noqa: B018
    assert not hasattr(a_dict(__len__=1), "__wrapped__")


@given(OBJECTS)
def test_dict_equal(data: Any):
    """
    One equals the same content, plain or wrapped, in either order.
    """
    it = AccessDict(data, mixcloud=MIXCLOUD)

    assert it == data
    assert data == it
    assert it == AccessDict(copy.deepcopy(data), mixcloud=None)
    assert dict(it) == data
    assert it != [data]
    assert len(it) == len(data)
    assert list(it) == list(data)


@given(OBJECTS, OBJECTS)
def test_dict_union(left: Any, right: Any):
    """
    Unions are as those of dicts, and of the same client.
    """
    one = AccessDict(dict(left), mixcloud=MIXCLOUD)
    two = AccessDict(dict(right), mixcloud=None)

    assert one | two == one | right == left | right
    assert left | two == left | right
    assert (one | two).mixcloud is MIXCLOUD
    one |= right
    assert type(one) is AccessDict
    assert one == left | right


def test_no_union():
    """
    A union with what is no dict is a mistake.
    """
    with pytest.raises(TypeError):
        a_dict() | 5  # pyright: ignore[reportUnusedExpression]
    with pytest.raises(TypeError):
        5 | a_dict()  # pyright: ignore[reportUnusedExpression]


@given(OBJECTS | LISTS)
def test_copies(data: Any):
    """
    Copies are equal and independent; pickles belong to no client.
    """
    cls: Any = AccessDict if isinstance(data, dict) else AccessList
    it = cls(data, mixcloud=MIXCLOUD)
    list(it)
    deep, shallow, back = copy.deepcopy(it), it.copy(), pickle.loads(pickle.dumps(it))

    assert deep == shallow == copy.copy(it) == back == it == data
    assert type(deep) is type(shallow) is type(back) is cls
    assert deep.mixcloud is shallow.mixcloud is MIXCLOUD
    assert back.mixcloud is None
    assert shallow.data is not data
    assert deep.data is not data


def test_own_attributes_copied():
    """
    Attributes of one's own go along.
    """
    it: Any = a_dict(a={"b": 1})
    it.mark = "x"

    assert it.copy().mark == copy.deepcopy(it).mark == "x"
    assert pickle.loads(pickle.dumps(it)).mark == "x"


def test_dict_methods():
    """
    The methods of a dict work, and give out wrapped items.
    """
    it: Any = a_dict(a={"x": 1}, b=2)

    assert it.get("a").x == 1
    assert it.get("c", 3) == 3
    assert it.pop("a").x == 1
    assert it.setdefault("d", {"y": 2}) is it.setdefault("d", {"y": 3})
    del it["b"]
    assert it == {"d": {"y": 2}}
    it.update({"e": [1]})
    assert it.e == [1]


def test_odd_data():
    """
    Other mappings and nothing at all are dicts as well, and wrappers are unwrapped.
    """
    assert AccessDict(UserDict(a=1), mixcloud=None).data == {"a": 1}
    assert AccessDict(None, mixcloud=None) == {}
    assert AccessDict(a_dict(b=1), mixcloud=None).data == {"b": 1}
    assert AccessList((1, 2), mixcloud=None) == [1, 2]


def test_unhashable():
    """
    What may change has no hash, as a dict has none.
    """
    with pytest.raises(TypeError):
        hash(a_dict())


# --- Lists --------------------------------------------------------------------

ANNA = {"type": "user", "key": "/anna/"}
SHOW = {"type": "cloudcast", "key": "/anna/set/"}


@pytest.mark.parametrize("key", ["anna", "/anna", "anna/", "/anna/"])
def test_by_key(key: str):
    """
    A resource is found by its key, with slashes or without.
    """
    assert a_list(1, {"a": 1}, SHOW, ANNA)[key].key == "/anna/"


def test_not_found():
    """
    A key, or a number, that is none is an error of its kind.
    """
    with pytest.raises(KeyError, match="bob"):
        a_list(ANNA, {"key": None})["bob"]
    with pytest.raises(IndexError):
        a_list(ANNA)[1]


@given(LISTS, st.slices(5))
def test_slices(data: Any, part: slice):
    """
    A part of a list is a list of the same kind.
    """
    it = AccessList(data, mixcloud=MIXCLOUD)[part]

    assert type(it) is AccessList
    assert it == data[part]


@given(LISTS, LISTS, st.integers(0, 3))
def test_list_arithmetic(left: Any, right: Any, times: int):
    """
    Sums and products are as those of lists.
    """
    one = AccessList(list(left), mixcloud=MIXCLOUD)
    two = AccessList(right, mixcloud=None)

    assert one + two == one + right == left + two == left + right
    assert one * times == times * one == left * times
    assert type(one + right) is type(left + two) is AccessList
    one += two
    assert one == left + right


@given(LISTS)
def test_list_queries(data: Any):
    """
    Membership, places, counts and the order backwards are as those of a list.
    """
    it = AccessList(data, mixcloud=MIXCLOUD)

    assert list(it) == data
    assert list(reversed(it)) == data[::-1]
    for item in it:
        assert item in it
        assert it.count(item) == data.count(getattr(item, "data", item))


def test_list_changes():
    """
    What is put into a list is plain in its data, and comes out as it went in.
    """
    it = a_list({"n": 2})
    one, three, five = a_dict(n=1), a_dict(n=3), a_dict(n=5)
    it.insert(0, one)
    it.append(three)
    it.extend([five])
    it.sort(key=lambda item: -item.n)

    assert it.data == [{"n": 5}, {"n": 3}, {"n": 2}, {"n": 1}]
    assert it[0] is five
    assert it.pop() is one
    it[0] = one
    it[1:] = [three, {"n": 4}]
    assert it.data == [{"n": 1}, {"n": 3}, {"n": 4}]
    assert it[1] is three
    it.data = [3, 1, 2]
    it.sort()
    assert it == [1, 2, 3]
