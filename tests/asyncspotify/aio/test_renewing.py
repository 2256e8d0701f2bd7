"""
Renewing tokens, and what becomes of those that cannot be renewed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from respx import MockResponse

from asyncspotify import (
    AuthenticationError,
    AuthorizationCodeFlowResponse,
    Client,
    PKCEFlow,
    RefreshTokenExpired,
    SecretFile,
)
from clientcore import MemoryStore, Token
from clientcore.testing import FakeClock

from ..answers import TOKENS, answer, load
from .flows import BACK, SCOPE, SelfMade, access, back, code_flow, form, held, me


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("token_refresh_rotated", "AQ-synthetic-refresh-2"),
        ("token_refresh_no_rotation", "AQ-1"),
    ],
)
async def test_rotation(name: str, kept: str, api: Any, clock: FakeClock):
    """
    Fault 31: a new refresh token takes the old one's place, else that stays.
    """
    store = held(clock, -1)
    tokens = api.post(TOKENS).respond(json=load(name))
    me(api)

    async with Client(code_flow(clock, storage=store)) as sp:
        await sp.get_me()

    assert form(tokens) == {"grant_type": "refresh_token", "refresh_token": "AQ-1"}
    assert getattr(store.load(), "refresh_token", None) == kept


async def test_stored_first(api: Any, clock: FakeClock):
    """
    Fault 31: it is stored before a request is sent with it.
    """
    order: list[str] = []

    class Store(MemoryStore):
        def save(self, token: Token) -> None:
            order.append("stored")

    def answered(request: Any) -> Any:
        order.append("sent")
        return MockResponse(json=load("me_full"))

    api.post(TOKENS).respond(json=load("token_refresh_rotated"))
    api.get("/me").mock(side_effect=answered)
    store = Store(held(clock, -1).load())

    async with Client(code_flow(clock, storage=store)) as sp:
        await sp.get_me()

    assert order == ["stored", "sent"]


async def test_pkce_refresh(api: Any, clock: FakeClock):
    """
    Without a secret the app names itself in the form.
    """
    tokens = api.post(TOKENS).respond(json=load("token_refresh_rotated"))
    auth = PKCEFlow("the id", SCOPE, BACK, storage=held(clock, -1), now=clock)

    async with Client(auth):
        pass

    assert form(tokens)["client_id"] == "the id"
    assert "authorization" not in tokens.calls.last.request.headers


async def test_expired(api: Any, clock: FakeClock):
    """
    A refresh token that has ended has an error of its own, and is asked for once.
    """
    tokens = api.post(TOKENS).respond(**answer("auth_error_invalid_grant", 400))
    sp = Client(code_flow(clock, storage=held(clock, -1)))

    for _ in range(3):
        with pytest.raises(RefreshTokenExpired, match="sign in again") as caught:
            await sp.get_me()
        told = load("auth_error_invalid_grant")["error_description"]
        assert caught.value.description == told
    await sp.close()

    assert tokens.call_count == 1


async def test_reauthorize(api: Any, clock: FakeClock):
    """
    Then somebody may be asked, and the request goes on with the new token.
    """
    grants = ["auth_error_invalid_grant", "token_authorization_code"]
    api.post(TOKENS).mock(
        side_effect=[
            MockResponse(400 if "error" in name else 200, json=load(name))
            for name in grants
        ]
    )
    route = me(api)
    store = held(clock, -1)

    async def again(auth: Any) -> Any:
        return await auth.get_token_from_redirect(back(auth))

    auth = code_flow(clock, storage=store, on_reauthorize=again)
    sp = Client(auth)
    await sp.get_me()
    await sp.close()

    sent = route.calls.last.request.headers["authorization"]
    assert sent == "Bearer BQ-synthetic-user-token"
    assert access(store) == "BQ-synthetic-user-token"


async def test_signed_in_anew(api: Any, clock: FakeClock):
    """
    Authorizing with a refresh token that has ended signs the user in anew.
    """
    grants = ["auth_error_invalid_grant", "token_authorization_code"]
    api.post(TOKENS).mock(
        side_effect=[
            MockResponse(400 if "error" in name else 200, json=load(name))
            for name in grants
        ]
    )

    store = held(clock, -1)
    async with Client(code_flow(clock, SelfMade, storage=store)):
        pass

    assert access(store) == "BQ-synthetic-user-token"


# --- A token that is of no use any more ---------------------------------------


def dead(api: Any, *then: str) -> Any:
    """Have the token in store refused, and the token endpoint refuse it, *then* not."""
    names = ["auth_error_invalid_grant", *then]
    refused_once(api)
    return api.post(TOKENS).mock(
        side_effect=[
            MockResponse(400 if "error" in name else 200, json=load(name))
            for name in names
        ]
    )


def refused_once(api: Any) -> None:
    """Have the API refuse the first request with 401."""
    api.get("/me").mock(
        side_effect=[
            MockResponse(401, json=load("error_401_expired")),
            MockResponse(json=load("me_full")),
        ]
    )


async def test_dropped(api: Any, clock: FakeClock):
    """
    It is dropped, though its hour is not over: authorizing signs the user in anew.
    """
    tokens = dead(api, "token_authorization_code")
    store = held(clock, 3000)
    sp = Client(code_flow(clock, SelfMade, storage=store))
    await sp.authorize()

    with pytest.raises(RefreshTokenExpired):
        await sp.get_me()
    with pytest.raises(ValueError, match="no token yet"):
        sp.auth.response  # noqa: B018
    await sp.authorize()
    await sp.get_me()
    await sp.close()

    assert tokens.call_count == 2
    assert access(store) == "BQ-synthetic-user-token"


@pytest.mark.parametrize("kept", ["file", "store", "overridden"])
async def test_dropped_from_store(
    kept: str, api: Any, clock: FakeClock, tmp_path: Path
):
    """
    The next start does not get it back, whatever the token is kept in.
    """
    shelf: list[Any] = []

    class Shelf(SelfMade):
        async def load(self) -> Any:
            return self.response_class.from_data(shelf[-1])

        async def store(self, response: Any) -> None:
            shelf.append(response.to_dict())

    def start() -> Client:
        storage = {"file": file, "store": memory}.get(kept)
        cls = Shelf if kept == "overridden" else SelfMade
        return Client(code_flow(clock, cls, storage=storage))

    memory, file = held(clock, 3000), tmp_path / "secret.json"
    token = memory.load()
    assert token is not None
    SecretFile(file, "the id", SCOPE).save(token)
    shelf.append(AuthorizationCodeFlowResponse.from_token(token).to_dict())
    tokens = dead(api, "token_authorization_code")

    with pytest.raises(RefreshTokenExpired):
        async with start() as sp:
            await sp.get_me()
    async with start() as sp:
        await sp.get_me()

    assert tokens.call_count == 2


async def test_dropped_before_asking(api: Any, clock: FakeClock):
    """
    It is dropped before on_reauthorize, which may find no other.
    """
    dead(api)
    store = held(clock, 3000)
    found: list[Token | None] = []

    def nobody(auth: Any) -> None:
        found.append(store.load())

    async with Client(code_flow(clock, storage=store, on_reauthorize=nobody)) as sp:
        with pytest.raises(RefreshTokenExpired):
            await sp.get_me()
        with pytest.raises(RefreshTokenExpired):
            await sp.get_me()

    [left] = found
    assert left is not None
    assert left.refresh_token is None
    assert left.is_expired(clock())


async def test_signed_in_elsewhere(api: Any, clock: FakeClock):
    """
    One that another process has stored meanwhile is used, and stays stored.
    """
    refused_once(api)
    store = held(clock, 3000)

    async with Client(code_flow(clock, storage=store)) as sp:
        store.save(Token("BQ-other", refresh_token="AQ-other"))
        await sp.get_me()

    assert sp.auth.header == {"Authorization": "Bearer BQ-other"}
    assert access(store) == "BQ-other"


async def test_signed_in_during_refusal(api: Any, clock: FakeClock):
    """
    So is one that is stored while the token endpoint refuses the old one.
    """
    store = held(clock, -1)

    def refused(request: Any) -> Any:
        store.save(Token("BQ-other", refresh_token="AQ-other"))
        return MockResponse(400, json=load("auth_error_invalid_grant"))

    tokens = api.post(TOKENS).mock(side_effect=refused)
    route = me(api)
    async with Client(code_flow(clock, storage=store)) as sp:
        await sp.get_me()

    sent = route.calls.last.request.headers["authorization"]
    assert sent == "Bearer BQ-other"
    assert tokens.call_count == 1
    assert access(store) == "BQ-other"


async def test_signed_in_meanwhile(api: Any, clock: FakeClock):
    """
    So is one that came here while the old one was being refused.
    """

    async def refused(request: Any) -> Any:
        await sp.auth._tokens.set_token(Token("BQ-new"))
        return MockResponse(400, json=load("auth_error_invalid_grant"))

    api.post(TOKENS).mock(side_effect=refused)
    route = me(api)

    class Forgetful(MemoryStore):
        def load(self) -> Token | None:
            return token

    token = held(clock, -1).load()
    sp = Client(code_flow(clock, storage=Forgetful()))
    await sp.get_me()
    await sp.close()

    assert route.calls.last.request.headers["authorization"] == "Bearer BQ-new"


async def test_renewed_from_elsewhere(api: Any, clock: FakeClock):
    """
    If that one has expired, too, it is renewed.
    """
    refused_once(api)
    tokens = api.post(TOKENS).respond(json=load("token_refresh_rotated"))
    store, other = held(clock, 3000), held(clock, -1, "AQ-other").load()
    assert other is not None

    async with Client(code_flow(clock, storage=store)) as sp:
        store.save(other)
        await sp.get_me()

    assert form(tokens)["refresh_token"] == "AQ-other"


async def test_signed_in_elsewhere_later(api: Any, clock: FakeClock):
    """
    After that the store is read anew for each request, until somebody signs in.
    """
    dead(api)
    store = held(clock, 3000)

    async with Client(code_flow(clock, storage=store)) as sp:
        with pytest.raises(RefreshTokenExpired):
            await sp.get_me()
        store.save(Token("BQ-other"))
        await sp.get_me()

    assert sp.auth.header == {"Authorization": "Bearer BQ-other"}


async def test_no_refresh_token(api: Any, clock: FakeClock):
    """
    One that cannot be renewed counts as none when it has ended.
    """
    api.post(TOKENS).respond(json=load("token_authorization_code"))
    store = held(clock, -1, refresh=None)

    async with Client(code_flow(clock, SelfMade, storage=store)):
        pass

    assert access(store) == "BQ-synthetic-user-token"


# --- Whose token --------------------------------------------------------------


async def test_two_users(api: Any, clock: FakeClock):
    """
    Several users in a process do not mix.
    """
    route = me(api)

    async with (
        Client(code_flow(clock, storage=MemoryStore(Token("BQ-ada")))) as ada,
        Client(code_flow(clock, storage=MemoryStore(Token("BQ-bob")))) as bob,
    ):
        await ada.get_me()
        await bob.get_me()
        await ada.get_me()

    sent = [call.request.headers["authorization"] for call in route.calls]
    assert sent == ["Bearer BQ-ada", "Bearer BQ-bob", "Bearer BQ-ada"]


@pytest.mark.parametrize("signs_in", [True, False])
async def test_hook_for_a_hundred(signs_in: bool, api: Any, clock: FakeClock):
    """
    However many requests wait for the hook, it is called once, and may use the client.
    """
    calls: list[str] = []

    async def hook(auth: Any) -> Any:
        calls.append("hook")
        if not signs_in:
            return None
        await auth.get_token_from_redirect(back(auth))
        calls.append((await auth.client.get_me()).id)
        return auth.response

    def tokens(request: Any) -> Any:
        if b"refresh_token" in request.content:
            return MockResponse(400, json={"error": "invalid_grant"})
        return MockResponse(json=load("token_authorization_code"))

    api.post(TOKENS).mock(side_effect=tokens)
    if signs_in:
        me(api)
    auth = code_flow(clock, storage=held(clock, -10), on_reauthorize=hook)
    client = Client(auth, deadline=5)
    found: list[Any] = []

    async def ask(_: int) -> None:
        try:
            found.append((await client.get_me()).id)
        except RefreshTokenExpired:
            found.append(None)

    await client.map(ask, range(100))
    await client.close()

    assert calls == (["hook", load("me_full")["id"]] if signs_in else ["hook"])
    assert found == [load("me_full")["id"] if signs_in else None] * 100


async def test_hook_that_needs_itself(api: Any, clock: FakeClock):
    """
    A hook that uses the client before it has signed the user in is a clear error.
    """
    dead(api)

    async def hook(auth: Any) -> Any:
        return await auth.client.get_me()

    auth = code_flow(clock, storage=held(clock, 3000), on_reauthorize=hook)
    async with Client(auth) as sp:
        with pytest.raises(AuthenticationError, match="on_reauthorize needs"):
            await sp.get_me()


async def test_end_is_known(api: Any, clock: FakeClock, tmp_path: Path, caplog: Any):
    """
    The day on which a sign-in ends is known, and logged some days before.
    """
    api.post(TOKENS).respond(json=load("token_authorization_code"))
    path = tmp_path / "secret.json"
    async with Client(code_flow(clock, SelfMade, storage=path)) as sp:
        first = sp.auth.expires_on
    for days in (100, 76, 3):
        clock.forward(days * 86_400)
        async with Client(code_flow(clock, SelfMade, storage=path)) as sp:
            assert sp.auth.expires_on == first
        assert ("the sign-in ends on" in caplog.text) == (days != 100)
