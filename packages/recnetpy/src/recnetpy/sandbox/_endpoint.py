"""
From an HTTP request to a handler, past the gateway if it came that way.

A handler is a function of a :class:`Call` and of the parts of the path, by name. It
is registered with its path on the gateway and with that on the older host.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from json import JSONDecodeError, loads
from typing import Any, Final, TypeVar
from urllib.parse import parse_qsl

import attrs
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from clientcore.sandbox import Quota

from ._answers import (
    JSON,
    RecordResponse,
    bad,
    in_text,
    missing,
    no_key,
    throttled,
    too_long,
    used_up,
)
from ._world import World, read_stamp

T = TypeVar("T")
Handler = Callable[..., Response]

#: The keyed gateway, and where else each host's paths are: on a host of its own,
#: behind the gateway, and there without a key.
GATEWAY: Final = "/apim/public"
HOSTS: Final[Mapping[str, tuple[str, ...]]] = {
    "accounts": ("/accounts", "/apim/accounts", f"{GATEWAY}/accounts"),
    "rooms": ("/rooms", "/apim/rooms", f"{GATEWAY}/rooms"),
    "api": ("/api/api", "/apim/apis/api", f"{GATEWAY}/apis/api"),
    "clubs": ("/clubs",),
    "cdn": ("/cdn",),
    "img": ("/img",),
}
_KEY: Final = "ocp-apim-subscription-key"
_TAKE: Final = 64


@attrs.frozen
class Call:
    """
    What a handler has to know beside the path's parts.

    Attributes:
        world: The state of the service.

        request: The HTTP request.

        values: The parameters of query and form, in lower case, with all values.

        short: Whether it is the gateway's flat paths, and short records, that are
            asked for.
    """

    world: World
    request: Request
    values: Mapping[str, list[str]]
    short: bool

    def text(self, name: str, default: str = "") -> str:
        """
        A parameter, the last one where it came twice.
        """
        return self.values.get(name.lower(), [default])[-1]

    def number(self, name: str, default: int | None = None) -> int:
        """
        A parameter that is a number.

        Raises:
            Refusal: It is none, or it is missing and has no *default*.
        """
        text = self.text(name)
        if not text and default is not None:
            return default
        if not text.removeprefix("-").isdecimal():
            raise bad(f"{name} is no number")
        return int(text)

    def ids(self, name: str) -> list[int]:
        """
        A parameter that is there for each of many.
        """
        return [int(text) for text in self.values.get(name.lower(), []) if _is_id(text)]

    def names(self, name: str) -> set[str]:
        """
        The same for names; case means nothing.
        """
        return {text.casefold() for text in self.values.get(name.lower(), [])}

    def account(self) -> int:
        """
        The account of the request's bearer token.

        Raises:
            Refusal: The token belongs to no account.
        """
        token = self.request.headers.get("authorization", "").removeprefix("Bearer ")
        if token not in self.world.bearers:
            raise in_text(401)
        return self.world.bearers[token]

    def page(self, items: Iterable[T], *, most: int) -> list[T]:
        """
        The items that are asked for by ``take`` and ``skip``.
        """
        take, skip = self.number("take", _TAKE), max(0, self.number("skip", 0))
        clamp = self.world.max_take
        most = most if clamp is None else min(most, clamp)
        return list(items)[skip : skip + min(max(0, take), most)]

    def since(self, name: str) -> Callable[[JSON], bool]:
        """
        Whether something was made after the time in a parameter, if there is one.
        """
        text = self.text(name)
        if not text:
            return lambda _: True
        try:
            time = read_stamp(text)
        except ValueError:
            raise bad(f"{name} is no time") from None

        def is_new(record: JSON) -> bool:
            made: str = record.get("CreatedAt") or ""
            return bool(made) and read_stamp(made) > time

        return is_new

    def data(self, data: Any) -> Response:
        """
        Answer with JSON.
        """
        return RecordResponse(data)

    def one(self, record: JSON | None, *, plain: bool = True) -> Response:
        """
        Answer with a record, or say that there is none.

        Args:
            record: The record, or ``None``.

            plain: Whether the service that says so has no words for it.
        """
        if record is not None:
            return self.data(record)
        if self.world.hides_missing:
            return self.data({})
        raise in_text(404) if plain else missing()

    def nothing(self, words: str = "") -> Response:
        """
        Say that there is nothing that a list could be of.

        Args:
            words: What the service says of it.
        """
        if self.world.hides_missing:
            return self.data([])
        raise in_text(404, words)


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal()


class Endpoints:
    """
    The endpoints of a resource, in the order they were added.
    """

    def __init__(self) -> None:
        self._routes: list[Route] = []

    def __iter__(self) -> Iterator[Route]:
        return iter(self._routes)

    def get(
        self, gateway: str | None, host: str, path: str
    ) -> Callable[[Handler], Handler]:
        """
        Let the decorated handler answer to GET.

        Args:
            gateway: The path on the gateway, or ``None`` if it is not there.

            host: The older host.

            path: The path there.
        """
        return self._add(["GET"], gateway, host, path)

    def bulk(
        self, gateway: str | None, host: str, path: str
    ) -> Callable[[Handler], Handler]:
        """
        Let the decorated handler answer to long lists: POST, or GET if it fits.
        """
        return self._add(["GET", "POST"], gateway, host, path)

    def _add(
        self, methods: list[str], gateway: str | None, host: str, path: str
    ) -> Callable[[Handler], Handler]:
        places = [(f"{prefix}{path}", False) for prefix in HOSTS[host]]
        if gateway is not None:
            places.append((f"{GATEWAY}{gateway}", True))

        def decorate(handler: Handler) -> Handler:
            for whole, short in places:
                answer = _Endpoint(handler, short).answer
                route = Route(whole, answer, methods=methods)
                if host == "clubs":
                    # There, and only there, case means nothing.
                    pattern = route.path_regex.pattern
                    route.path_regex = re.compile(pattern, re.IGNORECASE)
                self._routes.append(route)
            return handler

        return decorate


@attrs.frozen
class _Endpoint:
    _handler: Handler
    _short: bool

    async def answer(self, request: Request) -> Response:
        """
        Let a request through the gateway, read it, and let the handler answer.
        """
        world: World = request.app.state.sandbox.world
        if request.method == "POST" and not world.bulk_by_post:
            raise missing()
        body = await request.body()
        refused = _gate(world, request, len(body))
        if refused is not None:
            return refused
        values = _values(request, body)
        call = Call(world, request, values, self._short)
        return self._handler(call, **request.path_params)


def _gate(world: World, request: Request, size: int) -> Response | None:
    """
    What stands before a handler: the key, the size of the body, the limits.
    """
    path, limits = request.scope["path"], world.limits
    who = request.client.host if request.client else ""
    if path.startswith("/cdn/") and "authorization" in request.headers:
        raise in_text(403)
    if path.startswith(f"{GATEWAY}/"):
        who = _key(world, request)
        if wait := _wait(limits.hourly, who, world):
            return used_up(wait)
    if path.startswith("/apim/") and size > limits.body:
        raise too_long(limits.body)
    if path.endswith("/comments") and (wait := _wait(limits.comments, who, world)):
        return throttled(wait)
    if wait := _wait(limits.burst, who, world):
        return throttled(wait)
    return None


def _key(world: World, request: Request) -> str:
    key = request.headers.get(_KEY)
    if not key:
        raise no_key("no subscription key in the request")
    if key not in world.keys:
        raise no_key("this subscription key is none")
    return key


def _wait(quota: Quota | None, who: str, world: World) -> float:
    return 0 if quota is None else quota.take(who, world.clock())


def _values(request: Request, body: bytes) -> Mapping[str, list[str]]:
    values: dict[str, list[str]] = {}
    pairs = [*request.query_params.multi_items(), *_body(request, body)]
    for name, value in pairs:
        values.setdefault(name.lower(), []).append(value)
    return values


def _body(request: Request, body: bytes) -> list[tuple[str, str]]:
    """
    The values of a form; one peer sends JSON with lists in it instead.
    """
    if "json" not in request.headers.get("content-type", ""):
        return parse_qsl(body.decode(errors="replace"), keep_blank_values=True)
    try:
        data = loads(body)
        return [(name, str(one)) for name, many in data.items() for one in many]
    except (JSONDecodeError, AttributeError, TypeError):
        raise bad("the body can't be read") from None
