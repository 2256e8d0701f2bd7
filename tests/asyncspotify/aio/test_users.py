"""
Many users of one app: `Client.for_user`.
"""

from __future__ import annotations

import gc
import tracemalloc
from typing import Any

import pytest

from asyncspotify import AuthenticationError, AuthorizationCodeFlow, Client
from asyncspotify.sandbox import Sandbox
from clientcore import Budget, BudgetLimits, MemoryStore, RateLimited

from ..opening import open_async
from .flows import back


@pytest.fixture
def sandbox() -> Sandbox:
    """A service with two more users."""
    sandbox = Sandbox()
    for name in ("ada", "bob"):
        sandbox.world.add_user(name, name.title())
    return sandbox


def users(client: Client, sandbox: Sandbox, *names: str) -> list[Client]:
    """Return a copy for each user, who has signed in."""
    return [client.for_user(MemoryStore(sandbox._signed_in(name))) for name in names]


async def test_tokens(sandbox: Sandbox):
    """
    Each copy acts for its own user, and the client for the first.
    """
    async with open_async(sandbox) as sp:
        ada, bob = users(sp, sandbox, "ada", "bob")
        names = [(await one.get_me()).id for one in (ada, bob, sp, ada)]

    assert names[:2] == ["ada", "bob"]
    assert names[2] not in names[:2]
    assert names[3] == "ada"


async def test_renewed(sandbox: Sandbox):
    """
    A token that was refused is renewed for its user alone, and stored.
    """
    store = MemoryStore(sandbox._signed_in("ada"))
    before = store.load()
    async with open_async(sandbox) as sp:
        ada, bob = sp.for_user(store), *users(sp, sandbox, "bob")
        assert before
        del sandbox.world.accounts.tokens[before.access_token]
        assert (await ada.get_me()).id == "ada"
        assert (await bob.get_me()).id == "bob"

    renewed = store.load()
    assert renewed
    assert renewed.access_token != before.access_token


async def test_own_hooks(sandbox: Sandbox):
    """
    The store of a user comes before `load` and `store` of the authenticator's class.
    """

    class Flow(AuthorizationCodeFlow):
        async def load(self) -> Any:
            raise AssertionError

        async def store(self, response: Any) -> None:
            raise AssertionError

    async with open_async(sandbox) as sp:
        own = sp.auth
        sp.auth = Flow(own.client_id, own.client_secret, own.scope, own.redirect_uri)
        (ada,) = users(sp, sandbox, "ada")
        assert (await ada.get_me()).id == "ada"


async def test_one_budget(sandbox: Sandbox):
    """
    Users share the app's budget, closed buckets and connections.
    """
    limits = BudgetLimits(Budget(3, 600.0))
    async with open_async(sandbox, limits=limits) as sp:
        ada, bob = users(sp, sandbox, "ada", "bob")
        for one in (ada, bob, sp):
            await one.get_me()
        for one in (bob, sp):
            with pytest.raises(RateLimited):
                await one.get_me()
        assert ada.limits is bob.limits is sp.limits
        assert ada._connection.pool is bob._connection.pool is sp._connection.pool


async def test_closed(sandbox: Sandbox):
    """
    A copy that is closed leaves the others open; the client closes all.
    """
    async with open_async(sandbox) as sp:
        ada, bob = users(sp, sandbox, "ada", "bob")
        async with ada:
            await ada.get_me()
        await bob.get_me()

    with pytest.raises(Exception, match="the client is closed"):
        await bob.get_me()


async def test_signed_in(sandbox: Sandbox):
    """
    A user without a token signs in by the copy's authenticator.
    """
    store = MemoryStore()
    async with open_async(sandbox) as sp:
        new = sp.for_user(store)
        with pytest.raises(AuthenticationError, match="sign in first"):
            await new.get_me()
        assert new.auth.client is new
        assert sp.auth.client is sp
        assert back(new.auth, code="1") != back(sp.auth, code="1")


async def test_no_users(sandbox: Sandbox):
    """
    A client of an app without users has none.
    """
    async with open_async(sandbox, "app") as sp:
        with pytest.raises(TypeError, match="not an AuthorizationCodeFlow"):
            sp.for_user(MemoryStore())


async def test_memory(sandbox: Sandbox):
    """
    A user who has sent a request takes less than 20 KB.
    """
    count = 300
    async with open_async(sandbox, in_flight=50) as sp:
        token = sandbox._signed_in("ada")
        await sp.get_me()
        tracemalloc.start()
        copies = [sp.for_user(MemoryStore(token)) for _ in range(count)]
        await sp.map(lambda one: one.get_me(), copies)
        sandbox.requests.clear()
        gc.collect()
        used, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()

    assert used / count < 20_000
