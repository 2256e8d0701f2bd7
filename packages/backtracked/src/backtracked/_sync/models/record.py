# Generated from _async/models/record.py by `nox -s twins`: do not edit.
"""
What all models of the service share.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

import clientcore

from ..._codec import ServiceModel
from ..._errors import UnboundError

if TYPE_CHECKING:
    from ..rest_client import RestClient

R = TypeVar("R", bound="Record")

#: Gives a record the JSON that it stands for.
set_raw = clientcore.Model.__dict__["_raw"].__set__


class Record(ServiceModel, clientcore.Entity):
    """
    Something of the service's, with an id.

    ``record["name"]`` is the attribute of that name, or ``None``.
    """

    __slots__ = ()

    @property
    def client(self) -> RestClient:
        """
        The client that created this object.

        Raises:
            UnboundError: The object was created without a client.
        """
        try:
            client: RestClient = super().client
        except clientcore.Unbound as error:
            raise UnboundError(str(error)) from None
        return client

    def __getitem__(self, item: str) -> Any:
        return getattr(self, item, None)


def renew(record: R, data: dict[str, Any]) -> R:
    """
    Update a record in place, because other objects reference it.

    Args:
        record: The record to update.
        data: A JSON object. Fields without a key in it are unchanged, and so are
            fields whose value does not have the field's type.
    """
    known = getattr(record, "_raw", None)
    # As a rule nothing is new, and this is called with every event.
    if known is not None and (known == data or known.items() >= data.items()):
        return record
    kind: Any = type(record)
    former, fields = known or {}, _fields(kind)
    for key, value in kind.reshape(data).items():
        if former.get(key, _NEW) == value or key not in fields:
            continue
        name, hook = fields[key]
        if hook is not None and type(value) in _SCALARS:
            found = hook(value)
        else:
            # Records inside need the client.
            part = {"_id": record.id, key: value}
            client = getattr(record, "_client", None)
            found = getattr(kind.codec.structure(part, kind, client=client), name)
            if known is None:
                forget_raw(found)
            if hook is None:
                found = _with_former(getattr(record, name), found, value)
        if found is not None or (value is None and name != "id"):
            setattr(record, name, found)
    if known is not None:
        set_raw(record, {**known, **data})
    return record


def _with_former(former: Any, found: Any, data: Any) -> Any:
    """Return decoded settings, with those of before that the JSON does not name."""
    if type(former) is not type(found) or not attrs.has(type(found)):
        return found
    changes = {
        field.name: getattr(found, field.name)
        for field in attrs.fields(type(found))
        if (field.metadata.get("name") or field.name) in data
    }
    return attrs.evolve(former, **changes)


_NEW = object()
_SCALARS = frozenset({str, int, float, bool, type(None)})


@cache
def _fields(kind: Any) -> dict[str, tuple[str, Any]]:
    """Return the attribute and the hook of each key that a model reads."""
    return {
        field.metadata.get("name") or field.name: (
            field.name,
            field.metadata.get("hook"),
        )
        for field in attrs.fields(kind)
        if field.init
    }


def forget_raw(value: Any) -> None:
    """Drop the JSON of a record, and of the records in it."""
    if isinstance(value, list):
        for one in value:
            forget_raw(one)
    elif isinstance(value, Record):
        if value.raw is not None:
            del value._raw
        kind: Any = type(value)
        for field in attrs.fields(kind):
            if field.init:
                forget_raw(getattr(value, field.name, None))


def is_whole(value: Any) -> bool:
    """Return whether a decoded value has its id, if it is a record that needs one."""
    kind: Any = type(value)
    if (
        not isinstance(value, Record)
        or attrs.fields(kind).id.default is not attrs.NOTHING
    ):
        return True
    return bool(value.id)
