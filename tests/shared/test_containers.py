"""
Lists, objects with any keys, and unions.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from enum import Enum
from typing import Any, Optional, Union

import attrs
import pytest

from clientcore import Codec, DecodeError, Model


class Color(Enum):
    RED = "red"


@attrs.define
class Item(Model):
    id: int
    at: datetime = datetime(2026, 1, 1, tzinfo=UTC)


@attrs.define
class Box(Model):
    names: list[str] = attrs.Factory(list)
    items: list[Item] = attrs.Factory(list)
    grid: list[list[int]] = attrs.Factory(list)
    anything: list[Any] = attrs.Factory(list)
    bare: list = attrs.Factory(list)  # type: ignore[type-arg]
    maybe: list[Item] | None = None
    by_name: dict[str, Item] = attrs.Factory(dict)
    counts: dict[str, int] = attrs.Factory(dict)


def good(id: int) -> dict[str, Any]:
    return {"id": id}


BAD: list[Any] = [None, 5, "abc", True, [], [["id", 1]], {}, {"name": "x"}]


@pytest.fixture
def codec() -> Codec:
    return Codec()


class TestLists:
    @pytest.mark.parametrize("value", ["abc", None, 5, {"a": 1}, True])
    @pytest.mark.parametrize("field", ["names", "items", "grid", "anything", "bare"])
    def test_no_list(self, codec: Codec, field: str, value: Any):
        """
        What is no list is an empty one: text never falls apart into letters.
        """
        assert getattr(codec.structure({field: value}, Box), field) == []
        with pytest.raises(DecodeError, match=field):
            codec.structure({field: value}, Box, strict=True)

    @pytest.mark.parametrize("value", ["abc", None, 5, {}])
    def test_optional(self, codec: Codec, value: Any):
        """
        A list that may be missing is ``None`` instead.
        """
        assert codec.structure({"maybe": value}, Box).maybe is None

    @pytest.mark.parametrize("bad", BAD, ids=repr)
    @pytest.mark.parametrize("place", [0, 50, 99])
    def test_one_odd_item(self, codec: Codec, bad: Any, place: int):
        """
        One odd item never costs the other 99, at any place.
        """
        items = [good(number) for number in range(99)]
        items.insert(place, bad)
        found = codec.structure(items, list[Item])

        kept = [item.id for item in found if item.id is not None]
        assert kept == list(range(99))

    @pytest.mark.parametrize("field", ["names", "anything", "bare"])
    def test_own_list(self, codec: Codec, field: str):
        """
        A model's list is its own: changing it leaves the raw JSON as it came.
        """
        box = codec.structure({field: ["a"]}, Box)
        getattr(box, field).append("b")

        assert box.raw == {field: ["a"]}

    def test_places(self, codec: Codec):
        """
        Strict reading tells the places of all odd items.
        """
        with pytest.raises(DecodeError) as caught:
            codec.structure([good(0), {}, good(2), 5], list[Item], strict=True)

        assert len(caught.value.errors) == 2
        assert "$[1]" in caught.value.errors[0]
        assert "$[3]" in caught.value.errors[1]

    def test_not_even_a_list(self, codec: Codec):
        """
        Salvage makes no list of what is none.
        """
        with pytest.raises(DecodeError, match="dict is no list"):
            codec.structure({"error": "s3cr3t"}, list[Item])

    def test_left_out_once(self, codec: Codec, caplog: pytest.LogCaptureFixture):
        """
        Items that are left out are logged once for their kind, without a value.
        """
        with caplog.at_level(logging.DEBUG):
            codec.structure(["s3cr3t"] * 3 + [good(1)], list[Item])
            codec.structure(["s3cr3t"], list[Item])

        assert caplog.messages == ["Item.[]: left an item out: str is no Item"]


class TestObjects:
    def test_values(self, codec: Codec):
        """
        The values are read, the keys are as they came.
        """
        box = codec.structure({"by_name": {"a b": good(1)}}, Box)

        assert box.by_name == {"a b": Item(1)}

    @pytest.mark.parametrize("value", ["abc", None, 5, [], [["a", 1]]])
    @pytest.mark.parametrize("field", ["by_name", "counts"])
    def test_no_object(self, codec: Codec, field: str, value: Any):
        """
        What is no object is an empty one.
        """
        assert getattr(codec.structure({field: value}, Box), field) == {}
        with pytest.raises(DecodeError, match=field):
            codec.structure({field: value}, Box, strict=True)

    @pytest.mark.parametrize("bad", [None, 5, "abc", []], ids=repr)
    def test_one_odd_value(self, codec: Codec, bad: Any):
        """
        One odd value never costs the others.
        """
        box = codec.structure({"by_name": {"a": good(1), "b": bad}}, Box)

        assert box.by_name == {"a": Item(1)}

    def test_own_object(self, codec: Codec):
        """
        A model's dict is its own.
        """
        box = codec.structure({"counts": {"a": 1}}, Box)
        box.counts["b"] = 2

        assert box.raw == {"counts": {"a": 1}}


@attrs.define
class Mixed(Model):
    item: Item | None = None
    item_or_id: Item | str = ""
    id_or_item: str | Item = ""
    color: Color | str = Color.RED
    text_or_color: str | Color = Color.RED
    number: int | float | None = None
    when: datetime | int | None = None
    old_style: Optional[Item] = None  # noqa: UP045, as older code writes it
    old_union: Union[str, Item] = ""  # noqa: UP007


class TestUnions:
    @pytest.mark.parametrize(
        ("field", "value", "expected"),
        [
            ("item", None, None),
            ("item", good(1), Item(1)),
            ("old_style", None, None),
            ("old_style", good(1), Item(1)),
            ("item_or_id", "abc", "abc"),
            ("item_or_id", good(1), Item(1)),
            ("id_or_item", "abc", "abc"),
            ("id_or_item", good(1), Item(1)),
            ("old_union", good(1), Item(1)),
            ("color", "red", Color.RED),
            ("color", "green", "green"),
            ("text_or_color", "red", Color.RED),
            ("text_or_color", "green", "green"),
            ("number", 1, 1),
            ("number", 0.5, 0.5),
            ("number", None, None),
            ("when", 0, datetime(1970, 1, 1, tzinfo=UTC)),
        ],
    )
    @pytest.mark.parametrize("strict", [False, True])
    def test_read(
        self, codec: Codec, strict: bool, field: str, value: Any, expected: Any
    ):
        """
        What fits is found, in whatever order the members stand.
        """
        model = codec.structure({field: value}, Mixed, strict=strict)

        assert getattr(model, field) == expected

    @pytest.mark.parametrize("field", ["item_or_id", "id_or_item", "old_union"])
    def test_odd_model(self, codec: Codec, field: str):
        """
        A model that lacks a field is salvaged, and not left as raw JSON.
        """
        found = getattr(codec.structure({field: {"at": 0}}, Mixed), field)

        assert found == Item(None, datetime(1970, 1, 1, tzinfo=UTC))  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("field", "value"),
        [("item", 5), ("item", "abc"), ("item_or_id", 5), ("when", []), ("item", [])],
    )
    def test_misfit(self, codec: Codec, field: str, value: Any):
        """
        What fits no member is none.
        """
        assert getattr(codec.structure({field: value}, Mixed), field) is None
        with pytest.raises(DecodeError, match=field):
            codec.structure({field: value}, Mixed, strict=True)

    @pytest.mark.parametrize("value", ["a", 5])
    def test_alone(self, codec: Codec, value: Any):
        """
        A union need not be a model's field.
        """
        plain: Any = str | int

        assert codec.structure(value, plain) == value
        with pytest.raises(DecodeError):
            codec.structure([], plain, strict=True)

    def test_numbers_strict(self, codec: Codec):
        """
        Strict reading checks unions of plain types too.
        """
        with pytest.raises(DecodeError, match="number"):
            codec.structure({"number": "5"}, Mixed, strict=True)


@attrs.define
class Song(Model):
    at: str
    length: int


@attrs.define
class Episode(Model):
    at: str
    show: str


class TestModels:
    @pytest.mark.parametrize("strict", [False, True])
    def test_by_keys(self, strict: bool):
        """
        An object becomes the model whose required keys it has.
        """
        data = [{"at": "a", "length": 1}, {"at": "b", "show": "c"}]
        kind: Any = list[Song | Episode]

        found = Codec().structure(data, kind, strict=strict)

        assert found == [Song("a", 1), Episode("b", "c")]

    @pytest.mark.parametrize("odd", [{}, {"show": None}, 5, "abc", None, []], ids=repr)
    def test_odd_neighbour(self, odd: Any):
        """
        One odd item leaves the others with their types.
        """
        good = {"at": "b", "show": "c"}
        kind: Any = list[Song | Episode]

        found = Codec().structure([good, odd, good], kind)

        assert (found[0], found[-1]) == (Episode("b", "c"), Episode("b", "c"))
