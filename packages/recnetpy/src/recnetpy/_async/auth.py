"""
The subscription key, and credentials of the caller's own.
"""

from __future__ import annotations

from collections.abc import Mapping

from clientcore import Credentials
from clientcore.aio import Auth, Exchange, HeaderKey

from .._errors import MissingKeyError

_HEADER = "Ocp-Apim-Subscription-Key"


class NoKey:
    """Raises an error before a request is sent without a key."""

    async def headers(self, exchange: Exchange) -> Mapping[str, str]:
        raise MissingKeyError(
            "the gateway wants a key: give one as api_key, or choose other servers,"
            " such as Servers.hosts()"
        )

    async def refresh(self, rejected: Mapping[str, str], exchange: Exchange) -> bool:
        return False


class KeyAnd:
    """
    A key, and credentials of the caller's own.

    Args:
        key: The subscription key.
        others: The caller's credentials, sent with the key.
    """

    def __init__(self, key: str, others: Auth) -> None:
        self._key = HeaderKey(_HEADER, key)
        self._others = others

    async def headers(self, exchange: Exchange) -> Mapping[str, str]:
        key = await self._key.headers(exchange)
        others = Credentials(await self._others.headers(exchange))
        return Credentials({**key, **others}, query=others.query)

    async def refresh(self, rejected: Mapping[str, str], exchange: Exchange) -> bool:
        """Renew the caller's credentials. A key cannot be renewed."""
        rest = Credentials(rejected)
        rest.pop(_HEADER, None)
        return await self._others.refresh(rest, exchange)


def credentials(api_key: str | None, auth: Auth | None, *, keyed: bool) -> Auth | None:
    """
    Return the credentials for the service's hosts.

    Args:
        api_key: The subscription key, or ``None``.
        auth: The caller's own credentials, or ``None``.
        keyed: Whether the servers require a key.
    """
    if api_key and auth:
        return KeyAnd(api_key, auth)
    if api_key:
        return HeaderKey(_HEADER, api_key)
    if auth is None and keyed:
        return NoKey()
    return auth
