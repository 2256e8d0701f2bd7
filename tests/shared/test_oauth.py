"""
OAuth 2: what to ask, and how to read what comes back.
"""

from __future__ import annotations

import base64
import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from clientcore import (
    App,
    AuthError,
    ErrorTable,
    SignIn,
    StatusError,
)
from clientcore._body import prepare
from clientcore._events import RequestInfo
from clientcore._json import write_json
from clientcore._oauth import basic, refused
from clientcore._request import build_url
from clientcore._response import Response

PAGE = "https://accounts.example/authorize"
BACK = "https://app.example/callback"
BASE = "https://api.example/v1/"


def asked(endpoint: str = PAGE, **values: Any) -> dict[str, list[str]]:
    options = {name: values.pop(name) for name in ("verifier",) if name in values}
    sign_in = SignIn(BACK, **{"verifier": None, **options}, state="s&t")
    url = sign_in.url(endpoint, "id", **values)
    return parse_qs(urlsplit(url).query, keep_blank_values=True)


def code_in(url: str, *, state: str | None) -> str:
    return SignIn(BACK, state=state).code(url)


class TestSignIn:
    def test_appendix_b(self):
        """
        The challenge is that of RFC 7636, appendix B, and the verifier is not sent.
        """
        verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
        query = asked(verifier=verifier)

        expected = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
        assert query["code_challenge"] == [expected]
        assert query["code_challenge_method"] == ["S256"]
        assert verifier not in str(query)

    def test_own_secrets(self):
        """
        Each sign-in has its own verifier and state, which its repr does not show.
        """
        first, second = SignIn(BACK), SignIn(BACK)

        assert first.verifier
        assert first.state
        assert first.verifier != second.verifier
        assert first.state != second.state
        assert 43 <= len(first.verifier) <= 128
        assert first.verifier.replace("-", "").replace("_", "").isalnum()
        assert first.verifier not in repr(first)
        assert first.state not in repr(first)

    def test_least(self):
        """
        The link has what RFC 6749 requires, and the state.
        """
        assert asked() == {
            "response_type": ["code"],
            "client_id": ["id"],
            "redirect_uri": [BACK],
            "state": ["s&t"],
        }

    def test_extra(self):
        """
        A service's own parameters are added to those of the endpoint.
        """
        query = asked(f"{PAGE}?tenant=x", show_dialog="true", scope=None)

        assert query["tenant"] == ["x"]
        assert query["show_dialog"] == ["true"]
        assert "scope" not in query

    def test_round_trip(self):
        """
        A sign-in is stored as JSON in the user's session, and read again.
        """
        sign_in = SignIn(BACK)

        assert SignIn.from_data(json.loads(json.dumps(sign_in.to_data()))) == sign_in

    @pytest.mark.parametrize(
        "data", [None, {}, [], {"redirect_uri": BACK, "verifier": None, "state": ""}]
    )
    def test_odd_data(self, data: Any):
        """
        Other data are an `AuthError`.
        """
        with pytest.raises(AuthError, match="not a sign-in"):
            SignIn.from_data(data)


class TestRedirect:
    @pytest.mark.parametrize(
        "url",
        [
            f"{BACK}?code=a%2Fb&state=xyz",
            f"{BACK}?state=xyz&code=a%2Fb#_=_",
            f"  {BACK}?code=a%2Fb&state=xyz\n",
            "/callback?code=a%2Fb&state=xyz",
        ],
    )
    def test_code(self, url: str):
        """
        The code is read from an address.
        """
        assert code_in(url, state="xyz") == "a/b"

    @pytest.mark.parametrize(
        "url",
        [
            f"{BACK}?code=c0de&state=other",
            f"{BACK}?code=c0de",
            f"{BACK}?code=c0de&state=",
            f"{BACK}?code=c0de&state=xyz1",
            f"{BACK}?error=access_denied&state=other",
            f"{BACK}#code=c0de&state=xyz",
            BACK,
            "",
            "http://[bad?code=c0de&state=other",
        ],
    )
    def test_other_state(self, url: str):
        """
        Another state, or none, is refused before anything else is looked at.
        """
        with pytest.raises(AuthError, match="state") as caught:
            code_in(url, state="xyz")

        assert caught.value.code is None
        assert "c0de" not in str(caught.value)

    def test_lost_state(self):
        """
        An empty state proves nothing, so no sign-in has one.
        """
        with pytest.raises(ValueError, match="state"):
            SignIn(BACK, state="")

    def test_denied(self):
        """
        A person who refused is an `AuthError` with the service's code.
        """
        url = f"{BACK}?error=access_denied&state=xyz"

        with pytest.raises(AuthError, match="refused: access_denied") as caught:
            code_in(url, state="xyz")

        assert caught.value.code == "access_denied"

    @pytest.mark.parametrize("query", ["state=xyz", "state=xyz&code="])
    def test_no_code(self, query: str):
        """
        Without a code there is nothing to exchange.
        """
        with pytest.raises(AuthError, match="no code"):
            code_in(f"{BACK}?{query}", state="xyz")

    def test_service_without_state(self):
        """
        ``None`` is for services that know no state.
        """
        assert code_in(f"{BACK}?code=a", state=None) == "a"


class TestApp:
    URL = "https://accounts.example/api/token"

    def form(self, app: App, **fields: Any) -> dict[str, list[str]]:
        body = prepare(app.token_request("refresh_token", **fields), write_json)
        assert body.content is not None
        return parse_qs(body.content.decode())

    def test_request(self):
        """
        A token request goes to the token endpoint, may be repeated, and has a bucket.
        """
        request = App(self.URL, "id", "secret").token_request("x")

        assert build_url(BASE, request) == self.URL
        assert request.method == "POST"
        assert request.auth is False
        assert request.idempotent is True
        assert request.bucket == "token accounts.example"
        assert str(request) == "POST (token)"

    def test_basic(self):
        """
        Id and secret travel as HTTP Basic, and not in the form.
        """
        app = App(self.URL, "id", "secret")
        headers = app.token_request("refresh_token").headers

        expected = base64.b64encode(b"id:secret").decode()
        assert headers == {"Authorization": f"Basic {expected}"}
        assert self.form(app, refresh_token="r") == {
            "grant_type": ["refresh_token"],
            "refresh_token": ["r"],
        }

    def test_public(self):
        """
        An app without a secret tells its id only; fields of ``None`` are left out.
        """
        app = App(self.URL, "id")

        assert app.token_request("x").headers == {}
        assert self.form(app, scope=None) == {
            "grant_type": ["refresh_token"],
            "client_id": ["id"],
        }

    def test_secrets(self):
        """
        The request names its secrets, for redaction; no repr has one of them.
        """
        app = App(self.URL, "id", "s3cr3t")
        request = app.token_request("x", refresh_token="r", code=None, scope="a")

        pair = base64.b64encode(b"id:s3cr3t").decode()
        assert {"s3cr3t", "r", pair} <= {*request.secrets}
        assert "s3cr3t" not in f"{app!r} {request!r}"


class TestBasic:
    def test_utf8(self):
        """
        Name and password are UTF-8, and only the name is without a colon.
        """
        header = basic("é", "a:b")

        assert base64.b64decode(header.removeprefix("Basic ")).decode() == "é:a:b"

    def test_colon(self):
        """
        A name with a colon cannot be told from the password.
        """
        with pytest.raises(ValueError, match="must not have a colon"):
            basic("a:b", "c")


class TestRefused:
    INFO = RequestInfo("POST", "(token)")

    def error(self, content: bytes) -> AuthError:
        response = Response(400, content=content, request=self.INFO)
        error = ErrorTable().for_response(response, ["s3cr3t"])
        assert isinstance(error, StatusError)
        return refused(error)

    def test_reason(self):
        """
        The error has the service's code and words.
        """
        error = self.error(
            b'{"error": "invalid_grant", "error_description": "s3cr3t expired"}'
        )

        assert error.code == "invalid_grant"
        assert error.request == self.INFO
        assert str(error) == (
            "the token was refused (400): invalid_grant, [secret] expired"
        )

    @pytest.mark.parametrize(
        "content",
        [b"", b"<html>", b"[]", b"null", b"{}", b'{"error": null}', b'{"error": ""}'],
    )
    def test_no_reason(self, content: bytes):
        """
        Without a reason it says so.
        """
        error = self.error(content)

        assert str(error) == "the token was refused (400): no reason given"
        assert not error.code

    @pytest.mark.parametrize(
        "content",
        [
            b'{"error": {"status": 400, "message": "s3cr3t"}}',
            b'{"error": ["s3cr3t"], "error_description": 5}',
        ],
    )
    def test_odd_reason(self, content: bytes):
        """
        A reason of another shape is no code, and tells no secret.
        """
        error = self.error(content)

        assert error.code is None
        assert "s3cr3t" not in str(error)

    def test_long_words(self):
        """
        Words are cut.
        """
        words = json.dumps({"error": "x", "error_description": "a" * 5000}).encode()

        assert len(str(self.error(words))) <= 500
