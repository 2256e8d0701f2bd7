"""
The same interface as `clientcore._async.http`, on aiohttp (extra ``aiohttp``).

aiohttp's parser is written in C, so it does several times as many requests a second.
"""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from typing import Any

import aiohttp
import anyio
from yarl import URL

from ._async.reply import Reply
from ._decompress import ACCEPTED
from ._errors import (
    CertificateError,
    ClientClosed,
    ConnectionFailed,
    ConnectionLost,
    Error,
    SettingsError,
    TimedOut,
    TransportError,
    UnsafeURL,
)
from ._headers import Headers
from ._proxies import Proxies
from ._settings import Settings, Timeouts
from ._tls import tls_context

_KEEPALIVE = 4.0
#: Bytes that are read ahead of the consumer.
_BUFFER = 256 * 1024


class AiohttpHTTP:
    """
    Sends requests and receives responses, by aiohttp.

    Args:
        settings: Options of the client. A ``ClientSession`` that was given as
            ``http_client`` is used as it was made, and left open.
    """

    def __init__(self, settings: Settings) -> None:
        given = settings.http_client
        self._own = given is None
        self._proxies = Proxies(settings.proxy)
        if given is not None:
            self.client: aiohttp.ClientSession = given
            return
        connector = aiohttp.TCPConnector(
            limit=0, keepalive_timeout=_KEEPALIVE, ssl=tls_context(settings.verify)
        )
        self.client = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            read_bufsize=_BUFFER,
            timeout=aiohttp.ClientTimeout(total=None),
        )

    async def send(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        content: Any,
        timeouts: Timeouts,
        *,
        streamed: bool = False,
    ) -> AiohttpReply:
        """See `clientcore._async.http.HTTP.send`."""
        try:
            response = await self.client.request(
                method,
                URL(url, encoded=True),
                headers={"Accept-Encoding": ACCEPTED, **headers},
                data=content,
                allow_redirects=False,
                raise_for_status=False,
                auto_decompress=False,
                skip_auto_headers=("Content-Type",),
                proxy=self._proxy(url),
                timeout=_timeout(timeouts),
            )
        except Exception as error:
            raise translate(error) from error
        return AiohttpReply(response, sends=not isinstance(content, bytes | None))

    def _proxy(self, url: str) -> str | None:
        proxy = self._proxies.for_url(url) if self._own else None
        if proxy is not None and proxy.startswith("socks"):
            raise SettingsError('transport="aiohttp" cannot use a SOCKS proxy')
        return proxy

    async def aclose(self) -> None:
        """Close the session, but not one that was given."""
        if self._own:
            await self.client.close()


@cache
def _timeout(timeouts: Timeouts) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(
        total=None, sock_connect=timeouts.connect, sock_read=timeouts.read
    )


class AiohttpReply(Reply):
    """
    A response of aiohttp.

    Args:
        response: A response whose headers have arrived.
        sends: Whether a task of aiohttp may still read the request's body.
    """

    def __init__(self, response: aiohttp.ClientResponse, *, sends: bool) -> None:
        super().__init__(response.status, Headers(response.headers.items()))
        self._response = response
        self._sends = sends

    async def receive(self) -> bytes:
        try:
            piece = await self._response.content.readany()
        except Exception as error:
            raise translate(error) from error
        if not piece:
            raise StopAsyncIteration
        return piece

    async def aclose(self) -> None:
        self._closed = True
        if self._response.content.at_eof():
            self._response.release()
        else:
            self._response.close()
        if self._sends:
            # The task must have left the body before the body is closed.
            with anyio.move_on_after(1), suppress(Exception):
                await self._response.wait_for_close()


#: aiohttp's errors, the special ones first.
_ERRORS: list[tuple[Any, type[TransportError], str]] = [
    (aiohttp.ClientConnectorError, ConnectionFailed, "cannot connect"),
    (aiohttp.ClientProxyConnectionError, ConnectionFailed, "the proxy failed"),
    (aiohttp.ClientHttpProxyError, ConnectionFailed, "the proxy failed"),
    (aiohttp.ClientConnectionError, ConnectionLost, "the connection was lost"),
    (aiohttp.ClientPayloadError, ConnectionLost, "the response broke off"),
    (aiohttp.ClientResponseError, ConnectionLost, "the response is not HTTP"),
    (ConnectionError, ConnectionLost, "the connection was lost"),
]


def translate(error: Exception) -> Error:
    """Return our error for one of aiohttp's, which becomes its cause."""
    if isinstance(error, Error):
        return error
    if isinstance(error, aiohttp.ConnectionTimeoutError):
        return TimedOut("timed out (connect)", phase="connect", sent=False)
    if isinstance(error, TimeoutError):
        return TimedOut("timed out (read)", phase="read")
    if isinstance(error, aiohttp.InvalidURL):
        return UnsafeURL("the URL cannot be parsed")
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        reason = error.certificate_error
        message = (
            reason.verify_message
            if isinstance(reason, ssl.SSLCertVerificationError)
            else ""
        )
        return CertificateError(
            f"the TLS certificate of {error.host} is not valid: {message}"
        )
    for cls, ours, text in _ERRORS:
        if isinstance(error, cls):
            return ours(text)
    if isinstance(error, RuntimeError) and "Session is closed" in str(error):
        return ClientClosed("the HTTP client is closed")
    return TransportError("the request failed")
