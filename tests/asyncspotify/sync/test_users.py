# Generated from aio/test_users.py by `nox -s twins`: do not edit.
"""
Many users of one app: `Client.for_user`.
"""

from __future__ import annotations

import gc
import tracemalloc
from typing import Any

import pytest

from asyncspotify.sandbox import Sandbox
from asyncspotify.sync import AuthenticationError, AuthorizationCodeFlow, Client
from clientcore import Budget, BudgetLimits, MemoryStore, RateLimited

from ..opening import open_sync
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


def test_tokens(sandbox: Sandbox):
    """
    Each copy acts for its own user, and the client for the first.
    """
    with open_sync(sandbox) as sp:
        ada, bob = users(sp, sandbox, "ada", "bob")
        names = [one.get_me().id for one in (ada, bob, sp, ada)]

    assert names[:2] == ["ada", "bob"]
    assert names[2] not in names[:2]
    assert names[3] == "ada"


def test_renewed(sandbox: Sandbox):
    """
    A token that was refused is renewed for its user alone, and stored.
    """
    store = MemoryStore(sandbox._signed_in("ada"))
    before = store.load()
    with open_sync(sandbox) as sp:
        ada, bob = sp.for_user(store), *users(sp, sandbox, "bob")
        assert before
        del sandbox.world.accounts.tokens[before.access_token]
        assert ada.get_me().id == "ada"
        assert bob.get_me().id == "bob"

    renewed = store.load()
    assert renewed
    assert renewed.access_token != before.access_token


def test_own_hooks(sandbox: Sandbox):
    """
    The store of a user comes before `load` and `store` of the authenticator's class.
    """

    class Flow(AuthorizationCodeFlow):
        def load(self) -> Any:
            raise AssertionError

        def store(self, response: Any) -> None:
            raise AssertionError

    with open_sync(sandbox) as sp:
        own = sp.auth
        sp.auth = Flow(own.client_id, own.client_secret, own.scope, own.redirect_uri)
        (ada,) = users(sp, sandbox, "ada")
        assert ada.get_me().id == "ada"


def test_one_budget(sandbox: Sandbox):
    """
    Users share the app's budget, closed buckets and connections.
    """
    limits = BudgetLimits(Budget(3, 600.0))
    with open_sync(sandbox, limits=limits) as sp:
        ada, bob = users(sp, sandbox, "ada", "bob")
        for one in (ada, bob, sp):
            one.get_me()
        for one in (bob, sp):
            with pytest.raises(RateLimited):
                one.get_me()
        assert ada.limits is bob.limits is sp.limits
        assert ada._connection.pool is bob._connection.pool is sp._connection.pool


def test_closed(sandbox: Sandbox):
    """
    A copy that is closed leaves the others open; the client closes all.
    """
    with open_sync(sandbox) as sp:
        ada, bob = users(sp, sandbox, "ada", "bob")
        with ada:
            ada.get_me()
        bob.get_me()

    with pytest.raises(Exception, match="the client is closed"):
        bob.get_me()


def test_signed_in(sandbox: Sandbox):
    """
    A user without a token signs in by the copy's authenticator.
    """
    store = MemoryStore()
    with open_sync(sandbox) as sp:
        new = sp.for_user(store)
        with pytest.raises(AuthenticationError, match="sign in first"):
            new.get_me()
        assert new.auth.client is new
        assert sp.auth.client is sp
        assert back(new.auth, code="1") != back(sp.auth, code="1")


def test_no_users(sandbox: Sandbox):
    """
    A client of an app without users has none.
    """
    with open_sync(sandbox, "app") as sp:
        with pytest.raises(TypeError, match="not an AuthorizationCodeFlow"):
            sp.for_user(MemoryStore())


def test_memory(sandbox: Sandbox):
    """
    A user who has sent a request takes less than 20 KB.
    """
    count = 300
    with open_sync(sandbox, in_flight=50) as sp:
        token = sandbox._signed_in("ada")
        sp.get_me()
        tracemalloc.start()
        copies = [sp.for_user(MemoryStore(token)) for _ in range(count)]
        sp.map(lambda one: one.get_me(), copies)
        sandbox.requests.clear()
        gc.collect()
        used, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()

    assert used / count < 20_000
