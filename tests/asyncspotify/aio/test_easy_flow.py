"""
The authenticator that does all by itself, and where it keeps its token.
"""

from __future__ import annotations

import builtins
import json
import threading
import webbrowser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import urlopen

import pytest

from asyncspotify import (
    AuthenticationError,
    AuthorizationDenied,
    Client,
    EasyAuthorizationCodeFlow,
    RedirectError,
    Scope,
)

from ..answers import TOKENS, load

SCOPE = Scope(playlist_modify_private=True, user_top_read=True)


class Browser:
    """
    A user who comes back at once.

    Attributes:
        answer: What they bring along besides the state.

        link: Where they were sent.

        is_there: Whether there is a browser at all.

        told: What was shown at the terminal.
    """

    def __init__(self) -> None:
        self.answer = {"code": "c"}
        self.link: dict[str, str] = {}
        self.is_there = True
        self.told = ""

    def open(self, url: str) -> bool:
        """Go there, agree, and come back."""
        if not self.is_there:
            return False
        urlopen(self.back(url), timeout=5).read()
        return True

    def back(self, url: str) -> str:
        """Return the address that *url* leads back to."""
        query = parse_qs(urlsplit(url).query)
        self.link = {name: values[0] for name, values in query.items()}
        told = urlencode({"state": self.link["state"], **self.answer})
        return f"{self.link['redirect_uri']}?{told}"


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Browser:
    """A browser that is none."""
    browser = Browser()
    monkeypatch.setattr(webbrowser, "open", browser.open)
    return browser


@pytest.fixture
def pasting(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Browser:
    """A user at a terminal, with a browser elsewhere."""
    user = Browser()
    user.is_there = False
    monkeypatch.setattr(webbrowser, "open", user.open)

    def paste(prompt: str = "") -> str:
        user.told += capsys.readouterr().err
        pasted = user.back(next(w for w in user.told.split() if "://" in w))
        user.answer.pop("state", None)
        return pasted

    monkeypatch.setattr(builtins, "input", paste)
    module = EasyAuthorizationCodeFlow.__module__
    monkeypatch.setattr(f"{module}.has_terminal", lambda: True)
    return user


def easy(path: Path, **options: Any) -> EasyAuthorizationCodeFlow:
    """Return the authenticator."""
    return EasyAuthorizationCodeFlow(
        "the id", None, SCOPE, path / "secret.json", timeout=10, **options
    )


def files(folder: Path) -> list[Path]:
    """Return what is in *folder*."""
    return list(folder.iterdir())


async def test_browser(api: Any, browser: Browser, tmp_path: Path):
    """
    Fault 32: the browser is opened, and comes back to a free port of this machine.
    """
    tokens = api.post(TOKENS).respond(json=load("token_authorization_code"))

    async with Client(easy(tmp_path)) as sp:
        header = sp.auth.header

    form = parse_qs(tokens.calls.last.request.content.decode())
    assert header == {"Authorization": "Bearer BQ-synthetic-user-token"}
    assert form["redirect_uri"] == [browser.link["redirect_uri"]]
    assert urlsplit(browser.link["redirect_uri"]).hostname == "127.0.0.1"
    assert urlsplit(browser.link["redirect_uri"]).port
    assert browser.link["code_challenge_method"] == "S256"
    assert form["code_verifier"]


async def test_denied(api: Any, browser: Browser, tmp_path: Path):
    """
    Fault 32: who does not agree is told apart, and no token is asked for.
    """
    browser.answer = {"error": "access_denied"}

    with pytest.raises(AuthorizationDenied):
        async with Client(easy(tmp_path)):
            pass

    assert not api.calls
    assert files(tmp_path) == []


async def test_only_shown(
    api: Any,
    browser: Browser,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
):
    """
    The browser may be left closed: the link is shown all the same.
    """
    api.post(TOKENS).respond(json=load("token_authorization_code"))
    monkeypatch.setattr(webbrowser, "open", None)

    def told(text: str) -> None:
        link = next(word for word in text.split() if "://" in word)
        browser.open(link)

    module = EasyAuthorizationCodeFlow.__module__
    monkeypatch.setattr(f"{module}.tell", told)

    async with Client(easy(tmp_path, open_browser=False)):
        pass

    assert (tmp_path / "secret.json").exists()


@pytest.mark.parametrize(
    "options",
    [{}, {"paste": True}, {"redirect_uri": "https://app.example/callback"}],
    ids=["no browser", "asked for", "elsewhere"],
)
async def test_pasted(
    options: dict[str, Any], api: Any, pasting: Browser, tmp_path: Path
):
    """
    Fault 32: without a way back the address is asked for.
    """
    api.post(TOKENS).respond(json=load("token_authorization_code"))

    async with Client(easy(tmp_path, **options)) as sp:
        assert sp.auth.response.refresh_token == "AQ-synthetic-refresh-1"

    assert pasting.link["state"]


async def test_pasted_wrongly(api: Any, pasting: Browser, tmp_path: Path):
    """
    An address with another state is refused, and the user may paste again.
    """
    pasting.answer = {"code": "c", "state": "another"}
    api.post(TOKENS).respond(json=load("token_authorization_code"))

    async with Client(easy(tmp_path)):
        pass

    assert api.calls.call_count == 1


async def test_pasted_wrongly_alone(api: Any, pasting: Browser, tmp_path: Path):
    """
    Without a listener an address with another state ends the sign-in.
    """
    pasting.answer = {"code": "c", "state": "another"}

    with pytest.raises(RedirectError, match="state"):
        async with Client(easy(tmp_path, paste=True)):
            pass

    assert not api.calls


async def test_unseen_browser(
    api: Any, pasting: Browser, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    """
    A browser that opens unseen does not keep the user from pasting.
    """
    api.post(TOKENS).respond(json=load("token_authorization_code"))
    monkeypatch.setattr(webbrowser, "open", lambda url: True)

    async with Client(easy(tmp_path)) as sp:
        assert sp.auth.response.refresh_token


async def test_neither_browser_nor_terminal(api: Any, browser: Browser, tmp_path: Path):
    """
    Without a browser and a terminal nobody is waited for.
    """
    browser.is_there = False

    with pytest.raises(AuthenticationError, match="neither a browser nor a terminal"):
        async with Client(easy(tmp_path)):
            pass


async def test_listen_host(api: Any, browser: Browser, tmp_path: Path):
    """
    In a container it listens at all addresses, and the redirect address stays.
    """
    api.post(TOKENS).respond(json=load("token_authorization_code"))

    async with Client(easy(tmp_path, listen_host="0.0.0.0")):
        pass

    assert browser.link["redirect_uri"].startswith("http://127.0.0.1:")


async def test_users(api: Any, browser: Browser, tmp_path: Path):
    """
    Two users in one folder have a file each.
    """
    route = api.post(TOKENS).respond(json=load("token_authorization_code"))
    for user in ("ada", "e/ve", "ada"):
        async with Client(easy(tmp_path, user=user)):
            pass

    assert route.call_count == 2
    names = sorted(path.name for path in files(tmp_path) if path.suffix == ".json")
    assert names == ["secret-ada.json", "secret-e%2Fve.json"]


async def test_authorizing_twice(api: Any, browser: Browser, tmp_path: Path):
    """
    However often authorize() is called, the user signs in once.
    """
    route = api.post(TOKENS).respond(json=load("token_authorization_code"))
    auth = easy(tmp_path)
    async with Client(auth) as sp:
        await sp.map(lambda _: auth.authorize(), range(100))

    assert route.call_count == 1
    assert auth.expires_on is not None


async def test_nobody_answers(
    api: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    """
    Nobody is waited for longer than the timeout.
    """
    answered = threading.Event()
    monkeypatch.setattr(builtins, "input", lambda prompt: str(answered.wait(5)))
    auth = EasyAuthorizationCodeFlow(
        "the id",
        None,
        SCOPE,
        tmp_path / "s.json",
        paste=True,
        timeout=0.01,
        open_browser=False,
    )

    with pytest.raises(AuthenticationError, match="no input"):
        async with Client(auth):
            pass
    answered.set()


async def test_no_terminal(api: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """
    Where there is no terminal there is nobody to ask.
    """

    def ended(prompt: str) -> str:
        raise EOFError

    monkeypatch.setattr(builtins, "input", ended)

    with pytest.raises(AuthenticationError, match="no terminal"):
        async with Client(easy(tmp_path, paste=True, open_browser=False)):
            pass


async def test_kept(api: Any, browser: Browser, tmp_path: Path):
    """
    The second time nobody is asked.
    """
    api.post(TOKENS).respond(json=load("token_authorization_code"))

    async with Client(easy(tmp_path)):
        pass
    browser.is_there = False
    async with Client(easy(tmp_path)) as sp:
        header = sp.auth.header

    assert header == {"Authorization": "Bearer BQ-synthetic-user-token"}
    stored = json.loads((tmp_path / "secret.json").read_text())
    assert stored["client_id"] == "the id"


async def test_upstream(api: Any, tmp_path: Path):
    """
    The file of asyncspotify 0.12 is read, and its token renewed.
    """
    path = tmp_path / "secret.json"
    path.write_text(json.dumps(load("storage_secret_upstream")))
    tokens = api.post(TOKENS).respond(json=load("token_refresh_no_rotation"))

    async with Client(easy(tmp_path)):
        pass

    sent = parse_qs(tokens.calls.last.request.content.decode())
    stored = json.loads(path.read_text())
    assert sent["refresh_token"] == ["AQ-synthetic-refresh-1"]
    assert stored["access_token"] == "BQ-synthetic-user-token-2"
    assert stored["refresh_token"] == "AQ-synthetic-refresh-1"


def test_shared_default():
    """
    Fault 34: the scope that two have by default cannot be changed.
    """
    auth = EasyAuthorizationCodeFlow("the id")

    assert auth.scope == Scope.none()
    assert auth.storage == "secret.json"
    with pytest.raises(AttributeError):
        auth.scope.user_top_read = True  # type: ignore[misc]
