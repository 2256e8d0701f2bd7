"""
What all models of the service share.
"""

from __future__ import annotations

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
        The client that it belongs to.

        Raises:
            UnboundError: It belongs to none.
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
    Bring a record up to date, in place: others hold on to it.

    Args:
        record: What is known.

        data: What came, a part of it as a rule.
    """
    known = getattr(record, "_raw", None) or {}
    # As a rule nothing is new, and this is asked with every event.
    if known == data or known.items() >= data.items():
        return record
    client = getattr(record, "_client", None)
    fresh = type(record).from_data({**known, **data}, client)
    kind: Any = type(record)
    for field in attrs.fields(kind):
        if field.init:
            setattr(record, field.name, getattr(fresh, field.name))
    set_raw(record, fresh.raw or {})
    return record
