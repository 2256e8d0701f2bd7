# Generated from aio/test_client.py by `nox -s twins`: do not edit.
"""
Opening, closing, sharing and copying of clients.
"""

from __future__ import annotations

import gc
import warnings
from collections.abc import Callable

import pytest

from clientcore import GET, Closed, RateLimited
from clientcore._http import SyncHTTPClient
from clientcore._tls import tls_context
from clientcore.sync import Client

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


def test_no_connection_yet() -> None:
    """
    Making a client does no I/O, and there is nothing to close.
    """
    clients: list[Client] = [Toy("http://127.0.0.1:9")]

    assert lost(clients) == []


def test_dropped_while_open(serve: Serve) -> None:
    """
    A client that is dropped with open connections is told of by a warning.
    """
    client = Toy(serve(answer()).url)
    client.request(GET("things"))
    pool = client._connection.pool
    clients: list[Client] = [client]
    del client

    warned = lost(clients)
    pool.close()

    assert len(warned) == 1
    assert warned[0].startswith("unclosed <Toy of http://127.0.0.1:")


def test_dropped_when_closed(serve: Serve) -> None:
    """
    Nobody is told of a client that was closed.
    """
    client = Toy(serve(answer()).url)
    client.request(GET("things"))
    client.close()
    clients: list[Client] = [client]
    del client

    assert lost(clients) == []


def test_dropped_copy(serve: Serve) -> None:
    """
    A copy that is dropped is nothing to tell of, for it closes nothing.
    """
    with Toy(serve(answer()).url) as client:
        clone = client.with_options(retries=0)
        clone.request(GET("things"))
        clients: list[Client] = [clone]
        del clone

        assert lost(clients) == []


def test_closed_twice(serve: Serve) -> None:
    """
    Closing a client again does no harm.
    """
    client = Toy(serve(answer()).url)
    client.request(GET("things"))

    client.close()
    client.close()


def test_use_after_close(serve: Serve) -> None:
    """
    A closed client says that it is closed, and sends nothing.
    """
    server = serve(answer())
    client = Toy(server.url)
    client.close()

    with pytest.raises(Closed, match="the client is closed"):
        client.request(GET("things"))
    with pytest.raises(Closed, match="the client is closed"):
        with client.stream(GET("things")):
            pass
    with pytest.raises(Closed, match="the client is closed"):
        with client:
            pass

    assert server.connections == 0


def test_copy_of_a_closed_client(serve: Serve) -> None:
    """
    What closes a client closes its copies.
    """
    server = serve(answer())
    client = Toy(server.url)
    clone = client.with_options(retries=0)
    client.close()

    with pytest.raises(Closed, match="the client is closed"):
        clone.request(GET("things"))

    assert server.connections == 0


def test_closed_copy(serve: Serve) -> None:
    """
    A closed copy is closed alone, and the client's connection stays.
    """
    server = serve(answer())

    with Toy(server.url) as client:
        clone = client.with_options(retries=0)
        clone.request(GET("things"))
        clone.close()
        client.request(GET("things"))

        with pytest.raises(Closed):
            clone.request(GET("things"))

    assert server.connections == 1


def test_options_of_a_copy() -> None:
    """
    A copy has its own settings, and the rest of the client's.
    """
    with Toy("http://127.0.0.1:9", strict=True) as client:
        clone = client.with_options(retries=7, timeout=3)

    assert type(clone) is Toy
    assert clone.settings.retries == 7
    assert clone.settings.timeout.read == 3
    assert clone.settings.strict
    assert client.settings.retries == 2


def test_unknown_options() -> None:
    """
    An option that there is not is a mistake of the caller's.
    """
    with pytest.raises(TypeError):
        Toy("http://127.0.0.1:9", tiemout=3)  # type: ignore[call-arg]

    client = Toy("http://127.0.0.1:9")
    with pytest.raises(TypeError):
        client.with_options(in_flight=3)  # type: ignore[call-arg]


def test_given_http_client(serve: Serve) -> None:
    """
    A client of the HTTP library that was given is used, and left open.
    """
    server = serve(answer())

    with SyncHTTPClient(headers={"X-Given": "yes"}) as given:
        with Toy(server.url, http_client=given) as client:
            client.request(GET("things"))

        assert not given.is_closed

    assert server.requests[0].headers["X-Given"] == "yes"


def test_parameters_of_a_given_client(serve: Serve) -> None:
    """
    Parameters of a given client are added to the query, and replace none of it.
    """
    server = serve(answer(), answer())

    given = SyncHTTPClient(params={"a": "1", "b": "2"})
    with given, Toy(server.url, http_client=given) as client:
        client.request(GET("things"))
        client.request(GET("things", query={"b": "own", "c": "é"}))

    assert [one.target for one in server.requests] == [
        "/things?a=1&b=2",
        "/things?b=own&c=%C3%A9&a=1",
    ]


def test_class_instead_of_a_client() -> None:
    """
    A class is refused when the client is made, and not when it is first used.
    """
    with pytest.raises(TypeError, match="not the class "):
        Toy("http://127.0.0.1:9", http_client=SyncHTTPClient)  # type: ignore[arg-type]


def test_odd_cookie(serve: Serve) -> None:
    """
    A cookie that a given client cannot send again makes no request fail.
    """
    odd = answer(headers={"Set-Cookie": "a=é"})
    server = serve(odd, answer(), answer())

    given = SyncHTTPClient(cookies={"b": "c"})
    with given, Toy(server.url, http_client=given) as client:
        for _ in range(3):
            client.request(GET("things"))

    assert [one.headers["Cookie"] for one in server.requests] == ["b=c"] * 3


def test_given_and_closed(serve: Serve) -> None:
    """
    A client of the HTTP library that its owner has closed is a clear error.
    """
    server = serve(answer())
    given = SyncHTTPClient()
    given.close()

    with Toy(server.url, http_client=given) as client:
        with pytest.raises(Closed, match="the HTTP client is closed"):
            client.request(GET("things"))


def test_own_http_client(serve: Serve) -> None:
    """
    What a client made for itself it closes.
    """
    client = Toy(serve(answer()).url)
    client.request(GET("things"))
    inner = client.http_client

    assert not inner.is_closed
    client.close()
    assert inner.is_closed


def test_other_http_client(serve: Serve) -> None:
    """
    Another HTTP client may take over, for the client's copies too.
    """
    server = serve(answer())

    with Toy(server.url) as client, SyncHTTPClient() as given:
        client.request(GET("things"))
        own, given.headers["X-Given"] = client.http_client, "yes"
        client.http_client = given
        client.with_options(retries=0).request(GET("things"))

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


def test_default_headers(serve: Serve) -> None:
    """
    Every request says who asks and what for, and nothing that is secret.
    """
    server = serve(answer())

    with Toy(server.url, user_agent="app/2") as client:
        client.request(GET("things"))

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


def test_headers_in_any_case(serve: Serve) -> None:
    """
    A header of a request's own takes the place of ours, however it is spelled.
    """
    server = serve(answer())

    with Toy(server.url) as client:
        headers = {"x-toy": "2", "content-type": "text/plain", "ACCEPT": "*/*"}
        client.request(GET("things", headers=headers, json=1))

    received = server.requests[0].headers
    assert received.get_all("X-Toy") == ["2"]
    assert received.get_all("Content-Type") == ["text/plain"]
    assert received.get_all("Accept") == ["*/*"]


def test_bound_models(serve: Serve) -> None:
    """
    A model knows the client that it came from.
    """
    server = serve(answer(body={"id": 5, "more": [1]}))

    with Toy(server.url) as client:
        thing = client.thing(Thing(5))

    assert thing == Thing(5)
    assert thing._client is client
    assert thing.raw == {"id": 5, "more": [1]}
    assert server.requests[0].path == "/things/5"


def test_closed_while_waiting(
    serve: Serve, waits: Waits, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    Who waits for the gate while the client is closed sends nothing afterwards.
    """
    server = serve(answer(429, headers={"Retry-After": 9}), answer())
    client = Toy(server.url, retries=0)

    def close(seconds: float) -> None:
        waits.sleep(seconds)
        client.close()

    monkeypatch.setattr("clientcore._sync.sender.sleep", close)
    with pytest.raises(RateLimited):
        client.request(GET("things"))
    with pytest.raises(Closed, match="the client is closed"):
        client.request(GET("things"))

    assert len(server.requests) == 1
    assert not client._connection.pool.is_open
