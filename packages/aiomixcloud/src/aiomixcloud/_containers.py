"""
Dicts and lists whose items are reached in more than one way.
"""

from __future__ import annotations

import copy
import inspect
from collections import UserDict, UserList
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, ClassVar, Self, SupportsIndex, TypeVar

from clientcore import Response

from .exceptions import UnboundError

T = TypeVar("T")
W = TypeVar("W", bound="_Wrapping")

#: What belongs to one process and one client, and is in no pickle.
_OWN = ("mixcloud", "_wrapped", "_response")


def plain(value: Any) -> Any:
    """Return what *value* wraps, or itself."""
    return value.data if isinstance(value, UserDict | UserList) else value


def slashed(key: str) -> str:
    """Return a resource's key with a slash on either side."""
    return f"/{key.strip('/')}/"


def bound(mixcloud: Any, *_: Any, **__: Any) -> Any:
    """
    Return the client that something belongs to.

    Raises:
        UnboundError: There is none.
    """
    if mixcloud is None:
        raise UnboundError("this resource belongs to no client: bind() it first")
    return mixcloud


class SignatureOfInit:
    """
    A class attribute that shows what a class takes, where ``__new__`` takes anything.
    """

    def __get__(self, _: object, cls: Any) -> inspect.Signature:
        signature = inspect.signature(cls.__init__)
        _, *parameters = signature.parameters.values()
        return signature.replace(parameters=parameters)


class _Wrapping:
    """
    What is behind `_WrapMixin`: wrappers, made once.
    """

    data: Any
    mixcloud: Any
    _wrapped: dict[int, tuple[Any, Any]]
    #: The class of objects with a type, where there is no client. `models` sets it:
    #: resources are containers, so their module imports this one.
    _unbound_class: Any = None
    __hash__: ClassVar[None] = None  # type: ignore[assignment]

    def __init__(self, data: Any, *, mixcloud: Any) -> None:
        self.data = plain(data)
        self.mixcloud = mixcloud
        self._wrapped = {}

    def _wrap(self, item: Any) -> Any:
        """
        Return *item* as it is given to others.

        Args:
            item: An object with a ``type``, which becomes a resource; another,
                which becomes an `AccessDict`; a list, which becomes an
                `AccessList`; or anything else, which stays as it is.
        """
        if isinstance(item, dict):
            if "type" in item:
                return self._class_of_resources(item, mixcloud=self.mixcloud)
            return self._part(AccessDict, item)
        if isinstance(item, list):
            return self._part(AccessList, item)
        return item

    @property
    def _class_of_resources(self) -> Any:
        """What objects with a type become."""
        if self.mixcloud is not None:
            return self.mixcloud._resource_class
        return self._unbound_class

    def _part(self, cls: type[W], data: Any) -> W:
        """Return a *cls* whose items are as ours."""
        part = cls(data, mixcloud=self.mixcloud)
        part._unbound_class = self._unbound_class
        return part

    def _once(self, item: Any) -> Any:
        """Wrap *item*, or find its wrapper: what was loaded into it stays there."""
        if not isinstance(item, dict | list):
            return item
        # The item is kept beside its wrapper, so that its id is nobody else's.
        if id(item) not in self._wrapped:
            self._wrapped[id(item)] = item, self._wrap(item)
        return self._wrapped[id(item)][1]

    def _kept(self, value: Any) -> Any:
        """Return what goes into the data for *value*, whose wrapper is kept."""
        if (item := plain(value)) is not value:
            self._wrapped[id(item)] = item, value
        return item

    def bind(self, mixcloud: Any) -> Self:
        """Give it, and what is in it, a client, and return it."""
        self.mixcloud = mixcloud
        self._wrapped = {}
        return self

    def _like(self, data: Any) -> Self:
        """Return another of the same kind around *data*."""
        other = type(self).__new__(type(self))
        other.__dict__.update(self.__dict__)
        other.data, other._wrapped = data, {}
        return other

    def copy(self) -> Self:
        """Return a shallow copy, of the same client."""
        return self._like(copy.copy(self.data))

    __copy__ = copy

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self._like(copy.deepcopy(self.data, memo))

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if name not in _OWN}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state, mixcloud=None, _wrapped={})

    def __eq__(self, other: object) -> bool:
        return bool(self.data == plain(other))


class _WrapMixin(_Wrapping):
    """
    Wraps the items of a `collections.UserDict` or `collections.UserList`.

    Args:
        data: A dict or list of JSON's types, which is kept as it is.

        mixcloud: The client that it belongs to, or ``None``.

    Attributes:
        data: See above: always plain.

        mixcloud: See above.
    """

    def __getitem__(self, key: Any) -> Any:
        return self._once(super().__getitem__(key))  # type: ignore[misc]

    def __iter__(self) -> Iterator[Any]:
        for item in super().__iter__():  # type: ignore[misc]
            yield self._once(item)


class AccessDict(_WrapMixin, UserDict[str, Any]):
    """
    A dict whose items are attributes, too.

    A real attribute wins over an item of its name. Assigning to an attribute
    makes an attribute, no item.

    Args:
        data: An object of JSON's types, which is kept as it is.

        mixcloud: The client that it belongs to, or ``None``.
    """

    data: dict[str, Any]
    _response: Response | None = None

    def __init__(self, data: Any, *, mixcloud: Any) -> None:
        super().__init__(data, mixcloud=mixcloud)
        if not isinstance(self.data, dict):
            self.data = dict(self.data or {})

    @property
    def response(self) -> Response | None:
        """
        The answer that this is, with its ``status``, ``headers`` and ``request``.
        ``None`` for what is part of something else.
        """
        return self._response

    def __getattr__(self, name: str) -> Any:
        # Without data it is about to be unpickled.
        if name.startswith("__") or "data" not in vars(self):
            raise AttributeError(f"{type(self).__name__} has no {name!r}")
        try:
            return self[name]
        except KeyError:
            raise AttributeError(self._lacks(name)) from None

    def _lacks(self, name: str) -> str:
        """Say that there is no *name*."""
        return f"{type(self).__name__} has no attribute or item {name!r}"

    def __repr__(self) -> str:
        return repr({name: self._shown(item) for name, item in self.data.items()})

    def _shown(self, item: Any) -> Any:
        """Return *item* as a repr shows it: what has no key is not hidden."""
        told = isinstance(item, dict) and "key" not in item
        return item if told else self._once(item)

    def __setitem__(self, key: str, item: Any) -> None:
        self.data[key] = self._kept(item)

    def setdefault(self, key: str, default: Any = None) -> Any:
        """Return an item, which is *default* from now on if there was none."""
        if key not in self.data:
            self[key] = default
        return self[key]

    def __dir__(self) -> Iterable[str]:
        items = (key for key in self.data if key.isidentifier())
        return {*super().__dir__(), *items}

    def __or__(self, other: Any) -> Any:
        if not isinstance(other, Mapping):
            return NotImplemented
        return self._like({**self.data, **plain(other)})

    def __ror__(self, other: Any) -> Any:
        if not isinstance(other, Mapping):
            return NotImplemented
        return self._like({**plain(other), **self.data})

    def __ior__(self, other: Any) -> Self:  # type: ignore[override]
        self.update(plain(other))
        return self


class AccessList(_WrapMixin, UserList[T]):
    """
    A list in which resources are found by their keys, too.

    Args:
        data: A list of JSON's types, which is kept as it is.

        mixcloud: The client that it belongs to, or ``None``.
    """

    data: list[Any]

    def __init__(self, data: Any, *, mixcloud: Any) -> None:
        super().__init__(data, mixcloud=mixcloud)
        if not isinstance(self.data, list):
            self.data = list(self.data)

    def __getitem__(self, key: Any) -> Any:
        """
        Return an item, or several.

        Args:
            key: A number, a slice, or a resource's key, with or without the
                slashes at its ends.

        Raises:
            IndexError: There is no such number.

            KeyError: There is no such key.
        """
        if isinstance(key, str):
            return self._once(self._find(key))
        if isinstance(key, slice):
            return self._like(self.data[key])
        return super().__getitem__(key)

    def __repr__(self) -> str:
        return repr(list(self))

    def _find(self, key: str) -> dict[str, Any]:
        for item in map(plain, self.data):
            if isinstance(item, dict) and item.get("key") == slashed(key):
                return item
        raise KeyError(key)

    def _like(self, data: Any) -> Self:
        # What is in both has one wrapper.
        other = super()._like(data)
        other._wrapped = self._wrapped.copy()
        return other

    def __setitem__(self, index: Any, item: Any) -> None:
        many = isinstance(index, slice)
        self.data[index] = [*map(self._kept, item)] if many else self._kept(item)

    def append(self, item: T) -> None:
        """Add an item."""
        self.data.append(self._kept(item))

    def insert(self, i: int, item: T) -> None:
        """Put an item before another."""
        self.data.insert(i, self._kept(item))

    def extend(self, other: Iterable[T]) -> None:
        """Add items."""
        self.data.extend(map(self._kept, other))

    def pop(self, i: SupportsIndex = -1) -> T:
        """Take an item out."""
        item: T = self._once(self.data.pop(i))
        return item

    def sort(
        self, *, key: Callable[[T], Any] | None = None, reverse: bool = False
    ) -> None:
        """Sort, by *key* of the items as they are given out."""
        by = (lambda item: item) if key is None else key
        self.data.sort(key=lambda item: by(self._once(item)), reverse=reverse)

    def __add__(self, other: Iterable[Any]) -> Self:
        return self._like([*self.data, *map(plain, plain(other))])

    def __radd__(self, other: Iterable[Any]) -> Self:
        return self._like([*map(plain, plain(other)), *self.data])

    def __iadd__(self, other: Iterable[Any]) -> Self:
        self.extend(other)
        return self

    def __mul__(self, n: int) -> Self:
        return self._like(self.data * n)

    __rmul__ = __mul__
