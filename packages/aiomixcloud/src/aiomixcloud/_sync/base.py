# Generated from _async/base.py by `nox -s twins`: do not edit.
"""
What all parts of the client stand on: getting, addresses and answers.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias, cast

import attrs

from clientcore import Request, Response
from clientcore.sync import Client

from .. import _addresses as addresses
from .._addresses import with_query
from .._answers import held_back, ours, theirs
from .._api import API, failure
from .._arguments import Window, window
from .._containers import AccessDict
from .._redaction import redact_logs
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

    from clientcore._http import SyncHTTPClient
    from clientcore.sync import ClientOptions

#: A resource, its key, or its address.
Target: TypeAlias = str | Mapping[str, Any]


class MixcloudBase(Client):
    """
    A client that gets whatever has a key. See `Mixcloud`.
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
        session: SyncHTTPClient | None = None,
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
        self._resource_list_class = resource_list_class or self.resource_list_class
        self._raise_exceptions = raise_exceptions
        self._last_session: Any = session
        self._token = TokenAuth(access_token)
        redact_logs()
        if session is not None:
            options["http_client"] = session
        with self.api.errors.own_errors():
            super().__init__(self._api_root, auth=self._token, **options)

    @property
    def access_token(self) -> str | None:
        """Acts for a person, or ``None``. Copies of the client share it."""
        return self._token.token

    @access_token.setter
    def access_token(self, token: str | None) -> None:
        self._token.token = token

    # --- Getting --------------------------------------------------------------

    def get(
        self,
        url: str,
        *,
        relative: bool = True,
        create_connections: bool = True,
        **params: Any,
    ) -> Any:
        """
        Get whatever has a key.

        Args:
            url: A key, ``/spartacus/``, ``popular`` or ``genres/funk``, or the
                whole address of a page of Mixcloud or its API.

            relative: Whether it may be a key.

            create_connections: Whether a resource offers the lists that belong
                to it.

            **params: What to put into the query. ``None`` is left out, lists
                repeat the name, booleans are 1 and 0.

        Returns:
            A `Resource`, a `ResourceList`, or an `AccessDict` with what else
            came: an error, or nothing.

        Raises:
            AnswerError: The service answered that it failed, and the client
                raises.

            UnsafeURLError: The address is not Mixcloud's.
        """
        address = with_query(
            self._address(url, relative=relative), {**params, "metadata": 1}
        )
        response = self._fetch(self._request("GET", address, redirects=True))
        data = self._checked(response)
        result = self._made(data, create_connections=create_connections)
        return _noted(result, response)

    def _made(self, data: dict[str, Any], *, create_connections: bool) -> Any:
        """Return an answer as what it is."""
        if not data or "error" in data:
            return AccessDict(data, mixcloud=self)
        if "data" in data:
            return self._resource_list_class(data, mixcloud=self)
        return self._resource_class(
            data, full=True, create_connections=create_connections, mixcloud=self
        )

    def all(self, url: str, max: int | None = None, **params: Any) -> ItemIterator[Any]:
        """
        Go through a whole list, page after page.

        Args:
            url: The list's key or address: ``popular``, ``anna-lind/followers``.

            max: How many items at the most, or ``None`` for all.

            **params: What to put into the query, and what is in `Window`.

        Returns:
            An iterator; its ``collect()`` gets all. What goes wrong on the way is
            raised, even if the client does not raise otherwise.
        """
        names = Window.__annotations__.keys() & params.keys()
        part: Any = {name: params.pop(name) for name in names}
        return all_of(partial(self.get, url), max, {**params, **window(**part)})

    @personal
    def me(self) -> User:
        """Get whom the token belongs to."""
        user: User = self.get("me")
        return user

    # --- Addresses ------------------------------------------------------------

    @staticmethod
    def _url_join(url: str, segment: str) -> httpx.URL:
        """
        Return *url* and *segment* with one slash between them.

        The slashes before *segment* do not count, one at its end stays.
        """
        return addresses.join(str(url), segment)

    def _build_url(self, segment: str) -> httpx.URL:
        """Return the address of a key."""
        return self._url_join(self._api_root, segment)

    def _address(self, url: str, *, relative: bool) -> str:
        """Return the address to ask for a key, or for what another address means."""
        url, query = str(url), ""
        if not relative or addresses.is_address(url):
            url, query = self._below(url)
        address = addresses.with_slash(str(self._build_url(url)))
        return f"{address}?{query}" if query else address

    def _below(self, url: str) -> tuple[str, str]:
        return addresses.below(url, api=self._api_root, web=self._mixcloud_root)

    def _key(self, target: Target) -> str:
        """Return the key of a resource, or what is one already."""
        key = target if isinstance(target, str) else str(target["key"])
        return self._below(key)[0] if addresses.is_address(key) else key

    def _request(self, method: str, link: str, **options: Any) -> Request:
        """Make a request for an address of the API."""
        path = link.partition("?")[0].removeprefix(self.base_url).lstrip("/")
        return Request(method=cast("Any", method), template=path, link=link, **options)

    # --- Answers --------------------------------------------------------------

    def _fetch(self, request: Request) -> httpx.Response:
        """
        Send *request*, and return the answer, whatever its status.

        Raises:
            NoAnswerError: There was none.
        """
        try:
            response = self.request(request)
        except AnswerError as error:
            if error.response is not None:
                response = error.response
            elif self._raise_exceptions or not isinstance(error, RateLimitError):
                raise
            else:
                return held_back(error)
        return theirs(response)

    def _process_response(self, response: httpx.Response) -> Any:
        """
        Read an answer.

        Returns:
            Its JSON, or ``None`` if it is blank or none.

        Raises:
            DecodeError: It is no JSON, and the client raises. It is a
                `json.JSONDecodeError`, too, and the error of the answer's status
                if that means failure.
        """
        # Some servers put a byte order mark in front.
        text = response.text.removeprefix("\ufeff")
        if not text.strip():
            return None
        try:
            return self._json_decode(text)
        except (ValueError, RecursionError) as error:
            if self._raise_exceptions:
                raise self._unreadable(response, str(error)) from None
            return None

    def _checked(self, response: httpx.Response) -> dict[str, Any]:
        """Read an answer as an object, and raise what it says if the client does."""
        data = self._process_response(response)
        known = isinstance(data, dict)
        if self._raise_exceptions:
            if (known and "error" in data) or _failed(response):
                raise self._failure(data, ours(response))
            if not known and data is not None:
                raise self._unreadable(response, "it is no object")
        return data if known else {}

    def _unreadable(self, response: httpx.Response, problem: str) -> MixcloudError:
        """Make the error for an answer that is no JSON, or no object."""
        answer = ours(response)
        if _failed(response):
            return self._failure(None, answer)
        kind = answer.headers.get("content-type", "no content type")
        return DecodeError(
            f"{answer.status}, but the answer cannot be read ({kind}): {problem}",
            answer.text,
            request=answer.request,
            errors=[problem],
            body=answer.content,
        )

    def _failure(self, data: Any, answer: Response) -> AnswerError:
        return failure(answer, data, self._token.secrets)

    def _native_result(self, response: httpx.Response) -> AccessDict:
        """Return an answer as a dict, empty if there is none."""
        result = AccessDict(self._checked(response), mixcloud=self)
        _noted(result, response)
        return result

    def _proper_result(self, response: httpx.Response) -> AccessDict | str:
        """Return an answer as a dict if it is JSON, and as text otherwise."""
        kind = response.headers.get("content-type", "")
        if "javascript" in kind or "json" in kind:
            return self._native_result(response)
        if self._raise_exceptions and _failed(response):
            raise self._failure(None, ours(response))
        return response.text

    # --- Closing --------------------------------------------------------------

    @property
    def _session(self) -> SyncHTTPClient:
        """The HTTP client: the one given, or our own, which is made late."""
        if not self._closed:
            self._last_session = self.http_client
        return cast("SyncHTTPClient", self._last_session)

    @_session.setter
    def _session(self, session: SyncHTTPClient) -> None:
        self.http_client = session

    def close(self) -> None:
        """
        Close the client and its connections, but no session that was given.

        More than once does no harm.
        """
        if self._connection.pool.is_open:
            self._last_session = self._session
        super().close()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _noted(result: Any, response: httpx.Response) -> Any:
    """Let *result* know of the answer that it is."""
    if isinstance(result, AccessDict):
        answer = ours(response)
        # What became a resource or a list need not be kept twice.
        made = isinstance(result, Resource | ResourceList)
        result._response = attrs.evolve(answer, content=b"") if made else answer
    return result


def _failed(response: httpx.Response) -> bool:
    """Tell whether the status of an answer means failure."""
    return not 200 <= response.status_code < 400
