"""
The key, and what a caller adds to it.
"""

from __future__ import annotations

from collections.abc import Mapping

from clientcore import Credentials
from clientcore.aio import Auth, Exchange, HeaderKey

from .._errors import MissingKeyError

_HEADER = "Ocp-Apim-Subscription-Key"


class NoKey:
    """Stands where a key is missing: nothing is sent without one."""

    async def headers(self, exchange: Exchange) -> Mapping[str, str]:
        """Raise that there is none."""
        raise MissingKeyError(
            "the gateway wants a key: give one as api_key, or choose other servers,"
            " such as Servers.hosts()"
        )

    async def refresh(self, rejected: Mapping[str, str], exchange: Exchange) -> bool:
        """Return false: there is no other key."""
        return False


class KeyAnd:
    """
    A key, and credentials of the caller's besides.

    Args:
        key: The subscription key.

        others: What else goes with it.
    """

    def __init__(self, key: str, others: Auth) -> None:
        self._key = HeaderKey(_HEADER, key)
        self._others = others

    async def headers(self, exchange: Exchange) -> Mapping[str, str]:
        """Return the headers of both."""
        key = await self._key.headers(exchange)
        others = Credentials(await self._others.headers(exchange))
        return Credentials({**key, **others}, query=others.query)

    async def refresh(self, rejected: Mapping[str, str], exchange: Exchange) -> bool:
        """Renew the other credentials: a key stays what it is."""
        rest = Credentials(rejected)
        rest.pop(_HEADER, None)
        return await self._others.refresh(rest, exchange)


def credentials(api_key: str | None, auth: Auth | None, *, keyed: bool) -> Auth | None:
    """
    Return what goes to the hosts that are trusted.

    Args:
        api_key: The key, or ``None``.

        auth: The caller's own credentials, or ``None``.

        keyed: Whether there must be something.
    """
    if api_key and auth:
        return KeyAnd(api_key, auth)
    if api_key:
        return HeaderKey(_HEADER, api_key)
    if auth is None and keyed:
        return NoKey()
    return auth
