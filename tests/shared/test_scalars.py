"""
JSON's own types, times and enums.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum, Flag, IntEnum, StrEnum
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientcore import Codec, DecodeError, Model


class Color(Enum):
    RED = "red"
    BLUE = "blue"


class Level(IntEnum):
    LOW = 1


class Kind(StrEnum):
    ALBUM = "album"


class Sort(str, Enum):  # noqa: UP042, as older code writes it
    NEW = "new"


class Rights(Flag):
    READ = 1
    WRITE = 2


@attrs.define(kw_only=True)
class Scalars(Model):
    text: str = ""
    number: int = 0
    share: float = 0.0
    yes: bool = False
    color: Color = Color.RED
    level: Level = Level.LOW
    kind: Kind = Kind.ALBUM
    sort: Sort = Sort.NEW
    kinds: list[Kind] = attrs.Factory(list)
    maybe: Kind | None = None
    open: Kind | str = ""
    open_number: str | Level = ""
    rights: Rights = Rights.READ
    at: datetime = datetime(2026, 1, 1, tzinfo=UTC)
    day: date = date(2026, 1, 1)


# A model that lacks a field, beside which the others are decoded alike.
@attrs.define(kw_only=True)
class Salvaged(Scalars):
    missing: int


CODEC = Codec()


def read(strict: bool = False, **data: Any) -> Scalars:
    return CODEC.structure(data, Scalars, strict=strict)


def salvage(**data: Any) -> Scalars:
    return CODEC.structure(data, Salvaged)


class TestPrimitives:
    @pytest.mark.parametrize("make", [read, salvage])
    @pytest.mark.parametrize("field", ["text", "number", "share", "yes"])
    def test_null(self, make: Any, field: str):
        """
        ``null`` stays ``None``: never the text, nor a number, nor false.
        """
        assert getattr(make(**{field: None}), field) is None

    @pytest.mark.parametrize("value", ["false", "true", "", 0, 1])
    def test_no_boolean(self, value: Any):
        """
        ``"false"`` is never true: it stays text.
        """
        assert read(yes=value).yes is value
        assert salvage(yes=value).yes is value

    @pytest.mark.parametrize(
        ("field", "value"),
        [("text", "a"), ("number", 2**70), ("share", 0.5), ("share", 2), ("yes", True)],
    )
    def test_fitting(self, field: str, value: Any):
        """
        What fits is the same in all ways of reading; an integer fits a float.
        """
        for model in (
            read(**{field: value}),
            salvage(**{field: value}),
            read(strict=True, **{field: value}),
        ):
            assert getattr(model, field) == value

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("text", 5),
            ("text", None),
            ("text", ["a"]),
            ("number", "5"),
            ("number", 5.0),
            ("number", True),
            ("share", "0.5"),
            ("share", True),
            ("yes", 1),
            ("yes", "true"),
        ],
    )
    def test_misfit(self, field: str, value: Any):
        """
        Strict reading converts nothing.
        """
        with pytest.raises(DecodeError, match=rf"\$\.{field}"):
            read(strict=True, **{field: value})


class TestTimes:
    @pytest.mark.parametrize(
        ("value", "at"),
        [
            ("2026-11-21T12:00:00Z", datetime(2026, 11, 21, 12, tzinfo=UTC)),
            ("2026-11-21T12:00:00", datetime(2026, 11, 21, 12, tzinfo=UTC)),
            ("2026-11-21 12:00:00", datetime(2026, 11, 21, 12, tzinfo=UTC)),
            ("2026-11-21", datetime(2026, 11, 21, tzinfo=UTC)),
            ("2026-11-21T14:00:00+02:00", datetime(2026, 11, 21, 12, tzinfo=UTC)),
            (
                "2026-11-21T12:00:00.1234567Z",
                datetime(2026, 11, 21, 12, 0, 0, 123456, tzinfo=UTC),
            ),
            (
                "2026-11-21T12:00:00.5",
                datetime(2026, 11, 21, 12, 0, 0, 500000, tzinfo=UTC),
            ),
            (0, datetime(1970, 1, 1, tzinfo=UTC)),
            (1.5, datetime(1970, 1, 1, 0, 0, 1, 500000, tzinfo=UTC)),
            (-86400, datetime(1969, 12, 31, tzinfo=UTC)),
        ],
    )
    def test_read(self, value: Any, at: datetime):
        """
        ISO text and epoch seconds are aware times; without a zone they are UTC.
        """
        for model in (read(at=value), salvage(at=value), read(strict=True, at=value)):
            assert model.at == at
            assert model.at.tzinfo is not None

    @pytest.mark.parametrize(
        "value",
        [
            None,
            "",
            "soon",
            "2026-13-01",
            "2026-11-21T25:00:00Z",
            "12:00",
            True,
            [],
            {},
            10**12,
            2**60,
            2**62,
            -(2**62),
            2**70,
            1e300,
        ],
    )
    def test_wrong(self, value: Any):
        """
        What is no time is none, and an error only if that was asked for.
        """
        assert read(at=value).at is None
        with pytest.raises(DecodeError, match=r"\$\.at"):
            read(strict=True, at=value)

    @given(st.integers() | st.floats() | st.text() | st.datetimes().map(str))
    def test_anything(self, value: Any):
        """
        Whatever is given for a time, it is an aware one or none.
        """
        at = read(at=value).at

        assert at is None or at.tzinfo is not None

    @given(
        st.datetimes(
            timezones=st.timedeltas(timedelta(hours=-23), timedelta(hours=23)).map(
                lambda gap: timezone(timedelta(minutes=gap // timedelta(minutes=1)))
            )
        )
    )
    def test_round_trip(self, at: datetime):
        """
        A time that is written is read as the same.
        """
        model = Scalars(at=at)

        assert Scalars.from_data(model.to_data()).at == at

    @pytest.mark.parametrize(
        ("field", "value"),
        [("at", datetime(2026, 11, 21, tzinfo=UTC)), ("day", date(2026, 11, 21))],
    )
    def test_already_one(self, field: str, value: Any):
        """
        What is a time or date already stays: data need not come from JSON text.
        """
        assert getattr(read(strict=True, **{field: value}), field) == value

    @pytest.mark.parametrize(
        ("value", "day"),
        [("2026-11-21", date(2026, 11, 21)), ("21.11.2026", None), (5, None)],
    )
    def test_dates(self, value: Any, day: date | None):
        """
        A date is ISO text.
        """
        assert read(day=value).day == day


class TestEnums:
    @pytest.mark.parametrize("make", [read, salvage])
    @pytest.mark.parametrize(
        ("field", "value", "member"),
        [
            ("color", "blue", Color.BLUE),
            ("color", "green", "green"),
            ("color", None, None),
            ("color", 5, 5),
            ("level", 1, Level.LOW),
            ("level", 2, 2),
            ("level", "one", "one"),
            ("kind", "album", Kind.ALBUM),
            ("kind", "single", "single"),
            ("sort", "new", Sort.NEW),
            ("sort", "old", "old"),
            ("maybe", "album", Kind.ALBUM),
            ("maybe", None, None),
            ("open", "album", Kind.ALBUM),
            ("open", "single", "single"),
            ("open_number", 1, Level.LOW),
        ],
    )
    def test_growing(self, make: Any, field: str, value: Any, member: Any):
        """
        A value that an enum does not have yet stays as it came.

        That of an enum which is text or a number as well, too.
        """
        found = getattr(make(**{field: value}), field)

        assert found == member
        assert type(found) is type(member)

    @pytest.mark.parametrize("strict", [False, True])
    def test_in_lists(self, strict: bool):
        """
        The members of a list are members.
        """
        (kind,) = read(strict=strict, kinds=["album"]).kinds

        assert kind is Kind.ALBUM

    @pytest.mark.parametrize("value", [[], {}, ["red"]])
    def test_no_value_at_all(self, value: Any):
        """
        What could not be an enum's value is none.
        """
        assert read(color=value).color is None

    @pytest.mark.parametrize("value", ["green", None, 5, [], {}])
    def test_strict(self, value: Any):
        """
        Strict reading knows the members only.
        """
        assert read(strict=True, color="blue").color is Color.BLUE
        assert read(strict=True, kind="album").kind is Kind.ALBUM
        for field in ("color", "kind", "level", "sort"):
            with pytest.raises(DecodeError, match=rf"\$\.{field}"):
                read(strict=True, **{field: value})

    def test_flags(self):
        """
        Flags are combined, and not one of the members.
        """
        assert read(rights=3).rights == Rights.READ | Rights.WRITE
        assert read(rights="x").rights is None

    @pytest.mark.parametrize("value", ["red", "green", None])
    def test_written(self, value: Any):
        """
        A member is written as its value, an unknown value as it came.
        """
        assert read(color=value).to_data()["color"] == value

    @pytest.mark.parametrize("value", ["album", "single", None])
    def test_text_written(self, value: Any):
        """
        So is an enum that is text.
        """
        model = read(kind=value, open=value, kinds=["album", "single"])

        assert type(model.to_data()["kind"]) is type(value)
        assert Scalars.from_data(model.to_data()) == model
