"""
What tests of signing in share.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode

from asyncspotify import AuthorizationCodeFlow, Scope
from clientcore import MemoryStore, Token
from clientcore.testing import FakeClock

from ..answers import load

SCOPE = Scope(playlist_modify_private=True, user_top_read=True)
BACK = "https://app.example/callback"
CODE = "AQC-synthetic"


def held(clock: FakeClock, seconds: float, refresh: str | None = "AQ-1") -> MemoryStore:
    """Return a store with a token that is good for *seconds*."""
    end = clock() + timedelta(seconds=seconds)
    return MemoryStore(Token("BQ-old", "Bearer", end, refresh, SCOPE.string()))


def code_flow(
    clock: FakeClock, cls: Any = AuthorizationCodeFlow, **options: Any
) -> AuthorizationCodeFlow:
    """Return an authenticator for a user."""
    options.setdefault("now", clock)
    flow: AuthorizationCodeFlow = cls("the id", "the secret", SCOPE, BACK, **options)
    return flow


def back(auth: AuthorizationCodeFlow, **told: str) -> str:
    """Return the address that the user whom *auth* sent away comes back to."""
    state = str(auth.create_authorize_route().params["state"])
    return f"{BACK}?{urlencode({'code': CODE, 'state': state, **told})}"


class SelfMade(AuthorizationCodeFlow):
    """
    Signs its user in by itself.
    """

    async def setup(self) -> Any:
        """Send them away, and take them back."""
        return await self.get_token_from_redirect(back(self))


def access(store: MemoryStore) -> str | None:
    """Return the access token that a store holds."""
    token = store.load()
    return token and token.access_token


def form(route: Any) -> dict[str, str]:
    """Return what was last sent to a route, as a form."""
    content = route.calls.last.request.content.decode()
    return {name: values[0] for name, values in parse_qs(content).items()}


def me(api: Any) -> Any:
    """Return a route that answers with the user."""
    return api.get("/me").respond(json=load("me_full"))
