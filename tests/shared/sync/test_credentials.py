# Generated from aio/test_credentials.py by `nox -s twins`: do not edit.
"""
What goes with a request to show who asks, and what becomes of it.
"""

from __future__ import annotations

import base64
import logging
import pickle
import traceback
from collections.abc import Callable, Mapping

import pytest

from clientcore import (
    GET,
    POST,
    App,
    Credentials,
    Error,
    MemoryStore,
    RetryFacts,
    Token,
    TransportError,
    Unauthorized,
)
from clientcore._sync.runtime import map_concurrently
from clientcore.sync import Auth, Basic, Bearer, ClientCredentials, HeaderKey, QueryKey

from ..servers import (
    Play,
    Server,
    Talk,
    answer,
    gathered,
    hang_up,
    reset,
    routes,
    silence,
)
from .toy import Toy

Serve = Callable[..., Server]
SECRET = "s3cret-t0ken"


def guarded(token: str, play: Play) -> Play:
    """
    Play for who brings the token, and refuse everybody else with 401.
    """
    refuse = answer(401, {"error": "who are you?"})

    def guard(talk: Talk) -> None:
        known = talk.request.headers["Authorization"] == f"Bearer {token}"
        (play if known else refuse)(talk)

    return guard


@pytest.mark.parametrize(
    ("auth", "name", "value"),
    [
        (Bearer(SECRET), "Authorization", f"Bearer {SECRET}"),
        (HeaderKey("X-Api-Key", SECRET), "X-Api-Key", SECRET),
        (Basic("me", "pass:word ä"), "Authorization", None),
    ],
    ids=["bearer", "header", "basic"],
)
def test_sent(serve: Serve, auth: Auth, name: str, value: str | None) -> None:
    """
    Credentials go with each request, in a header.
    """
    server = serve(answer())
    pair = base64.b64encode("me:pass:word ä".encode()).decode()

    with Toy(server.url, auth=auth) as client:
        client.request(GET("things"))
        client.request(POST("things", json={}))

    sent = [one.headers[name] for one in server.requests]
    assert sent == [value or f"Basic {pair}"] * 2


def test_in_the_query(serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    """
    A key of the query goes with each request, and stands in nothing that is told.
    """
    caplog.set_level(logging.DEBUG)
    told: list[object] = []
    server = serve(answer(404, {"error": f"no such thing, {SECRET}"}))

    with Toy(
        server.url,
        auth=QueryKey("key", SECRET),
        on_request=told.append,
        on_response=told.append,
    ) as client:
        with pytest.raises(Error) as caught:
            client.request(GET("things", query={"q": "a b"}))

    assert server.requests[0].target == f"/things?q=a%20b&key={SECRET}"
    logged = [record for record in caplog.records if record.name == "toy"]
    assert logged
    assert SECRET not in f"{caught.value!r} {told} {[*map(str, logged)]}"


def test_in_the_query_once(serve: Serve) -> None:
    """
    A key that a redirect repeats is not sent twice.
    """
    server = serve(
        routes(
            {
                "/things": answer(
                    301, headers={"Location": f"/things/?key={SECRET}&x=1"}
                ),
                "/things/": answer(),
            }
        )
    )

    with Toy(server.url, auth=QueryKey("key", SECRET)) as client:
        client.request(GET("things", redirects=True))

    assert server.requests[1].target == f"/things/?x=1&key={SECRET}"


def test_other_key() -> None:
    """
    Credentials that differ in the query only are others.
    """
    one, two = (Credentials(query={"key": key}) for key in ("a", "b"))

    assert one != two
    assert one == Credentials(query={"key": "a"})
    assert one
    assert not Credentials()


def test_no_key() -> None:
    """
    An empty key is a mistake to be told of at once.
    """
    with pytest.raises(ValueError, match="empty"):
        QueryKey("key", "")

    assert SECRET not in repr(QueryKey("key", SECRET))


def test_not_asked_for(serve: Serve) -> None:
    """
    A request that wants no credentials has none.
    """
    server = serve(answer())

    with Toy(server.url, auth=Bearer(SECRET)) as client:
        client.request(GET("things", auth=False))

    assert SECRET not in server.requests[0].text


@pytest.mark.parametrize("value", ["", "a\nb", "a\r\nX: y", "ä", "\x00"])
def test_no_header(value: str) -> None:
    """
    What cannot stand in a header is refused at once, and not repeated.
    """
    with pytest.raises(ValueError, match="printable") as caught:
        HeaderKey("X-Api-Key", value)

    assert value == "" or value not in str(caught.value)


def test_blank_behind(serve: Serve) -> None:
    """
    A blank too many ends in an error that does not show what is beside it.
    """
    server = serve(answer())

    with Toy(server.url, auth=Bearer(f"{SECRET} "), retries=0) as client:
        with pytest.raises(TransportError) as caught:
            client.request(GET("things"))

    assert SECRET not in "".join(traceback.format_exception(caught.value))
    assert server.requests == []


def test_no_other_key(serve: Serve) -> None:
    """
    A key that is refused is not tried again.
    """
    server = serve(answer(401))

    with Toy(server.url, auth=Bearer(SECRET)) as client:
        with pytest.raises(Unauthorized):
            client.request(GET("things"))

    assert len(server.requests) == 1


def app(server: Server) -> App:
    return App(f"{server.url}/token", "the-app", "app-s3cret")


def test_refreshed(serve: Serve) -> None:
    """
    A token that is refused is renewed, and the request is sent again at once.
    """
    token = answer(body={"access_token": "new"})
    guard = guarded("new", answer(body={"id": 1}))
    server = serve(routes({"/things/1": guard, "/token": token}))
    auth = ClientCredentials(app(server), store=MemoryStore(Token("old")))

    with Toy(server.url, auth=auth, retries=0) as client:
        thing = client.thing(1)

    assert thing.id == 1
    assert [one.path for one in server.requests] == ["/things/1", "/token", "/things/1"]
    assert server.requests[0].headers["Authorization"] == "Bearer old"
    assert SECRET not in server.requests[1].text


def test_refreshed_post(serve: Serve) -> None:
    """
    A POST that was refused with 401 has done nothing, so it is sent again.
    """
    token = answer(body={"access_token": "new"})
    guard = guarded("new", answer())
    server = serve(routes({"/things": guard, "/token": token}))
    auth = ClientCredentials(app(server), store=MemoryStore(Token("old")))

    with Toy(server.url, auth=auth) as client:
        client.request(POST("things", json={"id": 1}))

    bodies = [one.body for one in server.requests if one.path == "/things"]
    assert bodies == [b'{"id":1}'] * 2


def test_refused_for_good(serve: Serve) -> None:
    """
    A token that is refused although it is new is not renewed again.
    """
    token = answer(body={"access_token": "new"})
    server = serve(routes({"/things": answer(401), "/token": token}))
    auth = ClientCredentials(app(server))

    with Toy(server.url, auth=auth) as client:
        with pytest.raises(Unauthorized):
            client.request(GET("things"))

    paths = [one.path for one in server.requests]
    assert paths == ["/token", "/things", "/token", "/things"]


def test_twenty_at_once(serve: Serve) -> None:
    """
    However many requests are refused at once, the token is renewed once.
    """
    token = answer(body={"access_token": "new"})
    guard = guarded("new", answer(body={"id": 1}))
    together = gathered(10, guard)
    things = {f"/things/{number}": guard for number in range(20)}
    server = serve(*[together] * 10, routes({**things, "/token": token}))
    auth = ClientCredentials(app(server), store=MemoryStore(Token("old")))

    with Toy(server.url, auth=auth, retries=0) as client:
        found = map_concurrently(client.thing, range(20))

    assert len(found) == 20
    assert [one.path for one in server.requests].count("/token") == 1


def test_twenty_without_a_token(serve: Serve) -> None:
    """
    However many requests need the first token, it is asked for once.
    """
    token = answer(body={"access_token": "new"})
    things = {f"/things/{number}": answer(body={"id": 1}) for number in range(20)}
    server = serve(routes({**things, "/token": token}))

    with Toy(server.url, auth=ClientCredentials(app(server))) as client:
        map_concurrently(client.thing, range(20))

    assert [one.path for one in server.requests].count("/token") == 1


def test_one_turn_is_enough(serve: Serve) -> None:
    """
    Who gets a token needs no second turn for it.
    """
    token = answer(body={"access_token": "new"})
    server = serve(routes({"/things": guarded("new", answer()), "/token": token}))
    auth = ClientCredentials(app(server), store=MemoryStore(Token("old")))

    with Toy(server.url, auth=auth, in_flight=1) as client:
        client.request(GET("things"))
        with client.stream(GET("things")) as stream:
            content = stream.read()

    assert content == b"{}"


class Careless:
    """
    Credentials of the user's own, that are empty.
    """

    def headers(self, exchange: object) -> Mapping[str, str]:
        return {"X-Key": ""}

    def refresh(self, rejected: Mapping[str, str], exchange: object) -> bool:
        return False


def test_empty_credentials(serve: Serve) -> None:
    """
    Credentials without a value do not stand in the way of an error.
    """
    server = serve(answer(403, {"error": "go away"}))

    with Toy(server.url, auth=Careless()) as client:
        with pytest.raises(Error, match="go away"):
            client.request(GET("things"))


# --- Secrets ------------------------------------------------------------------

FAILURES = {
    "unauthorized": answer(401, {"error": f"{SECRET} is not valid"}),
    "limited": answer(429, b"", {"Retry-After": 3600, "Set-Cookie": f"a={SECRET}"}),
    "broken": answer(500, f"<h1>Bearer {SECRET}</h1>".encode()),
    "reset": reset,
    "closed": hang_up,
    "late": silence,
    "no json": answer(200, b"<html>"),
    "too long": answer(200, b"x" * 2000),
}


@pytest.mark.parametrize("failure", FAILURES.values(), ids=FAILURES)
def test_no_secret_in_errors(
    serve: Serve, failure: Play, caplog: pytest.LogCaptureFixture
) -> None:
    """
    No failure shows credentials: not in its words, its causes, its frames or a log.
    """
    server = serve(failure)
    caplog.set_level(logging.DEBUG, "toy")
    told: list[RetryFacts] = []

    with Toy(
        server.url,
        auth=Bearer(SECRET),
        timeout=0.05,
        max_body=1000,
        retries=1,
        on_retry=told.append,
    ) as client:
        with pytest.raises(Error) as caught:
            client.thing(1)

    error = caught.value
    shown = traceback.TracebackException.from_exception(error, capture_locals=True)
    assert SECRET not in "".join(ours(shown))
    assert SECRET not in f"{error} {error!r} {told}"
    assert SECRET not in caplog.text


def ours(shown: traceback.TracebackException) -> list[str]:
    """
    Return a traceback with the locals of our own frames only.
    """
    for frame in shown.stack:
        if "clientcore" not in frame.filename:
            frame.locals = None
    return list(shown.format())


@pytest.mark.parametrize("url", ["refused", "lost"])
def test_no_secret_in_pickles(serve: Serve, refusing: str, url: str) -> None:
    """
    An error that goes to another process takes no credentials along.
    """
    address = refusing if url == "refused" else serve(reset).url

    with Toy(address, auth=Bearer(SECRET), retries=0) as client:
        with pytest.raises(Error) as caught:
            client.request(GET("things", query={"q": SECRET}))

    pickled = pickle.dumps(caught.value)
    assert SECRET.encode() not in pickled
    assert str(pickle.loads(pickled)) == str(caught.value)


def test_no_secret_in_reprs() -> None:
    """
    Nothing that holds credentials shows them.
    """
    auths = [
        Bearer(SECRET),
        HeaderKey("X-Api-Key", SECRET),
        Basic("me", SECRET),
        ClientCredentials(
            App("http://127.0.0.1:9", "the-app", SECRET),
            store=MemoryStore(Token(SECRET, refresh_token=SECRET)),
        ),
    ]

    with Toy("http://127.0.0.1:9", auth=auths[0], proxy=f"http://u:{SECRET}@p"):
        pass

    shown = [repr(auth) for auth in auths]
    for auth in auths:
        client = Toy("http://127.0.0.1:9", auth=auth)
        shown += [repr(client), repr(client._connection), repr(client._sender)]
    assert SECRET not in "".join(shown)


def test_no_secret_in_the_log(serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    """
    The log has method, template and status of each attempt, and nothing else of it.
    """
    server = serve(answer(503), answer())
    caplog.set_level(logging.DEBUG, "toy")

    with Toy(server.url, auth=Bearer(SECRET)) as client:
        request = POST(
            "things/{thing}",
            thing="private",
            query={"q": SECRET},
            headers={"X-Key": SECRET},
            json={"password": SECRET},
            idempotent=True,
        )
        client.request(request)

    lines = [one.getMessage() for one in caplog.records if one.name == "toy"]
    assert lines[0].startswith("POST things/{thing}: 503 in ")
    assert lines[-1].startswith("POST things/{thing}: 200 in ")
    assert lines[-1].endswith(" ms, attempt 2")
    assert SECRET not in "".join(lines)
    assert "private" not in "".join(lines)
    assert all(
        one.levelno == logging.DEBUG for one in caplog.records if one.name == "toy"
    )


def test_cookies(serve: Serve) -> None:
    """
    A cookie is a credential that nobody gave us to keep: it is not sent back.
    """
    server = serve(answer(headers={"Set-Cookie": "session=1; Path=/"}))

    with Toy(server.url) as client:
        client.request(GET("things"))
        client.request(GET("things"))

    assert [one.headers["Cookie"] for one in server.requests] == [None, None]
