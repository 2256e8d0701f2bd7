"""
Models: bound to a client, with the JSON they came from.
"""

from __future__ import annotations

import copy
import pickle
import weakref
from typing import Any

import attrs
import pytest

from clientcore import Codec, DecodeError, Entity, Model, Unbound, wire


class Client:
    """Must not be part of anything: it can be neither pickled nor compared."""

    def __reduce__(self) -> Any:
        raise TypeError("a client was pickled")

    def __eq__(self, other: object) -> bool:
        raise TypeError("a client was compared")

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return "<s3cr3t>"


@attrs.define
class Owner(Model):
    name: str


@attrs.define
class Item(Model):
    id: int
    owner: Owner | None = None
    tags: list[str] = attrs.Factory(list)


@attrs.frozen
class FrozenItem(Model):
    id: int
    owner: Owner | None = None
    tags: list[str] = attrs.Factory(list)


@attrs.define
class Account(Entity):
    id: int
    name: str = ""


@attrs.define
class Shop(Entity):
    id: int


@attrs.frozen
class FrozenAccount(Entity):
    id: int
    name: str = ""


KINDS = pytest.mark.parametrize("kind", [Item, FrozenItem])
DATA = {"id": 1, "owner": {"name": "a", "x": 1}, "tags": ["b"], "unknown": 2}
CODEC = Codec()


def read(kind: Any, data: Any = DATA, **options: Any) -> Any:
    return CODEC.structure(data, kind, client=Client(), **options)


class TestBinding:
    @KINDS
    def test_all_of_them(self, kind: Any):
        """
        All models of an answer are bound, those inside of others too.
        """
        client = Client()
        (item,) = CODEC.structure([DATA], list[kind], client=client)

        assert item.client is client
        assert item.owner.client is client

    @KINDS
    def test_salvaged(self, kind: Any):
        """
        Models that were salvaged are bound, and have their JSON.
        """
        data = {"owner": {"name": 5}}
        item = read(kind, data)

        assert item.client is not None
        assert item.owner.client is item.client
        assert item.raw is data

    @KINDS
    @pytest.mark.parametrize(
        "again",
        [
            lambda item: pickle.loads(pickle.dumps(item)),
            lambda item: pickle.loads(pickle.dumps(item, 2)),
            copy.copy,
            copy.deepcopy,
            attrs.evolve,
        ],
        ids=["pickle", "pickle2", "copy", "deepcopy", "evolve"],
    )
    def test_copies_are_unbound(self, kind: Any, again: Any):
        """
        A copy of any kind is equal, but has neither client nor JSON.
        """
        item = read(kind)
        other = again(item)

        assert other == item
        assert other.raw is None
        with pytest.raises(Unbound, match=rf"this {kind.__name__} .*\.bind\("):
            _ = other.client

    @KINDS
    def test_out_of_sight(self, kind: Any):
        """
        The client is in no repr, comparison or ``asdict``.
        """
        item = read(kind)

        assert "s3cr3t" not in repr(item)
        assert item == kind(1, Owner("a"), ["b"])
        assert attrs.asdict(item) == {
            "id": 1,
            "owner": {"name": "a"},
            "tags": ["b"],
        }
        assert item.to_data() == attrs.asdict(item)

    @KINDS
    def test_bind(self, kind: Any):
        """
        A model made by hand can be bound, and returns itself.
        """
        client = Client()
        item = kind(1)

        assert item.bind(client) is item
        assert item.client is client

    def test_frozen_otherwise(self):
        """
        A frozen model stays frozen.
        """
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            read(FrozenItem).id = 2

    @KINDS
    def test_keys_that_look_private(self, kind: Any):
        """
        No key of an answer can set the client or the JSON.
        """
        data = {"id": 1, "_client": "evil", "client": "evil", "_raw": 5, "raw": 5}
        item = read(kind, data)

        assert isinstance(item.client, Client)
        assert item.raw is data

    def test_field_for_such_a_key(self):
        """
        A key of those names can be read into a field of another.
        """

        @attrs.define
        class Odd(Model):
            app: str = attrs.field(metadata=wire("client"))
            source: str = attrs.field(metadata=wire("raw"))

        odd = read(Odd, {"client": "a", "raw": "b"})

        assert (odd.app, odd.source) == ("a", "b")
        assert isinstance(odd.client, Client)

    def test_nested_decoding(self):
        """
        Decoding within decoding leaves the binding of the outer one alone.
        """

        def load(value: Any) -> Owner:
            return Owner.from_data(value)

        @attrs.define
        class Outer(Model):
            inner: Owner = attrs.field(metadata=wire(hook=load))
            after: Owner

        outer = read(Outer, {"inner": {"name": "a"}, "after": {"name": "b"}})

        assert outer.after.client is outer.client
        with pytest.raises(Unbound):
            _ = outer.inner.client

    def test_nothing_left_behind(self):
        """
        After decoding, and after it failed, nothing is bound by itself.
        """
        read(Item)
        with pytest.raises(DecodeError):
            read(Item, 5)

        with pytest.raises(Unbound):
            _ = CODEC.structure(DATA, Item).client

    def test_weak_references(self):
        """
        A model can be referred to weakly.
        """
        item = read(Item)

        assert weakref.ref(item)() is item


class TestRaw:
    @KINDS
    def test_kept(self, kind: Any):
        """
        A model keeps the very JSON it came from, unknown keys included.
        """
        item = read(kind)

        assert item.raw is DATA
        assert item.owner.raw is DATA["owner"]

    @KINDS
    def test_not_kept(self, kind: Any):
        """
        ``keep_raw=False`` keeps none of it.
        """
        item = read(kind, keep_raw=False)

        assert item.raw is None
        assert item.owner.raw is None

    @KINDS
    def test_by_hand(self, kind: Any):
        """
        A model made by hand came from nothing.
        """
        assert kind(1).raw is None


class TestFromData:
    @KINDS
    def test_stored(self, kind: Any):
        """
        A model is made of another one's JSON, bound if a client is given.
        """
        client = Client()
        item = kind.from_data(read(kind).raw, client)

        assert item == read(kind)
        assert item.client is client

    @KINDS
    def test_round_trip(self, kind: Any):
        """
        A model is made of its own fields again.
        """
        item = kind(1, Owner("a"), ["b"])

        assert kind.from_data(item.to_data()) == item

    @pytest.mark.parametrize("data", [None, 5, "abc", [], True])
    def test_no_object(self, data: Any):
        """
        What is no object makes no model.
        """
        with pytest.raises(DecodeError, match=r"no Item: \w+ is no Item"):
            Item.from_data(data)

    def test_own_codec(self):
        """
        A package's models are read by its own codec, others by a common one.
        """

        @attrs.define
        class Base(Model):
            codec = Codec(rename=str.upper)

        @attrs.define
        class Sub(Base):
            name: str

        assert Sub.from_data({"NAME": "a"}) == Sub("a")
        assert Sub("a").to_data() == {"NAME": "a"}
        assert Owner("a").to_data() == {"name": "a"}


class TestEntity:
    @pytest.mark.parametrize("kind", [Account, FrozenAccount])
    def test_identity(self, kind: Any):
        """
        Entities hash by type and id, and are equal by value.
        """
        assert hash(kind(1, "a")) == hash(kind(1, "b"))
        assert kind(1, "a") != kind(1, "b")
        assert {kind(1, "a"): 1}[kind(1, "a")] == 1

    def test_other_types(self):
        """
        Entities of two types with one id are two things.
        """
        things: list[Any] = [Account(1), Shop(1), FrozenAccount(1)]

        assert len(set(things)) == 3

    def test_no_entity(self):
        """
        Other models have no identity, so they have no hash.
        """
        with pytest.raises(TypeError, match="unhashable"):
            hash(Item(1))


class Named(Model):
    """Has a repr of its own, which fails where the name is missing."""

    __slots__ = ()

    name: str | None

    def __repr__(self) -> str:
        return f"<{self.name.upper()}>"  # type: ignore[union-attr]

    def __str__(self) -> str:
        return self.name  # type: ignore[return-value]


@attrs.define(repr=False)
class Local(Named):
    name: str | None = None
    inner: Local | None = None


@attrs.define
class Nested(Model):
    inner: Nested | None = None
    items: list[Nested] = attrs.Factory(list)


class TestShown:
    @pytest.mark.parametrize("kind", [Item, FrozenItem, Account, Local, Nested])
    def test_unset_slots(self, kind: type[Any]):
        """
        The repr of a model without its fields says so, and does not raise.
        """
        model: Any = object.__new__(kind)

        assert repr(model) == f"<{kind.__name__}, incomplete>"
        assert kind.__name__ in str([model])
        assert isinstance(str(model), str)

    def test_own_repr(self):
        """
        The same holds for a repr that a class has by itself, and its subclasses.
        """
        assert (repr(Local("a")), str(Local("a"))) == ("<A>", "a")
        assert repr(Local()) == str(Local()) == "<Local, incomplete>"

    @pytest.mark.parametrize("field", ["inner", "items"])
    def test_deep(self, field: str):
        """
        What is nested too deep is cut off.
        """
        model = Nested()
        for _ in range(5000):
            model = Nested(model) if field == "inner" else Nested(items=[model])

        assert repr(model).startswith("Nested(inner=")
        assert str(model).endswith(")")
