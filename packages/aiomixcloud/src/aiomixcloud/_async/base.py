"""
The base of all parts of the client: getting, addresses and responses.
"""

from __future__ import annotations

import inspect
import json
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias, cast

import attrs

from clientcore import Request, Response
from clientcore.aio import Client

from .. import _addresses as addresses
from .._addresses import with_query
from .._api import API, MixcloudPolicy, confirms, failure
from .._arguments import WINDOW
from .._containers import AccessDict
from .._redaction import redact_logs
from .._responses import from_httpx, rate_limited, to_httpx
from ..constants import API_ROOT, MIXCLOUD_ROOT, OEMBED_ROOT
from ..exceptions import AnswerError, DecodeError, MixcloudError, RateLimitError
from ..json import MixcloudJSONDecoder
from .decorators import personal
from .kinds import User
from .lists import ItemIterator, ResourceList, all_of
from .resource import Resource
from .token import TokenAuth

if TYPE_CHECKING:
    from typing import Unpack

    import httpx  # noqa: TID251  # documented methods take and return its objects

    from clientcore._http import AsyncHTTPClient
    from clientcore.aio import ClientOptions

#: A resource, its key, or its address.
Target: TypeAlias = str | Mapping[str, Any]


class MixcloudBase(Client):
    """
    A client that gets any resource by its key. See `Mixcloud`.
    """

    api = API

    api_root: ClassVar[str] = API_ROOT
    mixcloud_root: ClassVar[str] = MIXCLOUD_ROOT
    oembed_root: ClassVar[str] = OEMBED_ROOT
    json_decoder_class: ClassVar[type[json.JSONDecoder]] = MixcloudJSONDecoder
    resource_class: ClassVar[type[Resource]] = Resource
    resource_list_class: ClassVar[type[ResourceList[Any]]] = ResourceList

    def __init__(
        self,
        api_root: str | None = None,
        *,
        access_token: str | None = None,
        mixcloud_root: str | None = None,
        oembed_root: str | None = None,
        json_decoder_class: type[json.JSONDecoder] | None = None,
        resource_class: type[Resource] | None = None,
        resource_list_class: type[ResourceList[Any]] | None = None,
        raise_exceptions: bool = False,
        session: AsyncHTTPClient | None = None,
        loop: object = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        if loop is not None:
            warnings.warn("loop= does nothing", DeprecationWarning, stacklevel=2)
        self._api_root = str(api_root or self.api_root)
        self._mixcloud_root = str(mixcloud_root or self.mixcloud_root)
        self._oembed_root = str(oembed_root or self.oembed_root)
        self._json_decode = (json_decoder_class or self.json_decoder_class)().decode
        self._resource_class = resource_class or self.resource_class
        _check_class(self._resource_class, Resource, "load")
        self._resource_list_class = resource_list_class or self.resource_list_class
        _check_class(self._resource_list_class, ResourceList, "next")
        self._raise_exceptions = raise_exceptions
        self._last_session: Any = session
        self._token = TokenAuth(access_token)
        redact_logs()
        if session is not None:
            if options.get("http_client") is not None:
                raise TypeError("session and http_client are one option: give one")
            options["http_client"] = session
        options.setdefault("policy", MixcloudPolicy())
        with self.api.errors.own_errors(), _naming_sessions(session):
            super().__init__(self._api_root, auth=self._token, **options)

    @property
    def access_token(self) -> str | None:
        """
        The access token of a user, or ``None``. Copies of the client share it.

        Raises:
            TypeError: The new token is not text.
            ValueError: The new token is empty, or has blanks or characters that
                cannot be sent.
        """
        return self._token.token

    @access_token.setter
    def access_token(self, token: str | None) -> None:
        self._token.token = token

    # --- Getting --------------------------------------------------------------

    async def get(
        self,
        url: Target,
        *,
        relative: bool = True,
        create_connections: bool = True,
        **params: Any,
    ) -> Any:
        """
        Get a resource or a list by its key.

        Args:
            url: A key, such as ``/spartacus/``, ``popular`` or ``genres/funk``, the
                address of a page of Mixcloud or its API, or a resource.
            relative: Whether *url* may be a key.
            create_connections: Whether a resource offers its lists as methods.
            **params: Values for the query. ``None`` is left out, lists repeat the
                name, booleans are 1 and 0.

        Returns:
            A `Resource`, a `ResourceList`, or an `AccessDict` with any other object.
            If the client does not raise exceptions, a failure is an `AccessDict`
            with an ``error``.

        Raises:
            AnswerError: The status or the body means failure, and the client raises
                exceptions.
            DecodeError: The response is not a resource or a list, and the client
                raises exceptions.
            UnsafeURLError: The address is not Mixcloud's, or the API has no resource
                for it.
        """
        address = with_query(
            self._address(url, relative=relative), {**params, "metadata": 1}
        )
        response = await self._fetch(self._request("GET", address, redirects=True))
        data, error = await self._read_object(response, with_lists=True)
        if error is not None or not data:
            result: Any = AccessDict(data, mixcloud=self)
        elif "data" in data:
            result = self._resource_list_class(data, mixcloud=self)
        else:
            result = self._resource_class(
                data, full=True, create_connections=create_connections, mixcloud=self
            )
        return _with_response(result, response, error)

    def all(self, url: str, max: int | None = None, **params: Any) -> ItemIterator[Any]:
        """
        Iterate over a whole list, page after page.

        Each item is yielded once, also if the list moves while it is read. If you
        remove items while you iterate, later ones are skipped: ``collect()`` the
        list first.

        Args:
            url: Key or address of the list: ``popular``, ``anna-lind/followers``.
            max: Maximum number of items, or ``None`` for all.
            **params: Values for the query, and the arguments of `Window`.

        Returns:
            An iterator. It raises the errors of its requests, even if the client
            does not raise exceptions.
        """
        return all_of(partial(self.get, url), max, {**WINDOW.take(params), **params})

    @personal
    async def me(self) -> User:
        """
        Get the owner of the access token.

        Raises:
            AssertionError: The client has no access token.
        """
        user: User = await self.get("me")
        return user

    # --- Addresses ------------------------------------------------------------

    @staticmethod
    def _url_join(url: str, segment: str) -> httpx.URL:
        """
        Return *url* and *segment* with one slash between them.

        Leading slashes of *segment* are dropped, a trailing one is kept.
        """
        return addresses.join(str(url), segment)

    def _build_url(self, segment: str) -> httpx.URL:
        """Return the address of a key."""
        return self._url_join(self._api_root, segment)

    def _address(self, url: Target, *, relative: bool) -> str:
        """Return the address in the API for a key, an address or a resource."""
        if url is None:
            raise TypeError("expected a key or an address, not None")
        if isinstance(url, Mapping):
            url = self._key(url)
        url, query = str(url).strip(), ""
        if not relative or addresses.is_address(url, self._mixcloud_root):
            url, query = self._below(url)
        address = addresses.with_slash(str(self._build_url(url)))
        return f"{address}?{query}" if query else address

    def _below(self, url: str) -> tuple[str, str]:
        return addresses.below(url, api=self._api_root, web=self._mixcloud_root)

    def _key(self, target: Target) -> str:
        """
        Return the key of a resource, a key or an address.

        Raises:
            TypeError: *target* is none of these.
            ValueError: It is empty, or a resource without a key, such as a section.
        """
        if not isinstance(target, str | Mapping):
            kind = type(target).__name__
            raise TypeError(f"expected a resource, its key or its address, not {kind}")
        key = target if isinstance(target, str) else target.get("key")
        if isinstance(key, str):
            key = key.strip()
            if addresses.is_address(key, self._mixcloud_root):
                key, _ = self._below(key)
        if not isinstance(key, str) or not key.strip("/ "):
            raise ValueError(f"{target!r} has no key")
        return key

    def _request(self, method: str, link: str, **options: Any) -> Request:
        """Make a request for an address of the API."""
        path = link.partition("?")[0].removeprefix(self.base_url).lstrip("/")
        return Request(method=cast("Any", method), template=path, link=link, **options)

    # --- Responses ------------------------------------------------------------

    async def _fetch(self, request: Request) -> httpx.Response:
        """
        Send *request*, and return the response, whatever its status.

        Raises:
            NoAnswerError: The service did not respond.
        """
        try:
            response = await self.request(request)
        except AnswerError as error:
            if error.response is not None:
                response = error.response
            elif self._raise_exceptions or not isinstance(error, RateLimitError):
                raise
            else:
                return rate_limited(error)
        return to_httpx(response)

    async def _process_response(self, response: httpx.Response) -> Any:
        """
        Parse the body of a response.

        Returns:
            Its JSON, or ``None`` if it is blank or not JSON.

        Raises:
            DecodeError: It is not JSON, and the client raises exceptions. It is also
                a `json.JSONDecodeError`, and the error of the status if that means
                failure.
        """
        # Some servers put a byte order mark in front.
        text = response.text.removeprefix("\ufeff")
        if not text.strip():
            return None
        try:
            return self._json_decode(text)
        except (ValueError, RecursionError) as error:
            if not self._raise_exceptions:
                return None
            if (answer := from_httpx(response)) is None:
                raise DecodeError(str(error), text) from None
            if not answer.ok:
                raise self._failure(None, answer) from None
            raise self._unreadable(answer, str(error)) from None

    async def _read_object(
        self, response: httpx.Response, *, with_lists: bool = False
    ) -> tuple[dict[str, Any], MixcloudError | None]:
        """
        Read a response as an object.

        Args:
            response: A response, or what a ``_process_response`` of a subclass takes.
            with_lists: Whether ``data`` must be a list.

        Returns:
            The object, and the error that it stands for, or ``None``. In case of an
            error the object has an ``error``.

        Raises:
            MixcloudError: There is an error, and the client raises exceptions.
        """
        data = await self._process_response(response)
        error = self._error_of(data, from_httpx(response), with_lists=with_lists)
        if error is not None and self._raise_exceptions:
            raise error
        data = data if isinstance(data, dict) else {}
        if error is None or "error" in data:
            return data, error
        kept = {} if with_lists else data
        return {**kept, "error": _shown(error)}, error

    def _error_of(
        self, data: Any, answer: Response | None, *, with_lists: bool
    ) -> MixcloudError | None:
        """Return the error that a response stands for, or ``None``."""
        failed = isinstance(data, dict) and "error" in data
        if answer is None:
            return MixcloudError(data) if failed else None
        if failed or not answer.ok:
            return self._failure(data, answer)
        if isinstance(data, dict):
            if with_lists and not isinstance(data.get("data", []), list):
                return self._unreadable(answer, "its data is not a list")
            return None
        if data is None and answer.status == 204:
            return None
        blank = not answer.content.strip()
        return self._unreadable(
            answer, "it is empty" if blank else "it is not an object"
        )

    def _failure(self, data: Any, answer: Response) -> AnswerError:
        return failure(answer, data, self._token.secrets)

    def _unreadable(self, answer: Response, reason: str) -> DecodeError:
        """Make the error for a response that is not JSON, or not an object."""
        kind = answer.headers.get("content-type", "no content type")
        error = DecodeError(
            f"{answer.status}, but the response cannot be read ({kind}): {reason}",
            answer.text,
            request=answer.request,
            errors=[reason],
            body=answer.content,
        )
        error.redact(self._token.secrets)
        return error

    async def _native_result(self, response: httpx.Response) -> AccessDict:
        """
        Return a response as a dict.

        Raises:
            MixcloudError: The response means failure, and the client raises
                exceptions. Otherwise the dict has an ``error``.
        """
        data, error = await self._read_object(response)
        result = AccessDict(data, mixcloud=self)
        _with_response(result, response, error)
        return result

    async def _write_result(self, response: httpx.Response) -> AccessDict:
        """
        Return the response to a write as a dict: see `_native_result`.

        Raises:
            MixcloudError: The service does not say that it was done, and the client
                raises exceptions. Otherwise the dict has an ``error``.
        """
        result = await self._native_result(response)
        answer = from_httpx(response)
        # Subclasses may replace `_native_result`, and decide by themselves.
        is_own = getattr(result, "_response", None) is answer
        if answer is None or not is_own or "error" in result:
            return result
        body = answer.body()
        data = body if isinstance(body, dict) else result.data
        if confirms(data):
            return result
        return self._report(result, self._unconfirmed(answer, data.get("result")))

    def _unconfirmed(self, answer: Response, result: Any) -> MixcloudError:
        """Make the error for a write whose *result* is not a success."""
        if not isinstance(result, dict) or not result:
            return self._unreadable(answer, "it has no result")
        facts = {name: value for name, value in result.items() if name != "success"}
        message = facts.get("message") or "the service did not do this"
        return self._failure({"error": {**facts, "message": message}}, answer)

    def _report(self, result: AccessDict, error: MixcloudError) -> AccessDict:
        """Raise *error* if the client raises exceptions, else add it to *result*."""
        if self._raise_exceptions:
            raise error
        result["error"] = _shown(error)
        result._error = error
        return result

    async def _proper_result(self, response: httpx.Response) -> AccessDict | str:
        """Return JSON and failures as a dict, and any other response as text."""
        kind = response.headers.get("content-type", "")
        known = "javascript" in kind or "json" in kind
        if known or not 200 <= response.status_code < 300 or not response.text.strip():
            return await self._native_result(response)
        return response.text

    # --- Closing --------------------------------------------------------------

    @property
    def _session(self) -> AsyncHTTPClient:
        """The HTTP client: the given one, or the client's own, made when needed."""
        if not self._closed:
            self._last_session = self.http_client
        return cast("AsyncHTTPClient", self._last_session)

    @_session.setter
    def _session(self, session: AsyncHTTPClient) -> None:
        with _naming_sessions(session):
            self.http_client = session

    async def close(self) -> None:
        """
        Close the client and its connections, but not a session that was given.

        Can be repeated.
        """
        if self._connection.pool.is_open:
            self._last_session = self._session
        await super().aclose()

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()


@contextmanager
def _naming_sessions(session: object) -> Iterator[None]:
    """Have errors about *session* call it so, and not ``http_client``."""
    try:
        yield
    except TypeError as error:
        if session is None:
            raise
        raise TypeError(str(error).replace("http_client", "session")) from None


def _check_class(cls: Any, own: type, method: str) -> None:
    """
    Check that a class of resources or lists is for this kind of client.

    Raises:
        TypeError: Its *method* is a coroutine function and that of *own* is not, or
            the other way round.
    """
    found = getattr(cls, method, None) if isinstance(cls, type) else None
    is_async = inspect.iscoroutinefunction(getattr(own, method))
    if found is not None and inspect.iscoroutinefunction(found) is not is_async:
        module = "aiomixcloud" if is_async else "aiomixcloud.sync"
        raise TypeError(
            f"{cls.__name__} is for the other kind of client: derive it from"
            f" {module}.{own.__name__}"
        )


def _shown(error: MixcloudError) -> dict[str, str]:
    """Return an error in the form in which the service sends errors."""
    kind = type(error).__name__.replace("PageError", "Error")
    return {"type": kind, "message": error.message or str(error)}


def _with_response(
    result: Any, response: httpx.Response, error: MixcloudError | None
) -> Any:
    """Set the response and the error of *result*, unless it is not one of ours."""
    answer = from_httpx(response)
    if isinstance(result, AccessDict):
        result._error = error
        if answer is not None and isinstance(result, Resource | ResourceList):
            # The body is not kept twice.
            answer = attrs.evolve(answer, content=b"")
        result._response = answer
    return result
