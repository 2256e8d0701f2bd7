"""
Opening, closing, sharing and copying of clients.
"""

from __future__ import annotations

import gc
import warnings
from collections.abc import Callable

import pytest

from clientcore import GET, Closed, RateLimited
from clientcore._http import AsyncHTTPClient
from clientcore._tls import tls_context
from clientcore.aio import Client

from ..servers import Server, answer
from .conftest import Waits
from .toy import Thing, Toy

Serve = Callable[..., Server]


def lost(client: list[Client]) -> list[str]:
    """
    Forget a client, and return the warnings of it.
    """
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        client.clear()
        gc.collect()
    return [
        str(one.message)
        for one in caught
        if one.category is ResourceWarning and "Toy" in str(one.message)
    ]


async def test_no_connection_yet() -> None:
    """
    Making a client does no I/O, and there is nothing to close.
    """
    clients: list[Client] = [Toy("http://127.0.0.1:9")]

    assert lost(clients) == []


async def test_dropped_while_open(serve: Serve) -> None:
    """
    A client that is dropped with open connections is told of by a warning.
    """
    client = Toy(serve(answer()).url)
    await client.request(GET("things"))
    pool = client._connection.pool
    clients: list[Client] = [client]
    del client

    warned = lost(clients)
    await pool.aclose()

    assert len(warned) == 1
    assert warned[0].startswith("unclosed <Toy of http://127.0.0.1:")


async def test_dropped_when_closed(serve: Serve) -> None:
    """
    Nobody is told of a client that was closed.
    """
    client = Toy(serve(answer()).url)
    await client.request(GET("things"))
    await client.aclose()
    clients: list[Client] = [client]
    del client

    assert lost(clients) == []


async def test_dropped_copy(serve: Serve) -> None:
    """
    A copy that is dropped is nothing to tell of, for it closes nothing.
    """
    async with Toy(serve(answer()).url) as client:
        clone = client.with_options(retries=0)
        await clone.request(GET("things"))
        clients: list[Client] = [clone]
        del clone

        assert lost(clients) == []


async def test_closed_twice(serve: Serve) -> None:
    """
    Closing a client again does no harm.
    """
    client = Toy(serve(answer()).url)
    await client.request(GET("things"))

    await client.aclose()
    await client.aclose()


async def test_use_after_close(serve: Serve) -> None:
    """
    A closed client says that it is closed, and sends nothing.
    """
    server = serve(answer())
    client = Toy(server.url)
    await client.aclose()

    with pytest.raises(Closed, match="the client is closed"):
        await client.request(GET("things"))
    with pytest.raises(Closed, match="the client is closed"):
        async with client.stream(GET("things")):
            pass
    with pytest.raises(Closed, match="the client is closed"):
        async with client:
            pass

    assert server.connections == 0


async def test_copy_of_a_closed_client(serve: Serve) -> None:
    """
    What closes a client closes its copies.
    """
    server = serve(answer())
    client = Toy(server.url)
    clone = client.with_options(retries=0)
    await client.aclose()

    with pytest.raises(Closed, match="the client is closed"):
        await clone.request(GET("things"))

    assert server.connections == 0


async def test_closed_copy(serve: Serve) -> None:
    """
    A closed copy is closed alone, and the client's connection stays.
    """
    server = serve(answer())

    async with Toy(server.url) as client:
        clone = client.with_options(retries=0)
        await clone.request(GET("things"))
        await clone.aclose()
        await client.request(GET("things"))

        with pytest.raises(Closed):
            await clone.request(GET("things"))

    assert server.connections == 1


async def test_options_of_a_copy() -> None:
    """
    A copy has its own settings, and the rest of the client's.
    """
    async with Toy("http://127.0.0.1:9", strict=True) as client:
        clone = client.with_options(retries=7, timeout=3)

    assert type(clone) is Toy
    assert clone.settings.retries == 7
    assert clone.settings.timeout.read == 3
    assert clone.settings.strict
    assert client.settings.retries == 2


async def test_unknown_options() -> None:
    """
    An option that there is not is a mistake of the caller's.
    """
    with pytest.raises(TypeError):
        Toy("http://127.0.0.1:9", tiemout=3)  # type: ignore[call-arg]

    client = Toy("http://127.0.0.1:9")
    with pytest.raises(TypeError):
        client.with_options(in_flight=3)  # type: ignore[call-arg]


async def test_given_http_client(serve: Serve) -> None:
    """
    A client of the HTTP library that was given is used, and left open.
    """
    server = serve(answer())

    async with AsyncHTTPClient(headers={"X-Given": "yes"}) as given:
        async with Toy(server.url, http_client=given) as client:
            await client.request(GET("things"))

        assert not given.is_closed

    assert server.requests[0].headers["X-Given"] == "yes"


async def test_parameters_of_a_given_client(serve: Serve) -> None:
    """
    Parameters of a given client are added to the query, and replace none of it.
    """
    server = serve(answer(), answer())

    given = AsyncHTTPClient(params={"a": "1", "b": "2"})
    async with given, Toy(server.url, http_client=given) as client:
        await client.request(GET("things"))
        await client.request(GET("things", query={"b": "own", "c": "é"}))

    assert [one.target for one in server.requests] == [
        "/things?a=1&b=2",
        "/things?b=own&c=%C3%A9&a=1",
    ]


def test_class_instead_of_a_client() -> None:
    """
    A class is refused when the client is made, and not when it is first used.
    """
    with pytest.raises(TypeError, match="not the class "):
        Toy("http://127.0.0.1:9", http_client=AsyncHTTPClient)  # type: ignore[arg-type]


async def test_odd_cookie(serve: Serve) -> None:
    """
    A cookie that a given client cannot send again makes no request fail.
    """
    odd = answer(headers={"Set-Cookie": "a=é"})
    server = serve(odd, answer(), answer())

    given = AsyncHTTPClient(cookies={"b": "c"})
    async with given, Toy(server.url, http_client=given) as client:
        for _ in range(3):
            await client.request(GET("things"))

    assert [one.headers["Cookie"] for one in server.requests] == ["b=c"] * 3


async def test_given_and_closed(serve: Serve) -> None:
    """
    A client of the HTTP library that its owner has closed is a clear error.
    """
    server = serve(answer())
    given = AsyncHTTPClient()
    await given.aclose()

    async with Toy(server.url, http_client=given) as client:
        with pytest.raises(Closed, match="the HTTP client is closed"):
            await client.request(GET("things"))


async def test_own_http_client(serve: Serve) -> None:
    """
    What a client made for itself it closes.
    """
    client = Toy(serve(answer()).url)
    await client.request(GET("things"))
    inner = client.http_client

    assert not inner.is_closed
    await client.aclose()
    assert inner.is_closed


async def test_other_http_client(serve: Serve) -> None:
    """
    Another HTTP client may take over, for the client's copies too.
    """
    server = serve(answer())

    async with Toy(server.url) as client, AsyncHTTPClient() as given:
        await client.request(GET("things"))
        own, given.headers["X-Given"] = client.http_client, "yes"
        client.http_client = given
        await client.with_options(retries=0).request(GET("things"))

        assert client.http_client is given
    assert own.is_closed
    assert ["X-Given" in one.headers for one in server.requests] == [False, True]
    with pytest.raises(Closed):
        _ = client.http_client


def test_one_tls_context() -> None:
    """
    All clients of a process share one TLS context: making one takes 15 ms.
    """
    assert tls_context(verify=True) is tls_context(verify=True)


async def test_default_headers(serve: Serve) -> None:
    """
    Every request says who asks and what for, and nothing that is secret.
    """
    server = serve(answer())

    async with Toy(server.url, user_agent="app/2") as client:
        await client.request(GET("things"))

    headers = server.requests[0].headers
    assert headers["User-Agent"].startswith("app/2 toy/0 python/3.")
    assert headers["Accept"] == "application/json"
    assert headers["X-Toy"] == "1"
    assert {name.lower() for name in headers} == {
        "host",
        "accept",
        "accept-encoding",
        "user-agent",
        "x-toy",
    }


async def test_headers_in_any_case(serve: Serve) -> None:
    """
    A header of a request's own takes the place of ours, however it is spelled.
    """
    server = serve(answer())

    async with Toy(server.url) as client:
        headers = {"x-toy": "2", "content-type": "text/plain", "ACCEPT": "*/*"}
        await client.request(GET("things", headers=headers, json=1))

    received = server.requests[0].headers
    assert received.get_all("X-Toy") == ["2"]
    assert received.get_all("Content-Type") == ["text/plain"]
    assert received.get_all("Accept") == ["*/*"]


async def test_bound_models(serve: Serve) -> None:
    """
    A model knows the client that it came from.
    """
    server = serve(answer(body={"id": 5, "more": [1]}))

    async with Toy(server.url) as client:
        thing = await client.thing(Thing(5))

    assert thing == Thing(5)
    assert thing._client is client
    assert thing.raw == {"id": 5, "more": [1]}
    assert server.requests[0].path == "/things/5"


async def test_closed_while_waiting(
    serve: Serve, waits: Waits, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    Who waits for the gate while the client is closed sends nothing afterwards.
    """
    server = serve(answer(429, headers={"Retry-After": 9}), answer())
    client = Toy(server.url, retries=0)

    async def close(seconds: float) -> None:
        await waits.sleep(seconds)
        await client.aclose()

    monkeypatch.setattr("clientcore._async.sender.sleep", close)
    with pytest.raises(RateLimited):
        await client.request(GET("things"))
    with pytest.raises(Closed, match="the client is closed"):
        await client.request(GET("things"))

    assert len(server.requests) == 1
    assert not client._connection.pool.is_open
