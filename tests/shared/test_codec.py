"""
From JSON to models and back, whatever comes.
"""

from __future__ import annotations

import contextlib
import json
from datetime import UTC, date, datetime
from enum import Enum, StrEnum
from typing import Any

import attrs
import pytest
from cattrs import Converter
from hypothesis import example, given
from hypothesis import strategies as st

from clientcore import Codec, DecodeError, Model, wire
from clientcore._events import RequestInfo
from clientcore._models import key_of

INFO = RequestInfo("GET", "items/{item}")

# --- A family of models with everything in it ---------------------------------


class Color(Enum):
    RED = "red"
    ONE = 1


class Kind(StrEnum):
    ALBUM = "album"


@attrs.define
class Track(Model):
    type: str
    length: float = 0.0


@attrs.define
class Episode(Model):
    type: str
    show: Item | None = None


@attrs.frozen
class Place:
    lat: float
    lon: float


@attrs.define(kw_only=True)
class Item(Model):
    id: int
    name: str
    share: float
    yes: bool
    color: Color
    kind: Kind
    at: datetime
    day: date
    place: Place
    anything: Any = None
    owner: Item | None = None
    tags: list[str] = attrs.Factory(list)
    kinds: list[Kind | None] = attrs.Factory(list)
    children: list[Item] = attrs.Factory(list)
    named: dict[str, Item] = attrs.Factory(dict)
    counts: dict[str, list[int]] = attrs.Factory(dict)
    media: Track | Episode | None = None
    either: Item | str | int | None = None
    first: Any = attrs.field(
        default=None,
        metadata=wire("odd key", hook=lambda value: value and value[0]["x"] / 2),
    )


@attrs.frozen
class FrozenItem(Model):
    id: int
    item: Item
    tags: list[str]


@attrs.define
class Shaped(Model):
    id: int

    @classmethod
    def reshape(cls, data: dict[str, Any]) -> dict[str, Any]:
        return data["wrapped"][0] if "wrapped" in data else data


CODEC = Codec()
MODELS: list[Any] = [Item, FrozenItem, Shaped, Track, Episode]
GOOD: dict[str, Any] = {
    "id": 1,
    "name": "a",
    "share": 0.5,
    "yes": True,
    "color": "red",
    "kind": "album",
    "at": "2026-11-21T12:00:00Z",
    "day": "2026-11-21",
    "place": {"lat": 1.0, "lon": 2.0},
    "media": {"type": "episode", "show": None},
    "either": "abc",
    "named": {},
}

# Keys that mean something to the models, so that hypothesis gets inside of them.
KEYS = st.sampled_from([*GOOD, "type", "item", "wrapped", "odd key", "_client", "raw"])
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(-(2**63), 2**64)
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["red", "album", "track", "2026-11-21", "null", "false"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(KEYS | st.text(max_size=3), inner, max_size=6)
    ),
    max_leaves=25,
)


class TestAnything:
    @given(st.sampled_from(MODELS), JSON)
    @example(Item, {"at": 2**62})
    @example(Item, {"odd key": []})
    @example(Item, {"either": {"id": "1"}})
    def test_nothing_else_is_raised(self, kind: Any, data: Any):
        """
        Any JSON at all makes a model or a `DecodeError`, strictly read or not.
        """
        kinds: list[Any] = [kind, list[kind], dict[str, kind], kind | None]
        for into in kinds:
            for strict in (False, True):
                with contextlib.suppress(DecodeError):
                    CODEC.structure(data, into, strict=strict)

    @given(st.sampled_from([Item, FrozenItem, Track]), st.dictionaries(KEYS, JSON))
    def test_objects_make_models(self, kind: Any, data: Any):
        """
        Any object at all makes a model, which keeps it, and can be written.
        """
        model = CODEC.structure(data, kind)

        assert type(model) is kind
        assert model.raw is data
        assert isinstance(CODEC.unstructure(model), dict)

    @given(st.lists(JSON, max_size=5), st.data())
    def test_good_ones_are_kept(self, odd: list[Any], data: st.DataObject):
        """
        Among whatever else, all that is good is kept, in order and unchanged.
        """
        good = [{**GOOD, "id": number} for number in range(-3, 0)]
        mixed = list(odd)
        places = data.draw(
            st.lists(st.integers(0, len(odd)), min_size=3, max_size=3).map(sorted)
        )
        for place, one in zip(reversed(places), reversed(good), strict=True):
            mixed.insert(place, one)
        found = CODEC.structure(mixed, list[Item])

        kept = [item for item in found if any(item.raw is one for one in good)]
        assert kept == [CODEC.structure(one, Item, strict=True) for one in good]

    @given(st.dictionaries(KEYS, JSON))
    def test_strict_is_fast(self, data: Any):
        """
        What passes the strict way is decoded alike by the other.
        """
        whole = {**GOOD, **data}
        try:
            item = CODEC.structure(whole, Item, strict=True)
        except DecodeError:
            return

        # Compared by their text, since NaN is not equal to itself.
        assert repr(CODEC.structure(whole, Item)) == repr(item)
        assert repr(CODEC.structure([whole, 5], list[Item])[0]) == repr(item)

    @given(st.sampled_from([Item, FrozenItem]), st.dictionaries(KEYS, JSON), KEYS, JSON)
    def test_neighbours(self, kind: Any, data: Any, key: str, other: Any):
        """
        A value is decoded alike, whatever its neighbours are.
        """
        one = CODEC.structure({**GOOD, **data}, kind)
        two = CODEC.structure({**GOOD, **data, key: other}, kind)

        for field in attrs.fields(kind):
            if key_of(field, None) != key:
                assert repr(getattr(one, field.name)) == repr(getattr(two, field.name))

    @given(st.sampled_from(MODELS), JSON)
    def test_data_unchanged(self, kind: Any, data: Any):
        """
        Reading changes nothing in the JSON.
        """
        before = repr(data)
        with contextlib.suppress(DecodeError):
            CODEC.structure(data, kind)

        assert repr(data) == before


class TestRoundTrip:
    ITEM = Item(
        id=2**70,
        name="é\u2028\x00",
        share=0.1,
        yes=False,
        color=Color.ONE,
        kind=Kind.ALBUM,
        at=datetime(2026, 11, 21, 12, 0, 0, 123456, tzinfo=UTC),
        day=date(2026, 11, 21),
        place=Place(1.5, -2.0),
        anything={"a": [1, None]},
        tags=["a"],
        kinds=[Kind.ALBUM, None],
        named={"a b": CODEC.structure(GOOD, Item)},
        counts={"a": [1, 2]},
        media=Track("track", 2.5),
        either="abc",
    )

    def test_equal(self):
        """
        What is written, integers beyond 64 bits included, is read as the same.
        """
        data = CODEC.unstructure(self.ITEM)

        assert CODEC.structure(data, Item, strict=True) == self.ITEM
        assert data["id"] == 2**70
        assert data["at"] == "2026-11-21T12:00:00.123456+00:00"

    @pytest.mark.parametrize("codec", [CODEC, Codec()])
    def test_containers(self, codec: Codec):
        """
        Lists and objects of models are written as such.
        """
        track = Track("track")
        written = codec.unstructure({"a": [track], "b": None})

        assert written == {"a": [{"type": "track", "length": 0.0}], "b": None}

    @given(JSON)
    def test_plain_json(self, data: Any):
        """
        Plain JSON is written as it is.
        """
        text = CODEC.dumps(data)

        # Neither library has a form for numbers that are none, and both agree.
        if "inf" not in repr(data) and "nan" not in repr(data):
            assert CODEC.unstructure(data) == data
        assert isinstance(text, bytes)

    @pytest.mark.parametrize("value", [object(), {1, object()}, lambda: None])
    def test_no_json(self, value: Any):
        """
        What JSON has no form for is the caller's mistake.
        """
        with pytest.raises(TypeError):
            CODEC.dumps(value)

    def test_surrogates(self):
        """
        A lone surrogate is written and read again, beside times too.
        """
        item = CODEC.structure({**GOOD, "name": "abc\ud83d"}, Item)

        assert Item.from_data(item.to_data()) == item
        assert item.to_data()["name"] == "abc\ud83d"
        assert repr(item).isprintable()

    def test_too_deep(self):
        """
        What is nested too deep to be written is a clear error.
        """
        data: Any = []
        for _ in range(100_000):
            data = [data]
        with pytest.raises(ValueError, match="nested too deep"):
            CODEC.dumps(data)

    def test_salvaged(self):
        """
        A model that lacks nearly everything can be written and read again.
        """
        item = CODEC.structure({}, Item)

        assert CODEC.structure(CODEC.unstructure(item), Item) == item


class TestErrors:
    @pytest.mark.parametrize("strict", [False, True])
    def test_facts(self, strict: bool):
        """
        The error tells what was asked and what it should have been, not the data.
        """
        with pytest.raises(DecodeError) as caught:
            CODEC.structure("s3cr3t", Item, request=INFO, strict=strict)

        error = caught.value
        assert str(error) == "GET items/{item}: the response is no Item: str is no Item"
        assert error.errors == ["str is no Item"]
        assert error.request == INFO
        assert error.body == "s3cr3t"

    def test_paths(self):
        """
        Strict reading gives all paths, and the message the first and their number.
        """
        data = [GOOD, {**GOOD, "id": "s3cr3t", "at": "s3cr3t", "place": {"lat": 1.0}}]

        with pytest.raises(DecodeError) as caught:
            CODEC.structure(data, list[Item], strict=True, request=INFO)

        paths = [error.partition(" @ ")[2] for error in caught.value.errors]
        assert sorted(paths) == ["$[1].at", "$[1].id", "$[1].place.lon"]
        assert "(and 2 more)" in str(caught.value)
        assert "s3cr3t" not in f"{caught.value} {caught.value.errors}"

    def test_type_with_brackets(self):
        """
        A type without a name is called as it is written.
        """
        with pytest.raises(DecodeError, match=r"no .*Item \| None"):
            CODEC.structure(5, Item | None)  # type: ignore[arg-type]

    def test_model_that_cannot_be(self):
        """
        A field of a type that nobody can read is a `DecodeError`, too.
        """

        class Strange:
            def __init__(self, one: int, two: int) -> None: ...

        @attrs.define
        class Holder(Model):
            strange: Strange

        with pytest.raises(DecodeError):
            Codec().structure({"strange": {}}, Holder, strict=True)


class TestConverters:
    def test_setup_for_each(self):
        """
        A service's hooks are registered for each way of reading, when it is used.
        """
        made: list[Converter] = []
        codec = Codec(setup=made.append)

        assert made == []
        assert codec.converter is codec.converter
        codec.structure({}, Track)
        codec.structure({"type": "a"}, Track, strict=True)
        assert len({id(one) for one in made}) == len(made) == 2

    def test_own_hooks_win(self):
        """
        A hook of the service's own replaces ours.
        """

        def register(converter: Converter) -> None:
            converter.register_structure_hook(
                datetime, lambda value, _: datetime.strptime(value, "%d.%m.%Y %z")
            )

        @attrs.define
        class Dated(Model):
            at: datetime

        codec = Codec(setup=register)
        data = {"at": "21.11.2026 +0000"}

        assert codec.structure(data, Dated).at == datetime(2026, 11, 21, tzinfo=UTC)

    def test_parsed_before(self):
        """
        Text that was parsed elsewhere is decoded.
        """
        item = CODEC.structure(json.loads(json.dumps(GOOD)), Item, strict=True)

        assert item.place == Place(1.0, 2.0)
