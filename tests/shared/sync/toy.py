# Generated from aio/toy.py by `nox -s twins`: do not edit.
"""
A client as a package would have it, with errors, models and lists of its own.
"""

from __future__ import annotations

from typing import Any

import attrs

from clientcore import (
    GET,
    Api,
    Error,
    ErrorTable,
    Explanation,
    Model,
    NotFound,
    OffsetPaging,
    RateLimited,
    Request,
    Response,
    TimedOut,
)
from clientcore.sync import Client, Pages


class ToyError(Error):
    """The root of the toy's errors."""


class ToyNotFound(ToyError, NotFound):
    """404."""


class ToyLate(ToyError, TimedOut):
    """No answer in time."""


class ToyLimited(ToyError, RateLimited):
    """429."""


def explain(response: Response) -> Explanation:
    body: Any = response.body()
    return Explanation(body.get("error", "") if isinstance(body, dict) else "")


@attrs.define
class Thing(Model):
    """An item of the toy's lists."""

    id: int


@attrs.frozen(kw_only=True)
class Links(OffsetPaging):
    """Pages that link to the next one, as a client's own rule may have it."""

    def next(self, request: Request, body: Any) -> Request | None:
        link = body.get("next")
        return request.at(link) if link else None


class Toy(Client):
    """
    The client of a service with things.
    """

    api = Api(
        "toy",
        errors=ErrorTable(ToyError, explain),
        headers={"X-Toy": "1"},
    )

    def thing(self, thing: int | str | Thing) -> Thing:
        return self.call(GET("things/{thing}", thing=thing), Thing)

    def things(self, *, limit: int = 2, prefetch: int = 0) -> Pages[Thing]:
        request = GET("things", query={"limit": limit})
        return self.paginate(request, Thing, OffsetPaging(), prefetch=prefetch)

    def linked(self) -> Pages[Thing]:
        return self.paginate(GET("things"), Thing, Links())
