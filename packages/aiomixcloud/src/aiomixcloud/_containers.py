"""
Dicts with attributes, and lists with keys.
"""

from __future__ import annotations

import copy
import inspect
import json
from collections import UserDict, UserList
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, ClassVar, Self, SupportsIndex, TypeVar
from unicodedata import normalize
from urllib.parse import unquote

from clientcore import Response

from .datetime import format_datetime
from .exceptions import MixcloudError, UnboundError

T = TypeVar("T")
W = TypeVar("W", bound="_Wrapping")

#: Attributes that belong to one client, and are not pickled.
_OWN = ("mixcloud", "_wrapped", "_response", "_error", "_passed")


def plain(value: Any) -> Any:
    """Return what *value* wraps, or itself."""
    return value.data if isinstance(value, UserDict | UserList) else value


def same_form(key: str) -> str:
    """Return a key in the form in which keys are compared."""
    return normalize("NFC", unquote(key)).strip("/")


def same_name(name: Any) -> str:
    """
    Return the name of a show in the form in which names are compared.

    The service may remove blanks, and names of files have decomposed letters on macOS.
    """
    # The decoder makes a time of any name that looks like one.
    text = format_datetime(name) if isinstance(name, datetime) else str(name or "")
    return normalize("NFC", " ".join(text.split()))


def to_json_types(value: Any) -> Any:
    """Return JSON's types for *value*, times as the service writes them."""
    value = plain(value)
    if isinstance(value, dict):
        return {key: to_json_types(item) for key, item in value.items()}
    if isinstance(value, list):
        return [to_json_types(item) for item in value]
    return format_datetime(value) if isinstance(value, datetime) else value


def bound(mixcloud: Any, *_: Any, **__: Any) -> Any:
    """
    Return *mixcloud*, the client of a resource.

    Raises:
        UnboundError: It is ``None``.
    """
    if mixcloud is None:
        raise UnboundError("this resource has no client: bind() it first")
    return mixcloud


class SignatureOfInit:
    """
    The signature of a class by its ``__init__``, where ``__new__`` takes anything.
    """

    def __get__(self, _: object, cls: Any) -> inspect.Signature:
        signature = inspect.signature(cls.__init__)
        _, *parameters = signature.parameters.values()
        return signature.replace(parameters=parameters)


class _Wrapping:
    """
    The wrappers of `_WrapMixin`, made once for each item.
    """

    data: Any
    mixcloud: Any
    _wrapped: dict[int, tuple[Any, Any]]
    #: Class of objects with a type, without a client. Set by `models`, because the
    #: module of resources imports this one.
    _unbound_class: Any = None
    __hash__: ClassVar[None] = None  # type: ignore[assignment]

    def __init__(self, data: Any, *, mixcloud: Any) -> None:
        self.data = plain(data)
        self.mixcloud = mixcloud
        self._wrapped = {}

    def _wrap(self, item: Any) -> Any:
        """
        Return the wrapper of *item*.

        Args:
            item: An object with a ``type`` becomes a resource, another object an
                `AccessDict`, and a list an `AccessList`. Other values are returned
                unchanged.
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
        """The class of objects with a type."""
        if self.mixcloud is not None:
            return self.mixcloud._resource_class
        return self._unbound_class

    def _part(self, cls: type[W], data: Any) -> W:
        """Return a *cls* of the same client around *data*."""
        part = cls(data, mixcloud=self.mixcloud)
        part._unbound_class = self._unbound_class
        return part

    def _once(self, item: Any) -> Any:
        """Return the wrapper of *item*, always the same one."""
        if not isinstance(item, dict | list):
            return item
        # The item is kept with its wrapper, so that no other object gets its id.
        if id(item) not in self._wrapped:
            self._wrapped[id(item)] = item, self._wrap(item)
        return self._wrapped[id(item)][1]

    def _kept(self, value: Any) -> Any:
        """Return the plain form of *value* for the data, and keep its wrapper."""
        if (item := plain(value)) is not value:
            self._wrapped[id(item)] = item, value
        return item

    def to_data(self) -> Any:
        """Return a copy made of JSON's types, with times as text in UTC."""
        return to_json_types(self.data)

    def to_json(self, **options: Any) -> str:
        """
        Return the text of `to_data` as JSON.

        Args:
            **options: See `json.dumps`. Non-ASCII characters are not escaped unless
                *ensure_ascii* is given.
        """
        return json.dumps(self.to_data(), **{"ensure_ascii": False, **options})

    def bind(self, mixcloud: Any) -> Self:
        """Set the client of this object and of its items, and return the object."""
        self.mixcloud = mixcloud
        self._wrapped = {}
        return self

    def _like(self, data: Any) -> Self:
        """Return an object of the same class and client around *data*."""
        other = type(self).__new__(type(self))
        other.__dict__.update(self.__dict__)
        other.data, other._wrapped = data, {}
        return other

    def copy(self) -> Self:
        """Return a shallow copy with the same client."""
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
        data: A dict or list of JSON's types, which is not copied.
        mixcloud: The client, or ``None``.

    Attributes:
        data: See above. It holds no wrappers.
        mixcloud: See above.
    """

    def __getitem__(self, key: Any) -> Any:
        return self._once(super().__getitem__(key))  # type: ignore[misc]

    def __iter__(self) -> Iterator[Any]:
        for item in super().__iter__():  # type: ignore[misc]
            yield self._once(item)


class AccessDict(_WrapMixin, UserDict[str, Any]):
    """
    A dict whose items are attributes as well.

    A real attribute takes precedence over an item of its name. Assigning to an
    attribute does not change the items.

    Args:
        data: An object of JSON's types, which is not copied.
        mixcloud: The client, or ``None``.
    """

    data: dict[str, Any]
    _response: Response | None = None
    _error: MixcloudError | None = None

    def __init__(self, data: Any, *, mixcloud: Any) -> None:
        super().__init__(data, mixcloud=mixcloud)
        if not isinstance(self.data, dict):
            self.data = dict(self.data or {})

    @property
    def response(self) -> Response | None:
        """
        The response, with its ``status``, ``headers`` and ``request``. ``None`` for a
        part of another response.
        """
        return self._response

    def __getattr__(self, name: str) -> Any:
        # Without data it is about to be unpickled.
        if name.startswith("__") or "data" not in vars(self):
            raise AttributeError(f"{type(self).__name__} has no {name!r}")
        try:
            return self[name]
        except KeyError:
            if name == "message" and self._error is not None:
                return self._error.message
            raise AttributeError(self._lacks(name)) from None

    def _lacks(self, name: str) -> str:
        """Return the message for a missing item."""
        return f"{type(self).__name__} has no attribute or item {name!r}"

    def __repr__(self) -> str:
        return repr({name: self._shown(item) for name, item in self.data.items()})

    def _shown(self, item: Any) -> Any:
        """Return what a repr shows for *item*: in full, unless it has a key."""
        keyless = isinstance(item, dict) and "key" not in item
        return item if keyless else self._once(item)

    def __setitem__(self, key: str, item: Any) -> None:
        self.data[key] = self._kept(item)

    def setdefault(self, key: str, default: Any = None) -> Any:
        """Return an item. A missing one is set to *default* first."""
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
    A list in which resources are also found by their keys.

    Args:
        data: A list of JSON's types, which is not copied.
        mixcloud: The client, or ``None``.
    """

    data: list[Any]

    def __init__(self, data: Any, *, mixcloud: Any) -> None:
        super().__init__(data, mixcloud=mixcloud)
        if not isinstance(self.data, list):
            self.data = list(self.data)

    def __getitem__(self, key: Any) -> Any:
        """
        Return an item, or the items of a slice.

        Args:
            key: An index, a slice, or the key of a resource, with or without the
                slashes at its ends, quoted or not.

        Raises:
            IndexError: The index is out of range.
            KeyError: No resource in the list has this key.
        """
        if isinstance(key, str):
            return self._once(self._find(key))
        if isinstance(key, slice):
            return self._like(self.data[key])
        return super().__getitem__(key)

    def __repr__(self) -> str:
        return repr(list(self))

    def _find(self, key: str) -> dict[str, Any]:
        wanted = same_form(key)
        for item in map(plain, self.data):
            if not isinstance(item, dict):
                continue
            found = item.get("key")
            if isinstance(found, str) and same_form(found) == wanted:
                return item
        raise KeyError(key)

    def _like(self, data: Any) -> Self:
        # Items of both have the same wrappers.
        other = super()._like(data)
        other._wrapped = self._wrapped.copy()
        return other

    def __setitem__(self, index: Any, item: Any) -> None:
        many = isinstance(index, slice)
        self.data[index] = [*map(self._kept, item)] if many else self._kept(item)

    def append(self, item: T) -> None:
        """Add an item at the end."""
        self.data.append(self._kept(item))

    def insert(self, i: int, item: T) -> None:
        """Insert an item before the one at *i*."""
        self.data.insert(i, self._kept(item))

    def extend(self, other: Iterable[T]) -> None:
        """Add items at the end."""
        self.data.extend(map(self._kept, other))

    def pop(self, i: SupportsIndex = -1) -> T:
        """Remove an item, and return it."""
        item: T = self._once(self.data.pop(i))
        return item

    def sort(
        self, *, key: Callable[[T], Any] | None = None, reverse: bool = False
    ) -> None:
        """Sort in place. *key* is called with wrapped items."""
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
