# Generated from aio/test_decoding.py by `nox -s twins`: do not edit.
"""
How long it may take to decode a response.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable
from typing import Any

import pytest

from clientcore import GET, OffsetPaging

from ..servers import Server, answer
from .toy import Thing, Toy, ToyLate

Serve = Callable[..., Server]

#: Only decoding has a deadline, so that a busy machine is not late before that.
UNHURRIED = GET("things", deadline=False)
MANY = b"[" + b",".join([b"{}"] * 350_000) + b"]"
NESTED = b'{"a": ' + MANY + b"}"
NAMED = b"{" + b",".join(b'"%d": {}' % number for number in range(350_000)) + b"}"


@pytest.mark.parametrize(
    ("body", "into"),
    [
        pytest.param(MANY, list[Thing], id="list"),
        pytest.param(NESTED, dict[str, list[Thing]], id="list inside"),
        pytest.param(NAMED, dict[str, Thing], id="object"),
    ],
)
def test_many_items(serve: Serve, body: bytes, into: Any) -> None:
    """
    A small response with very many items counts against the deadline.
    """
    server = serve(answer(200, gzip.compress(body), {"Content-Encoding": "gzip"}))

    with Toy(server.url, deadline=0.05) as client:
        with pytest.raises(ToyLate, match="not decoded within") as caught:
            client.call(UNHURRIED, into)

    assert caught.value.phase == "deadline"


def test_large_page(serve: Serve) -> None:
    """
    So does a page of a list.
    """
    server = serve(answer(200, gzip.compress(MANY), {"Content-Encoding": "gzip"}))

    with Toy(server.url, deadline=0.05) as client:
        things = client.paginate(UNHURRIED, Thing, OffsetPaging(items_key=""))
        with pytest.raises(ToyLate, match="not decoded within"):
            things.first()


def test_no_deadline(serve: Serve) -> None:
    """
    Without a deadline, decoding takes as long as it takes.
    """
    server = serve(answer(200, b"[" + b",".join([b'{"id": 1}'] * 20_000) + b"]"))

    with Toy(server.url, deadline=None) as client:
        assert len(client.call(GET("things"), list[Thing])) == 20_000
