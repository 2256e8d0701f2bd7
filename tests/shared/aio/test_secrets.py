"""
Secrets that a request names, and that the server repeats.
"""

from __future__ import annotations

import logging
import pickle
from base64 import b64encode
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest

from clientcore import POST, DecodeError, Error, StatusError
from clientcore.aio import Basic, Bearer

from ..servers import Server, answer, reset
from .toy import Toy, ToyError

Serve = Callable[..., Server]
SECRET = "s3cret /t0ken"
FORMS = [SECRET, quote(SECRET, safe=""), b64encode(SECRET.encode()).decode()]


async def test_echoed(serve: Serve) -> None:
    """
    A secret of the request is redacted in whatever form the server repeats it.
    """
    body = {"error": f"bad {FORMS[0]}", "echo": [{"form": FORMS[1]}, FORMS[2]]}
    server = serve(answer(422, body, {"X-Echo": FORMS[1]}))

    async with Toy(server.url) as client:
        request = POST("hooks", form={"secret": SECRET}, secrets=[SECRET])
        with pytest.raises(StatusError) as caught:
            await client.request(request)

    error = caught.value
    told = f"{error} {error!r} {error.body} {dict(error.headers)}"
    pickled = pickle.dumps(error)
    assert "[secret]" in str(error.body)
    for form in FORMS:
        assert form not in told
        assert form.encode() not in pickled


async def test_echoed_token(serve: Serve) -> None:
    """
    So are the credentials.
    """
    server = serve(answer(403, {"error": "x", "token": ["t0ken"]}))

    async with Toy(server.url, auth=Bearer("t0ken")) as client:
        with pytest.raises(StatusError) as caught:
            await client.request(POST("things"))

    assert caught.value.body == {"error": "x", "token": ["[secret]"]}
    assert b"t0ken" not in pickle.dumps(caught.value)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b'{"token": "t0ken"', id="no JSON"),
        pytest.param(b'["t0ken", "dDBrZW4="]', id="another type"),
        pytest.param(b'{"id": 1, "items": "t0ken"}', id="no page"),
    ],
)
async def test_echoed_with_success(serve: Serve, body: bytes) -> None:
    """
    A response that cannot be decoded is redacted as well, whatever its status.
    """
    server = serve(answer(200, body))

    async with Toy(server.url, auth=Bearer("t0ken"), strict=True) as client:
        uses: list[Any] = [lambda: client.thing(1), lambda: client.things().page()]
        for use in uses[b"items" in body :]:
            with pytest.raises(ToyError) as caught:
                await use()
            error: Any = caught.value

            assert isinstance(error, DecodeError)
            told = f"{error} {error!r} {error.errors} {error.body}"
            assert "t0ken" not in told
            assert "dDBrZW4" not in told
            assert "[secret]" in told


async def test_deep_body(serve: Serve) -> None:
    """
    Neither redacting nor pickling fails at a body that is nested deep.
    """
    server = serve(answer(200, b"[" * 900 + b"]" * 900))

    async with Toy(server.url, auth=Bearer("t0ken")) as client:
        with pytest.raises(DecodeError) as caught:
            await client.thing(1)

    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)
    assert caught.value.body is None


async def test_echoed_password(serve: Serve) -> None:
    """
    So is the password of HTTP Basic, alone and with the user name in base64.
    """
    pair = b64encode(b"me:pass:w0rd").decode()
    server = serve(answer(403, {"error": "no pass:w0rd", "echo": [f"Basic {pair}"]}))

    async with Toy(server.url, auth=Basic("me", "pass:w0rd")) as client:
        with pytest.raises(StatusError, match=r"no \[secret\]") as caught:
            await client.request(POST("things"))

    assert caught.value.body["echo"] == ["[secret]"]
    assert b"w0rd" not in pickle.dumps(caught.value)


@pytest.mark.parametrize("url", ["refused", "lost"])
async def test_secret_in_path(
    serve: Serve, refusing: str, url: str, caplog: pytest.LogCaptureFixture
) -> None:
    """
    A secret that is part of the address is in no error and no log line.
    """
    address = refusing if url == "refused" else serve(reset).url

    with caplog.at_level(logging.DEBUG, logger="toy"):
        async with Toy(address, retries=0) as client:
            request = POST("hooks/{code}", code=SECRET, secrets=[SECRET])
            with pytest.raises(Error) as caught:
                await client.request(request)

    assert caught.value.request is not None
    shown = f"{caught.value!r} {caught.value.request!r} {caplog.text}"
    assert not any(form in shown for form in FORMS)
    assert isinstance(caught.value, ConnectionError)
