"""
Hooks for attrs classes: names, fields' own hooks, binding, salvage.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from cattrs import Converter

from clientcore import Codec, DecodeError, Model, _compiled, wire

READ: list[Any] = [
    pytest.param({}, id="fast"),
    pytest.param({"strict": True}, id="strict"),
]


def camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.title() for word in rest)


def duration(value: Any) -> float:
    return value["seconds"] + value["parts"][0] / 10


@attrs.define(kw_only=True)
class Track(Model):
    track_name: str
    length: float = attrs.field(
        default=0.0, metadata=wire("trackLength", hook=duration)
    )
    plain: str = attrs.field(default="", metadata=wire(hook=str.upper))
    album: str | None = attrs.field(default=None, metadata=wire("al"))


@attrs.define
class Needy(Model):
    """Without defaults, so that everything that is missing shows."""

    id: int
    names: list[str]
    counts: dict[str, int]
    maybe: list[str] | None
    extra: str = "extra"


@attrs.frozen
class Plain:
    """Not a model: neither bound, nor with its JSON."""

    name: str
    number: int = 0


@attrs.define
class Holder(Model):
    plain: Plain
    rest: list[Plain] = attrs.Factory(list)


class TestWire:
    @pytest.mark.parametrize("options", READ)
    def test_name_and_hook(self, options: dict[str, Any]):
        """
        A field is found under its JSON key, and read by its own hook.
        """
        data = {
            "track_name": "a",
            "trackLength": {"seconds": 2, "parts": [5]},
            "plain": "b",
            "al": "c",
        }
        track = Codec().structure(data, Track, **options)

        assert track == Track(track_name="a", length=2.5, plain="B", album="c")

    @pytest.mark.parametrize("value", [5, None, "x", {}, {"seconds": 1, "parts": []}])
    def test_hook_that_fails(self, value: Any):
        """
        Whatever a hook raises, its field is none and the others are kept.
        """
        data = {"track_name": "a", "trackLength": value, "al": "c"}
        track = Codec().structure(data, Track)

        assert track.length is None
        assert (track.track_name, track.album) == ("a", "c")
        with pytest.raises(DecodeError, match=r"\$\.trackLength|\$\.length"):
            Codec().structure(data, Track, strict=True)

    @pytest.mark.parametrize(
        "error", [ValueError, TypeError, LookupError, OSError, OverflowError]
    )
    def test_hook_that_refuses(self, error: type[Exception]):
        """
        A hook may raise any error of odd values for a value that does not fit.
        """

        def hook(value: Any) -> Any:
            raise error("s3cr3t")

        @attrs.define
        class Odd(Model):
            value: str = attrs.field(default="", metadata=wire(hook=hook))

        assert Codec().structure({"value": "a"}, Odd) == Odd(None)  # type: ignore[arg-type]
        with pytest.raises(DecodeError):
            Codec().structure({"value": "a"}, Odd, strict=True)

    @pytest.mark.parametrize("strict", [False, True])
    def test_exact_type(self, strict: bool):
        """
        A value of the exact type is taken unchanged; of others, such as true, which is
        an integer to Python, the hook makes it.
        """

        @attrs.define
        class Count(Model):
            value: int = attrs.field(
                default=0, metadata=wire(hook=lambda value: int(value), exact=int)
            )

        read = [
            Codec().structure({"value": each}, Count, strict=strict).value
            for each in (7, "8", True)
        ]

        assert [(type(each), each) for each in read] == [(int, 7), (int, 8), (int, 1)]

    @pytest.mark.parametrize(
        "error", [NameError, AssertionError, ImportError, NotImplementedError]
    )
    def test_hook_with_a_mistake(self, error: type[Exception]):
        """
        A mistake in a hook's code is raised, wherever the hook is called.
        """

        def hook(value: Any) -> Any:
            raise error("mistake")

        @attrs.define
        class Odd(Model):
            value: str = attrs.field(default="", metadata=wire(hook=hook))

        kinds: list[Any] = [Odd, list[Odd], dict[str, Odd], Odd | str]
        data = {"value": "a"}
        for kind, body in zip(kinds, [data, [data], {"a": data}, data], strict=True):
            with pytest.raises(error, match="mistake"):
                Codec().structure(body, kind)
            with pytest.raises(DecodeError):
                Codec().structure(body, kind, strict=True)

    def test_other_metadata(self):
        """
        Metadata of the caller's own stays.
        """

        @attrs.define
        class Described(Model):
            value: str = attrs.field(metadata={**wire("v"), "unit": "s"})

        assert attrs.fields(Described).value.metadata["unit"] == "s"
        assert Described.from_data({"v": "a"}) == Described("a")

    def test_written_under_its_key(self):
        """
        A field is written under the key it is read from.
        """
        written = Codec().unstructure(Track(track_name="a", album="c"))

        assert written == {
            "track_name": "a",
            "trackLength": 0.0,
            "plain": "",
            "al": "c",
        }


class TestRename:
    @pytest.mark.parametrize("options", READ)
    def test_all_fields(self, options: dict[str, Any]):
        """
        All names follow the rule, but for those that have one of their own.
        """
        data = {"trackName": "a", "al": "c", "track_name": "other"}
        track = Codec(rename=camel).structure(data, Track, **options)

        assert track == Track(track_name="a", album="c")

    def test_salvage(self):
        """
        Salvage looks under the same names.
        """
        track = Codec(rename=camel).structure({"trackName": "a", "plain": 5}, Track)

        assert track.track_name == "a"
        assert track.plain is None

    def test_round_trip(self):
        """
        What is written under those names is read again.
        """
        codec = Codec(rename=camel)
        track = Track(track_name="a", album="c")
        data = codec.unstructure(track)

        assert data["trackName"] == "a"
        assert codec.structure(data, Track).track_name == "a"


class TestSalvage:
    def test_missing(self):
        """
        What is missing is ``None``, a list empty, an object empty, a default kept.
        """
        needy = Codec().structure({}, Needy)

        assert needy == Needy(None, [], {}, None)  # type: ignore[arg-type]
        assert needy.extra == "extra"

    def test_misfits(self):
        """
        What does not fit is dropped in the same way, and what fits is kept.
        """
        data = {"id": "1", "names": "abc", "counts": [], "maybe": ["a"], "extra": 5}
        needy = Codec().structure(data, Needy)

        assert needy == Needy("1", [], {}, ["a"], 5)  # type: ignore[arg-type]

    def test_own_empty_values(self):
        """
        The empty lists and objects are each model's own.
        """
        first, second = Codec().structure([{}, {}], list[Needy])
        first.names.append("a")
        first.counts["a"] = 1

        assert (second.names, second.counts) == ([], {})

    def test_logged_once(self, caplog: pytest.LogCaptureFixture):
        """
        Each field of a model is logged once, to the codec's logger, without values.
        """
        codec = Codec(logger="shop")
        data = {"id": 1, "names": "s3cr3t", "counts": {}, "maybe": None}
        with caplog.at_level(logging.DEBUG):
            codec.structure([data, data, {"id": 1, "names": []}], list[Needy])
            codec.structure(data, Needy)

        assert caplog.record_tuples == [
            ("shop", logging.WARNING, "Needy.names: does not fit: str is no list"),
            ("shop", logging.WARNING, "Needy.counts: missing"),
            ("shop", logging.WARNING, "Needy.maybe: missing"),
        ]

    def test_fast_is_silent(self, caplog: pytest.LogCaptureFixture):
        """
        Nothing is logged of what is as it should be.
        """
        data = {"id": 1, "names": [], "counts": {}, "maybe": None, "unknown": 5}
        with caplog.at_level(logging.DEBUG):
            Codec().structure(data, Needy)

        assert not caplog.records

    def test_strict_paths(self):
        """
        Strict reading reports every difference, with its path.
        """
        data = [{"id": "1", "names": ["a", 5], "counts": {"a": "b"}, "maybe": None}]

        with pytest.raises(DecodeError) as caught:
            Codec().structure(data, list[Needy], strict=True)

        paths = {error.partition(" @ ")[2] for error in caught.value.errors}
        assert paths == {"$[0].id", "$[0].names[1]", "$[0].counts['a']"}


class TestPlainClasses:
    @pytest.mark.parametrize("options", READ)
    def test_read(self, options: dict[str, Any]):
        """
        Classes that are no models are read inside of models.
        """
        data = {"plain": {"name": "a"}, "rest": [{"name": "b", "number": 2}]}
        holder = Codec().structure(data, Holder, client=object(), **options)

        assert holder == Holder(Plain("a"), [Plain("b", 2)])

    @pytest.mark.parametrize("value", [None, 5, "abc", []])
    def test_misfit(self, value: Any):
        """
        What is no object is none, also for them.
        """
        assert Codec().structure({"plain": value}, Holder).plain is None

    def test_salvage(self):
        """
        They are salvaged, too.
        """
        holder = Codec().structure({"plain": {"number": 2}}, Holder)

        assert holder.plain == Plain(None, 2)  # type: ignore[arg-type]


def bare(data: dict[str, Any]) -> dict[str, Any]:
    return data.get("user", data)


@attrs.define
class User(Model):
    """Comes bare, or wrapped."""

    id: int
    name: str = ""

    @classmethod
    def reshape(cls, data: dict[str, Any]) -> dict[str, Any]:
        if data.get("broken"):
            raise LookupError("s3cr3t")
        return bare(data)


@attrs.define
class Admin(User):
    """Inherits the shapes."""

    rights: list[str] = attrs.Factory(list)


class TestReshape:
    @pytest.mark.parametrize("kind", [User, Admin])
    @pytest.mark.parametrize(
        "data",
        [{"id": 1, "name": "a"}, {"user": {"id": 1, "name": "a"}, "more": 2}],
        ids=["bare", "wrapped"],
    )
    @pytest.mark.parametrize("options", READ)
    def test_shapes(
        self, options: dict[str, Any], data: dict[str, Any], kind: type[User]
    ):
        """
        A model reads all its shapes, and keeps the JSON as it came.
        """
        user = Codec().structure(data, kind, **options)

        assert (user.id, user.name) == (1, "a")
        assert user.raw is data

    def test_salvage(self):
        """
        A wrapped model is salvaged as well.
        """
        data = {"user": {"name": "a"}}
        user = Codec().structure(data, User)

        assert user == User(None, "a")  # type: ignore[arg-type]
        assert user.raw is data

    @pytest.mark.parametrize(
        "bad",
        [{"broken": True}, {"user": 5}, {"user": None}, 5, None],
        ids=repr,
    )
    def test_other_shape(self, bad: Any):
        """
        A shape that it does not know costs that item only.
        """
        found = Codec().structure([bad, {"id": 1}], list[User])

        assert found == [User(1)]
        with pytest.raises(DecodeError):
            Codec().structure(bad, User)

    def test_no_raw(self):
        """
        Nothing is kept if nothing should be.
        """
        user = Codec().structure({"user": {"id": 1}}, User, keep_raw=False)

        assert user.raw is None


@attrs.define
class Node(Model):
    id: int
    children: list[Node] = attrs.Factory(list)
    parent: Node | None = None
    named: dict[str, Node] = attrs.Factory(dict)


@attrs.define
class Artist(Model):
    albums: list[Album] = attrs.Factory(list)


@attrs.define
class Album(Model):
    artists: list[Artist] = attrs.Factory(list)


class TestRecursion:
    DATA: dict[str, Any] = {  # noqa: RUF012, nobody changes it
        "id": 1,
        "children": [{"id": 2, "children": [{"id": 3}]}],
        "parent": {"id": 4},
        "named": {"a": {"id": 5}},
    }

    @pytest.mark.parametrize("options", READ)
    def test_tree(self, options: dict[str, Any]):
        """
        A model may hold models of its own kind, in any container.
        """
        node = Codec().structure(self.DATA, Node, **options)

        expected = Node(1, [Node(2, [Node(3)])], Node(4), {"a": Node(5)})
        assert node == expected
        assert Codec().structure(Codec().unstructure(node), Node) == expected

    @pytest.mark.parametrize("options", READ)
    def test_each_other(self, options: dict[str, Any]):
        """
        Two models may hold each other.
        """
        data = {"albums": [{"artists": [{"albums": []}]}]}

        assert Codec().structure(data, Artist, **options) == Artist([Album([Artist()])])

    def test_salvage(self):
        """
        An odd one at the end of a branch costs itself only.
        """
        data = {**self.DATA, "children": [{"id": 2, "children": [5, {"id": 3}]}]}

        assert Codec().structure(data, Node).children == [Node(2, [Node(3)])]

    def test_one_hook_each(self, monkeypatch: pytest.MonkeyPatch):
        """
        However often a class is mentioned, its hook is made once.
        """
        made: list[Any] = []
        make = _compiled._class_hook

        def counted(cls: Any, reading: Any) -> Any:
            made.append(cls)
            return make(cls, reading)

        monkeypatch.setattr(_compiled, "_class_hook", counted)
        codec = Codec()
        codec.structure(self.DATA, Node)
        codec.structure({}, Artist)
        codec.structure({}, Album)

        assert made == [Node, Artist, Album]

    def test_type_that_cannot_be_read(self):
        """
        A class that could not be read before is tried again.
        """
        tries: list[Any] = []

        def setup(converter: Converter) -> None:
            def make(kind: Any) -> Any:
                tries.append(kind)
                raise LookupError

            converter.register_structure_hook_factory(
                lambda kind: kind is complex, make
            )

        @attrs.define
        class Odd(Model):
            value: complex

        codec = Codec(setup=setup)
        for _ in range(2):
            with pytest.raises(DecodeError, match="LookupError"):
                codec.structure({"value": 1}, Odd, strict=True)

        assert len(tries) == 2

    @pytest.mark.parametrize(
        "nest",
        [
            lambda node: {"id": 1, "children": [node]},
            lambda node: {"id": 1, "parent": node},
            lambda node: {"id": 1, "named": {"a": node}},
        ],
        ids=["list", "field", "dict"],
    )
    def test_too_deep(self, nest: Callable[[Any], Any]):
        """
        What is nested too deeply is cut off, or an error: never a crash.
        """
        data: Any = {"id": 0}
        for _ in range(5000):
            data = nest(data)

        assert Codec().structure(data, Node).id == 1
        with pytest.raises(DecodeError):
            Codec().structure(data, Node, strict=True)


@attrs.define
class Checked(Model):
    """Refuses values by itself, and has a field that JSON does not fill."""

    id: int = attrs.field(validator=attrs.validators.instance_of(int))
    name: str = attrs.field(default="", converter=lambda value: value or "nobody")
    seen: int = attrs.field(default=0, init=False)
    _hidden: int = 7


class TestAttrs:
    @pytest.mark.parametrize("options", READ)
    def test_converter(self, options: dict[str, Any]):
        """
        A class's own converters are run, and its aliases are known.
        """
        data = {"id": 1, "name": "", "seen": 5, "_hidden": 8}
        found = Codec().structure(data, Checked, **options)

        assert (found.name, found.seen, found._hidden) == ("nobody", 0, 8)

    def test_validator(self):
        """
        A model that refuses a value costs its item only.
        """
        found = Codec().structure([{"id": 1}, {"id": "x"}, {}], list[Checked])

        assert found == [Checked(1)]
        with pytest.raises(DecodeError, match="TypeError"):
            Codec().structure({"id": "x"}, Checked)


class TestWriting:
    def test_salvaged(self):
        """
        A model that was salvaged can be written, ``None`` where nothing was.
        """
        data = Codec().unstructure(Codec().structure({}, Holder))

        assert data == {"plain": None, "rest": []}

    def test_something_else(self):
        """
        What stands in a model's place is written as what it is.
        """
        holder = Holder("abc")  # type: ignore[arg-type]

        assert holder.to_data() == {"plain": "abc", "rest": []}


class TestMadeDefaults:
    def test_made_for_each(self):
        """
        A default that is made, is made anew for each object, whatever it is.
        """

        @attrs.define
        class Box(Model):
            items: list[int] = attrs.field(factory=list)
            names: dict[str, int] = attrs.field(factory=dict)
            seen: set[int] = attrs.field(factory=set)

        one, other = (Codec().structure({}, Box) for _ in range(2))
        one.items.append(1)
        one.names["a"] = 1
        one.seen.add(1)

        assert other == Box([], {}, set())

    def test_made_of_the_others(self):
        """
        A default that is made of other fields sees what they were given.
        """

        @attrs.define
        class Span(Model):
            start: int
            end: int = attrs.field(
                default=attrs.Factory(lambda self: self.start + 1, takes_self=True)
            )

        assert Codec().structure({"start": 4}, Span) == Span(4, 5)
