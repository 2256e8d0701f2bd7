"""
How a person lets an app act for them.
"""

from __future__ import annotations

import json
import logging
import pickle
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from respx import MockResponse

import clientcore
from aiomixcloud import MixcloudOAuth, MixcloudOAuthError, NoAnswerError
from clientcore import FileStore, MemoryStore, SignIn, Token
from clientcore.testing import Broken, leaks, read_error, read_timeout, script

from ..answers import answer, javascript
from ..opening import URL, open_async

pytestmark = pytest.mark.usefixtures("no_backoff")

ROOT = "https://www.test/oauth"
SECRET = "hush-hush"
CODE = "code-0001"
BACK = "https://me.example/cb/?x=1"
TOKEN = "synthetic-token-0001"


def an_app(**options: Any) -> MixcloudOAuth:
    """Return one that knows all it needs."""
    known: Any = {"client_id": "id", "client_secret": SECRET, "redirect_uri": BACK}
    return MixcloudOAuth(ROOT, **(known | options))


def test_defaults():
    """
    It is for the real service, and knows nothing else.
    """
    oauth = MixcloudOAuth()

    assert oauth.oauth_root == oauth._oauth_root == "https://www.mixcloud.com/oauth"
    assert oauth.client_id is oauth.client_secret is oauth.redirect_uri is None
    assert oauth.mixcloud is oauth._raise_exceptions is None


@pytest.mark.parametrize("root", [ROOT, f"{ROOT}/"])
def test_build_url(root: str):
    """
    A slash at the root's end does not matter.
    """
    assert MixcloudOAuth(root)._build_url("authorize") == f"{ROOT}/authorize"


def test_authorization_url():
    """
    A person is sent there with the app's id and the way back.
    """
    url = an_app().authorization_url

    assert url.startswith(f"{ROOT}/authorize?client_id=id&redirect_uri=")
    assert dict(URL(url).params) == {"client_id": "id", "redirect_uri": BACK}


@pytest.mark.parametrize("missing", ["client_id", "redirect_uri", "client_secret"])
async def test_missing(missing: str):
    """
    What is missing is told before anything is sent.
    """
    oauth = an_app(**{missing: None})

    if missing != "client_secret":
        with pytest.raises(AssertionError, match=f"{missing} must be set"):
            oauth.authorization_url  # noqa: B018
    with pytest.raises(AssertionError, match=f"{missing} must be set"):
        await oauth.access_token("code")


@pytest.mark.parametrize("borrowed", [True, False])
async def test_exchange(api: Any, borrowed: bool):
    """
    A code is exchanged for a token, by connections of its own or a client's.
    """
    route = api.get(f"{ROOT}/access_token").respond(**answer("oauth_token"))

    async with open_async() as client:
        oauth = an_app(mixcloud=client if borrowed else None)
        assert await oauth.access_token("the code") == TOKEN

    assert dict(route.calls.last.request.url.params) == {
        "client_id": "id",
        "redirect_uri": BACK,
        "client_secret": SECRET,
        "code": "the code",
    }


@pytest.mark.parametrize(
    ("status", "text", "token"),
    [
        (200, "access_token=t0ken%2Fx", "t0ken/x"),
        (200, "access_token=t0ken&expires=0\n", "t0ken"),
        (200, "access_token=", None),
        (400, "access_token=t0ken", None),
        (200, "<p>&access_token=t0ken", None),
    ],
)
async def test_form(api: Any, status: int, text: str, token: str | None):
    """
    The token is also read in the form that the service documents.
    """
    api.get(f"{ROOT}/access_token").respond(status, text=text)

    assert await an_app().access_token(CODE) == token


@pytest.mark.parametrize(
    "told",
    [
        answer("error_oauth_code.http"),
        {"status_code": 200, "text": '{"error": {"type": "T", "message": "m"}}'},
        {"status_code": 200, "text": "<p>welcome</p>"},
        {"status_code": 500, "text": ""},
        {"status_code": 200, "text": "[]"},
    ],
)
async def test_refused(api: Any, told: Any):
    """
    Without a token there is none, or an error, whatever the answer looks like.
    """
    api.get(f"{ROOT}/access_token").respond(**told)

    assert await an_app().access_token(CODE) is None
    with pytest.raises(MixcloudOAuthError):
        await an_app(raise_exceptions=True).access_token(CODE)


@pytest.mark.parametrize(
    ("own", "clients", "raises"),
    [
        (None, True, True),
        (None, False, False),
        (False, True, False),
        (True, False, True),
    ],
)
async def test_raising(api: Any, own: bool | None, clients: bool, raises: bool):
    """
    Unless it is told, it raises if its client does.
    """
    api.get(f"{ROOT}/access_token").respond(**answer("error_oauth_code.http"))

    async with open_async(raise_exceptions=clients) as client:
        oauth = an_app(mixcloud=client, raise_exceptions=own)
        if raises:
            with pytest.raises(MixcloudOAuthError, match="has expired") as caught:
                await oauth.access_token("the code")
            assert str(caught.value.request) == "GET oauth/access_token"
        else:
            assert await oauth.access_token(CODE) is None


@pytest.mark.parametrize("borrowed", [True, False])
@pytest.mark.parametrize("failure", ["503", "lost", "late"])
async def test_fails_once(api: Any, borrowed: bool, failure: str):
    """
    A request for a token that failed is repeated, whatever *retries* is.
    """
    failures = {"503": MockResponse(503), "lost": read_error(), "late": read_timeout()}
    granted = MockResponse(**answer("oauth_token"))
    route = api.get(f"{ROOT}/access_token").mock(
        side_effect=[failures[failure], granted]
    )

    async with open_async(retries=0) as client:
        oauth = an_app(mixcloud=client if borrowed else None)
        assert await oauth.access_token("the code") == TOKEN

    assert route.call_count == 2


@pytest.mark.parametrize("retries", [0, 2, 5])
async def test_fails_always(api: Any, retries: int):
    """
    It is sent three times at most.
    """
    route = api.get(f"{ROOT}/access_token").mock(side_effect=read_error())

    async with open_async(retries=retries) as client:
        with pytest.raises(NoAnswerError):
            await an_app(mixcloud=client).access_token("the code")

    assert route.call_count == 3


async def test_held_back(api: Any):
    """
    A rate limit of the API does not hold back the website, which has its own.
    """
    told = {"type": "RateLimitException", "message": "Wait", "retry_after": 452}
    api.get("/x/").respond(**javascript({"error": told}, 403))
    api.get(f"{ROOT}/access_token").respond(json={"access_token": "t0ken"})

    async with open_async() as client:
        await client.get("x")
        assert await an_app(mixcloud=client).access_token(CODE) == "t0ken"


@pytest.mark.parametrize("odd", [r"a\ud800b", " x ", r"x\n", ""])
@pytest.mark.parametrize("quotes", ['"{}"', '["{}"]'])
async def test_odd_token(api: Any, odd: str, quotes: str):
    """
    What the service sends as a token and cannot be one is none.
    """
    body = f'{{"access_token": {quotes.format(odd)}}}'
    api.get(f"{ROOT}/access_token").respond(200, content=body)

    async with open_async(access_token=None) as client:
        oauth = an_app(mixcloud=client, redirect_uri="http://127.0.0.1/cb")
        assert await oauth.access_token(CODE) is None
        with pytest.raises(MixcloudOAuthError, match="without a token"):
            await oauth.sign_in(open_browser=Browser(), timeout=30)

        assert client.access_token is None


async def test_secrets(api: Any, caplog: pytest.LogCaptureFixture):
    """
    The app's secret and the code are in no log and no error.
    """
    api.get(f"{ROOT}/access_token").respond(**answer("error_oauth_code.http"))

    caplog.set_level(logging.DEBUG)
    with pytest.raises(MixcloudOAuthError) as caught:
        await an_app(raise_exceptions=True).access_token("the-code")

    assert "oauth/access_token" in caplog.text
    for text in (caplog.text, str(caught.value), repr(an_app())):
        assert SECRET not in text
        assert "the-code" not in text


# --- All of it ----------------------------------------------------------------


class Browser:
    """
    A user at a browser, who comes back at once.

    Args:
        query: What they come back with, besides the state.
        before: Queries of visits by others, which come first.
    """

    def __init__(self, query: str = "code=abc", before: Iterable[str] = ()) -> None:
        self.query = query
        self.before = before
        self.url = ""
        self.statuses: list[int] = []

    def __call__(self, url: str) -> None:
        """Go there, and come back."""
        self.url = url
        params = URL(url).params
        own = f"{self.query}&state={params['state']}"
        for query in [*self.before, own]:
            self.visit(f"{params['redirect_uri']}?{query}")

    def visit(self, address: str) -> None:
        """Request an address."""
        try:
            with urlopen(address, timeout=10) as response:
                self.statuses += [response.status]
        except HTTPError as error:
            self.statuses += [error.code]
            error.close()


@pytest.mark.parametrize(
    "visit",
    [
        "code=evil",
        "code=evil&state=",
        "code=evil&state=wrong",
        "error=access_denied",
        "error=access_denied&state=wrong",
    ],
)
async def test_visit_of_another_page(api: Any, visit: str):
    """
    A visit without the state is refused, and the wait goes on.
    """
    route = api.get(f"{ROOT}/access_token").respond(**answer("oauth_token"))
    browser = Browser(before=[visit] * 20)
    oauth = an_app(redirect_uri="http://127.0.0.1/cb")

    assert await oauth.sign_in(open_browser=browser, timeout=30) == TOKEN
    assert browser.statuses == [404] * 20 + [200]
    assert [call.request.url.params["code"] for call in route.calls] == ["abc"]


async def test_state_is_new(api: Any):
    """
    Each sign-in has a state of its own, which cannot be guessed.
    """
    api.get(f"{ROOT}/access_token").respond(**answer("oauth_token"))
    states = []
    for _ in range(3):
        browser = Browser()
        oauth = an_app(redirect_uri="http://127.0.0.1/cb")
        await oauth.sign_in(open_browser=browser, timeout=30)
        states += [URL(browser.url).params["state"]]

    assert len(set(states)) == 3
    assert min(map(len, states)) >= 32


async def test_web_application(api: Any):
    """
    The two steps of a web application check the state that a session kept.
    """
    route = api.get(f"{ROOT}/access_token").respond(**answer("oauth_token"))
    oauth = an_app()
    sign_in = oauth.start()
    state = URL(oauth.link(sign_in)).params["state"]
    kept = SignIn.from_data(json.loads(json.dumps(sign_in.to_data())))

    assert state == sign_in.state
    odd = [f"code=\ud800&state={state}", "code=x&state=\ud800"]
    cut = ["code=x", "code=x&state=y", "error=e&state=y", f"state={state}"]
    for query in [*odd, *cut]:
        with pytest.raises(MixcloudOAuthError):
            await oauth.finish(f"{BACK}&{query}", kept)
    assert not route.called
    assert await oauth.finish(f"{BACK}&code=x&state={state}", kept) == TOKEN


async def test_finish_refused(api: Any):
    """
    A refusal is raised there, whether the client raises or not.
    """
    api.get(f"{ROOT}/access_token").respond(**answer("error_oauth_code.http"))
    oauth = an_app(raise_exceptions=False)
    sign_in = oauth.start()

    with pytest.raises(MixcloudOAuthError, match="has expired"):
        await oauth.finish(f"{BACK}&code={CODE}&state={sign_in.state}", sign_in)


@pytest.mark.parametrize(
    "told",
    [
        {"error": f"GET /access_token?client_secret={SECRET}&code={CODE}"},
        {"error": {"message": f"{SECRET} {CODE}", "type": "T", "url": SECRET}},
        {"error": {"message": "no", "more": [{"code": CODE, SECRET: 1}]}},
    ],
)
@pytest.mark.parametrize("status", [200, 400])
async def test_repeated_address(api: Any, told: Any, status: int):
    """
    What the service repeats of the request is in no error.
    """
    api.get(f"{ROOT}/access_token").respond(status, json=told)

    with pytest.raises(MixcloudOAuthError) as caught:
        await an_app(raise_exceptions=True).access_token(CODE)

    shown = [*traceback.format_exception(caught.value), repr(vars(caught.value))]
    assert SECRET not in "".join(shown)
    assert CODE not in "".join(shown)


@pytest.mark.parametrize("odd", ["", "x\ud800", " x", "x\n", "x\x00"])
@pytest.mark.parametrize("name", ["client_id", "client_secret", "redirect_uri", "code"])
async def test_odd_values(api: Any, name: str, odd: str):
    """
    A value that cannot be sent is refused, without being shown.
    """
    oauth = an_app(**({} if name == "code" else {name: odd}))

    with pytest.raises(ValueError, match=f"{name} is empty, or has blanks") as caught:
        await oauth.access_token(odd if name == "code" else "x")

    assert not isinstance(caught.value, UnicodeError)
    assert not api.calls


async def test_sign_in(api: Any, tmp_path: Path):
    """
    A person is sent away, comes back, and the client acts for them, next time too.
    """
    api.get(f"{ROOT}/access_token", params={"code": "abc"}).respond(
        **answer("oauth_token")
    )
    store, browser = FileStore(tmp_path / "token"), Browser()
    async with open_async(access_token=None) as client:
        oauth = an_app(mixcloud=client, store=store, redirect_uri="http://127.0.0.1/cb")
        assert await oauth.stored_token() is None
        assert await oauth.sign_in(open_browser=browser, timeout=30) == TOKEN
        assert client.access_token == TOKEN

    assert await an_app(store=store).sign_in(open_browser=Browser("never")) == TOKEN
    assert await an_app(store=store).stored_token() == TOKEN
    back = URL(browser.url).params["redirect_uri"]
    assert back == oauth.redirect_uri
    assert back.startswith("http://127.0.0.1:")


@pytest.mark.parametrize(
    ("query", "words", "timeout"),
    [
        ("error=access_denied", "access_denied", 30),
        ("x=1", "did not sign in within", 0.2),
    ],
)
async def test_sign_in_refused(query: str, words: str, timeout: float):
    """
    Who comes back without a code has refused.
    """
    oauth = an_app(redirect_uri="http://127.0.0.1/")

    with pytest.raises(MixcloudOAuthError, match=words) as caught:
        await oauth.sign_in(open_browser=Browser(query), timeout=timeout)

    assert isinstance(caught.value, clientcore.AuthError)


async def test_sign_in_without_token(api: Any):
    """
    A code that gives no token is an error here, whether errors are raised or not.
    """
    api.get(f"{ROOT}/access_token").respond(**answer("error_oauth_code.http"))
    oauth = an_app(redirect_uri="http://127.0.0.1/")

    with pytest.raises(MixcloudOAuthError, match="has expired"):
        await oauth.sign_in(open_browser=Browser(), timeout=30)


async def test_browser(api: Any, monkeypatch: pytest.MonkeyPatch):
    """
    People are sent to the usual browser, and without a store nothing is kept.
    """
    api.get(f"{ROOT}/access_token").respond(**answer("oauth_token"))
    monkeypatch.setattr("webbrowser.open", Browser())
    oauth = an_app(redirect_uri="http://127.0.0.1/")

    assert await oauth.sign_in(timeout=30) == TOKEN
    assert await oauth.stored_token() is None


async def test_sign_in_elsewhere():
    """
    It works for a way back to this machine only.
    """
    with pytest.raises(ValueError, match=r"127\.0\.0\.1"):
        await an_app().sign_in(open_browser=Browser())


async def test_stored():
    """
    A stored token needs nobody, and without a store there is none.
    """
    oauth = MixcloudOAuth(store=MemoryStore(Token("kept")))

    assert await oauth.sign_in() == "kept"
    assert await MixcloudOAuth().stored_token() is None


@pytest.mark.parametrize("response", [None, {"x": "abc"}, {"access_token": TOKEN}])
@pytest.mark.parametrize("step", ["access_token", "sign_in"])
async def test_frames(tmp_path: Path, step: str, response: Any):
    """
    No frame of ours shows a secret, wherever a sign-in breaks.
    """
    transport = script(*[] if response is None else [response])

    async with open_async(transport=transport, access_token=None) as client:
        oauth = an_app(
            mixcloud=client,
            redirect_uri="http://127.0.0.1/",
            raise_exceptions=True,
            store=FileStore(tmp_path / "missing" / "token"),
        )

        async def sign_in() -> None:
            if step == "sign_in":
                await oauth.sign_in(open_browser=Browser(), timeout=30)
                return
            client.access_token = await oauth.access_token("abc")
            await client.me()

        with pytest.raises((Broken, clientcore.Error)) as caught:
            await sign_in()

    assert leaks(caught.value, "aiomixcloud", SECRET, TOKEN, "code=abc", "'abc'") == []


@pytest.mark.parametrize("where", ["message", "extra"])
async def test_echoed(api: Any, where: str):
    """
    A code or secret that the service repeats is in no message, repr or pickle.
    """
    error = {"type": "T", "message": "no"} | {where: f"the-code {SECRET}"}
    api.get(f"{ROOT}/access_token").respond(400, json={"error": error})

    with pytest.raises(MixcloudOAuthError) as caught:
        await an_app(raise_exceptions=True).access_token("the-code")

    assert "[secret] [secret]" in str(caught.value)
    shown = f"{caught.value!r} {vars(caught.value)} {pickle.dumps(caught.value)!r}"
    assert SECRET not in shown
    assert "the-code" not in shown
