"""
Odd answers: what is good in them is kept, and only our own errors are raised.
"""

from __future__ import annotations

import copy
import logging
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import asyncspotify
from asyncspotify import DecodeError, PlaylistEntry, SimpleAlbum, SpotifyObject
from asyncspotify._codec import CODEC
from asyncspotify._errors import own_errors

from .answers import load
from .payloads import items, modelled

ANSWERS = modelled(asyncspotify)

# What may stand in the place of anything.
ODD: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=8)
    | st.sampled_from(["track", "episode", "0000", "2020-01-01T00:00:00Z"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "type", "items", "item", "track", "total", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=6,
)

QUICK = settings(
    max_examples=150,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.fixture(autouse=True)
def quiet():
    """
    Salvaging says what it left out, which is a lot here.
    """
    logging.getLogger("asyncspotify").setLevel(logging.ERROR)
    yield
    logging.getLogger("asyncspotify").setLevel(logging.NOTSET)


def places(value: Any) -> list[tuple[Any, Any]]:
    """Return all places in *value*, as containers and keys."""
    inside: Any = ()
    if isinstance(value, dict):
        inside = list(value)
    elif isinstance(value, list):
        inside = range(len(value))
    found = [(value, key) for key in inside]
    return found + [place for key in inside for place in places(value[key])]


def mutated(data: st.DataObject, value: Any) -> Any:
    """Change some places of *value*, or leave them out."""
    value = copy.deepcopy(value)
    for _ in range(data.draw(st.integers(1, 4))):
        container, key = data.draw(st.sampled_from(places(value) or [([0], 0)]))
        if isinstance(container, dict) and data.draw(st.booleans()):
            del container[key]
        else:
            container[key] = data.draw(ODD)
    return value


def read(body: Any, kind: Any, *, strict: bool = False) -> Any:
    """Return what *body* is read as, or our own error if it is refused."""
    try:
        with own_errors():
            return CODEC.structure(body, kind, strict=strict)
    except DecodeError as error:
        return error


def look_at(model: Any) -> None:
    """Use all attributes of a model, and of those in it."""
    if isinstance(model, list):
        for one in model:
            look_at(one)
        return
    names = [name for name in dir(type(model)) if not name.startswith("_")]
    for name in names:
        if name not in {"client", "shuffe_state"}:
            found = getattr(model, name)
            if isinstance(found, (SpotifyObject, list)) and not callable(found):
                look_at(found)
    repr(model)
    if isinstance(model, SpotifyObject):
        hash(model)
        assert model == model  # noqa: PLR0124


@QUICK
@given(st.sampled_from(ANSWERS), st.data())
def test_mutated_answers(answer: tuple[str, Any, Any], data: st.DataObject):
    """
    An answer in which anything was changed is read, or refused by our own error.
    """
    _, kind, body = answer
    body = mutated(data, body)
    found = read(body, kind)
    look_at(found)

    assert CODEC.dumps(found)


@QUICK
@given(st.sampled_from([kind for _, kind, _ in ANSWERS]), ODD)
def test_anything(kind: Any, body: Any):
    """
    Anything that JSON can be is read, or refused by our own error.
    """
    found = read(body, kind)
    if isinstance(found, DecodeError):
        assert found.body is body
    else:
        look_at(found)


@QUICK
@given(st.data())
def test_one_odd_entry(data: st.DataObject):
    """
    However odd some entries of a playlist are, the good ones are all there.
    """
    good = [one for one in items("playlist_tracks_legacy_page2") if one["track"]]
    bad = data.draw(st.lists(ODD, max_size=3))
    mixed = data.draw(st.permutations([*good, *bad]))
    wanted = [one["track"]["uri"] for one in mixed if any(one is x for x in good)]
    found = CODEC.structure(mixed, list[PlaylistEntry])
    kept = [one.uri for one in found if one.raw in good]

    assert [uri for uri in kept if uri in wanted] == wanted


@QUICK
@given(st.data())
def test_one_odd_field(data: st.DataObject):
    """
    However odd one field of an album is, the others are as they were.
    """
    body = load("album_simple_day")
    names = sorted(set(body) - {"id", "type"})
    name = data.draw(st.sampled_from(names))
    changed = {**body, name: data.draw(ODD)}
    album, before = SimpleAlbum.from_data(changed), SimpleAlbum.from_data(body)
    spoiled = {name}

    for field in attrs.fields(type(album)):
        key = field.metadata.get("name") or field.name.lstrip("_")
        if key not in spoiled:
            assert getattr(album, field.name) == getattr(before, field.name)
    assert album.id == before.id


@QUICK
@given(st.sampled_from(ANSWERS), st.data())
def test_strict_is_one_of_two(answer: tuple[str, Any, Any], data: st.DataObject):
    """
    Reading strictly gives what the usual way gives, or raises our own error.
    """
    _, kind, body = answer
    body = mutated(data, body)
    strictly = read(body, kind, strict=True)
    if isinstance(strictly, DecodeError):
        assert strictly.errors
    else:
        assert CODEC.unstructure(strictly) == CODEC.unstructure(read(body, kind))
