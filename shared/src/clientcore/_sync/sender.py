# Generated from _async/sender.py by `nox -s twins`: do not edit.
"""
A call, from the request to the response: rate limiter, slot, credentials, sending,
renewal and retry, in this order.
"""

from __future__ import annotations

import logging
import math
import random
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import urljoin

import attrs

from .._api import Api
from .._body import Body, prepare
from .._credentials import Credentials, merged
from .._errors import ClientClosed, RateLimited, TimedOut, UnsafeURL
from .._events import RequestFacts, RequestInfo, ResponseFacts, RetryFacts
from .._request import Request, build_url
from .._response import Response
from .._settings import Settings, Timeouts
from .._url import Origin, origin, show, with_query
from .plugins import admit, call_plugin
from .pool import Connection, Opened
from .runtime import Deadline, Expired, maybe_await, sleep, stream_body
from .stream import Stream

if TYPE_CHECKING:
    from collections.abc import Callable

    from .reply import Reply

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MAX_REDIRECTS = 5
#: A request for a token is repeated by itself, and not with the call that needs it:
#: otherwise the two counts of attempts would multiply.
_TOKEN_RETRIES = 2


@attrs.define(eq=False)
class Call:
    """
    One request on its way.

    Attributes:
        request: What is sent.
        info: What errors, logs and hooks show of it.
        url: Its URL, which redirects change.
        body: Its body, encoded once for all attempts.
        origin: Scheme, host and port, which redirects do not change.
        deadline: The time it may take.
        timeouts: Timeouts of each attempt.
        retries: Attempts after the first.
        kept: Closes a response that is left open, and frees its slot. ``None`` to
            read the response.
        for_token: Whether it requests a token, see `Sender.exchange`.
        attempt: Number of the attempt, from 1.
        renewed: Whether refused credentials were renewed.
        redirects: Redirects that were followed.
        error: The error of the last attempt that failed.
        started: When the attempt was sent, by `time.perf_counter`.
    """

    request: Request
    info: RequestInfo
    url: str = attrs.field(repr=False)
    body: Body = attrs.field(repr=False)
    origin: Origin
    deadline: Deadline = attrs.field(repr=False)
    timeouts: Timeouts = attrs.field(repr=False)
    retries: int
    kept: ExitStack | None = attrs.field(default=None, repr=False)
    for_token: bool = False
    attempt: int = 1
    renewed: bool = False
    redirects: int = 0
    error: Exception | None = None
    started: float = 0.0

    @property
    def bucket(self) -> str:
        """The rate-limit bucket that it belongs to."""
        return f"{self.origin[1]} {self.request.bucket}".rstrip()

    @property
    def repeatable(self) -> bool:
        """Whether sending twice is possible and does no harm."""
        return self.request.idempotent and self.body.replayable


class Sender:
    """
    Sends the requests of one client.

    Args:
        api: Its name, codec, errors, and which responses close a bucket.
        connection: Shared with the client's copies.
        settings: Options of the client.
    """

    def __init__(self, api: Api, connection: Connection, settings: Settings) -> None:
        self._api = api
        self._connection = connection
        self._settings = settings
        self._logger = logging.getLogger(api.name)

    @cached_property
    def _default_headers(self) -> dict[str, str]:
        agent = f"{self._settings.user_agent} {self._api.user_agent}".strip()
        return {"User-Agent": agent, "Accept": "application/json", **self._api.headers}

    def send(self, request: Request) -> Response:
        """
        Send *request*, retry it as the policy says, and read the response.

        Raises:
            Error: See `Client.request`.
        """
        with self._api.errors.own_errors(request.info(), request.secrets):
            response = self._send(self._call(request))
        assert isinstance(response, Response)
        return response

    @contextmanager
    def stream(self, request: Request) -> Iterator[Stream]:
        """
        Send *request*, and yield the response before its body was read.

        The deadline ends when the headers have arrived.
        """
        with ExitStack() as kept:
            with self._api.errors.own_errors(request.info(), request.secrets):
                call = attrs.evolve(self._call(request), kept=kept)
                reply: Any = self._send(call)
            yield Stream(reply, call.info, self._api.errors)

    def exchange(self, request: Request) -> Response:
        """
        Send a request for a token, without credentials.

        It is repeated up to twice, with a deadline, a rate-limit bucket and a
        concurrency slot of its own: the caller holds one already, and with
        ``in_flight=1`` there is no other.
        """
        with self._api.errors.own_errors(request.info(), request.secrets):
            call = attrs.evolve(
                self._call(attrs.evolve(request, auth=False)),
                for_token=True,
                retries=_TOKEN_RETRIES,
            )
            response = self._send(call)
        assert isinstance(response, Response)
        return response

    def _call(self, request: Request) -> Call:
        """Check all that can be checked before anything is sent."""
        url = build_url(self._connection.base, request, join=self._api.join)
        body = prepare(request, self._api.codec.dumps)
        limited = request.deadline and not body.segments
        timeouts = self._settings.timeout
        if request.timeout is not None:
            seconds = None if request.timeout == math.inf else request.timeout
            timeouts = attrs.evolve(timeouts, read=seconds, write=seconds)
        return Call(
            request,
            request.info(url),
            url,
            body,
            # That of a link is the same, see `build_url`.
            origin(request.base or self._connection.base),
            Deadline(self._settings.deadline if limited else None),
            timeouts,
            self._settings.retries if request.retries is None else request.retries,
        )

    # --- The call ---------------------------------------------------------------

    def _send(self, call: Call) -> Response | Reply:
        """Make attempts until one succeeds, or the policy gives up."""
        while True:
            self._wait_for_limit(call)
            try:
                response = self._attempt(call)
            except Expired:
                raise self._too_late(call) from call.error
            except Exception as error:
                wait = self._retry_wait(call, error)
                if wait is None:
                    raise
                self._notify_retry(call, error, wait)
            else:
                if response is not None:
                    return response
                continue
            self.pause(call, wait)
            call.attempt += 1

    def _attempt(self, call: Call) -> Response | Reply | None:
        """
        Send the request once.

        Returns:
            The response, or ``None`` to start again: the rate limit was reached
            meanwhile, the credentials were renewed, or a redirect is followed.
        """
        with ExitStack() as held:
            opened = self._acquire_slot(call, held)
            if self._connection.shared is not None:
                self._reserve(call, held)
            if self._connection.limits.delay(call.bucket):
                # Another response has closed the bucket while this call waited, or
                # another worker has.
                return None
            # It may also have been closed: connections opened now would leak.
            self.check_open()
            with call.deadline.running():
                credentials = self._credentials(call)
                reply = self._transmit(call, opened, credentials, held)
                if call.kept is not None and 200 <= reply.status < 300:
                    self._note(call, self._response(call, reply, b"", ()))
                    call.kept.enter_context(held.pop_all())
                    return reply
                # Not in a variable: error trackers record those, and bodies can
                # repeat credentials.
                response = self._response(
                    call,
                    reply,
                    reply.read(self._settings.max_body),
                    (*credentials.secrets, *call.request.secrets),
                )
                self._note(call, response)

        if not call.renewed and self._api.refused(response):
            call.renewed = True
            if self._renew(call, credentials):
                return None
        if call.request.redirects and self._follow_redirect(call, response):
            return None
        if not response.ok:
            raise self._api.errors.for_response(response, response.secrets)
        return response

    def _wait_for_limit(self, call: Call) -> None:
        """Wait while the bucket is closed, unless that takes longer than allowed."""
        while wait := self._connection.limits.delay(call.bucket):
            if wait > min(self._settings.policy.retry_after_max, call.deadline.left):
                raise RateLimited.unsent(call.info, wait)
            sleep(wait)
            if call.started:
                # The deadline began with the first attempt.
                call.deadline.left -= wait

    def _reserve(self, call: Call, held: ExitStack) -> None:
        """Wait for the shared budget, and note a bucket that others have closed."""
        shared, limits = self._connection.shared, self._connection.limits
        if shared is None or limits.delay(call.bucket):
            return
        longest = min(self._settings.policy.retry_after_max, call.deadline.left)
        started = time.monotonic()
        place = admit(
            shared, call.bucket, longest, counted=not call.for_token, held=held
        )
        if call.started:
            call.deadline.left -= time.monotonic() - started
        if place.granted:
            return
        if place.wait > longest:
            # That concerns this call only: others may wait longer.
            raise RateLimited.unsent(call.info, place.wait)
        limits.close(call.bucket, place.wait)

    def _acquire_slot(self, call: Call, held: ExitStack) -> Opened:
        """
        Wait for a slot and for the user's throttle, which *held* gives back.

        This time does not count against the deadline: of a thousand calls at once,
        the last has to wait for all others.
        """
        self.check_open()
        opened = self._connection.pool.open()
        slots = opened.token_slots if call.for_token else opened.slots
        slots.acquire()
        held.callback(slots.release)
        if self._connection.throttle is not None and not call.for_token:
            held.enter_context(self._connection.throttle)
        return opened

    def _credentials(self, call: Call) -> Credentials:
        """Return the credentials for the URL, renewed if they are about to expire."""
        auth = self._connection.auth
        if auth is None or not call.request.auth:
            return Credentials()
        if call.origin not in self._connection.origins:
            return Credentials()
        try:
            return Credentials(auth.headers(self.exchange))
        except Exception:
            # What failed was the token request, which has had retries of its own.
            call.retries = 0
            raise

    def _transmit(
        self, call: Call, opened: Opened, credentials: Credentials, held: ExitStack
    ) -> Reply:
        """Send the request, and return the response, which *held* closes."""
        content: Any = call.body.content
        if call.body.segments:
            streamed = closing(stream_body(call.body.segments))
            content = held.enter_context(streamed)
        if (hook := self._settings.on_request) is not None:
            self._notify(hook, RequestFacts(call.info, call.attempt))
        call.started = time.perf_counter()
        reply = opened.http.send(
            call.request.method,
            with_query(call.url, credentials.query),
            merged(
                self._default_headers,
                call.body.headers,
                call.request.headers,
                credentials,
            ),
            content,
            call.timeouts,
            streamed=call.kept is not None,
        )
        held.callback(reply.close)
        return reply

    def _renew(self, call: Call, credentials: Credentials) -> bool:
        """Return whether there are other credentials for those that were refused."""
        auth = self._connection.auth
        if auth is None or not credentials or not call.body.replayable:
            return False
        try:
            with call.deadline.running():
                renewed: bool = auth.refresh(credentials, self.exchange)
        except Exception:
            call.retries = 0
            raise
        return renewed

    def _follow_redirect(self, call: Call, response: Response) -> bool:
        """Return whether *response* redirects within the origin, and set the URL."""
        location = response.headers.get("location")
        if response.status not in _REDIRECTS or not location:
            return False
        if not call.repeatable or call.redirects == _MAX_REDIRECTS:
            return False
        try:
            target = urljoin(call.url, location)
        except ValueError:
            raise UnsafeURL("refused a redirect to an invalid URL") from None
        if origin(target) != call.origin:
            raise UnsafeURL(f"refused a redirect to {show(target)}")
        call.url = target
        call.redirects += 1
        return True

    def pause(self, call: Call, seconds: float) -> None:
        """Wait before a retry. Tests replace it."""
        sleep(seconds)
        call.deadline.left -= seconds

    def _retry_wait(self, call: Call, error: Exception) -> float | None:
        """Return the seconds until the next attempt, or ``None`` to give up."""
        call.error = error
        if call.attempt > call.retries or isinstance(error, UnsafeURL):
            return None
        idempotent = call.request.idempotent
        decision = self._settings.policy.retry(error, idempotent=idempotent)
        if decision is False or not call.body.replayable:
            return None
        wait = (
            self._settings.policy.backoff_before(call.attempt + 1, random.random())  # noqa: S311
            if decision is True
            else float(decision)
        )
        return None if wait >= call.deadline.left else wait

    def _too_late(self, call: Call) -> TimedOut:
        message = f"no success within the deadline of {self._settings.deadline:g} s"
        if call.error is not None:
            last = f"{type(call.error).__name__}: {call.error}"
            message += f"; attempt {call.attempt - 1} ended in {last}"
        return TimedOut(message, phase="deadline")

    # --- Facts --------------------------------------------------------------------

    def _response(
        self, call: Call, reply: Reply, content: bytes, secrets: Iterable[str]
    ) -> Response:
        seconds = time.perf_counter() - call.started
        return Response(
            reply.status, reply.headers, content, call.info, seconds, secrets
        )

    def _note(self, call: Call, response: Response) -> None:
        """Note the rate limit of a response, log it, and call the hook."""
        wait = self._api.limited(response)
        if wait is not None:
            self._connection.limits.close(call.bucket, wait)
            if (shared := self._connection.shared) is not None:
                call_plugin(shared.close, call.bucket, wait)
        if self._logger.isEnabledFor(logging.DEBUG):
            self._logger.debug(
                "%s: %d in %.0f ms, attempt %d",
                call.info,
                response.status,
                response.seconds * 1000,
                call.attempt,
            )
        if (hook := self._settings.on_response) is not None:
            facts = ResponseFacts(
                call.info, response.status, response.seconds, call.attempt
            )
            self._notify(hook, facts)

    def _notify_retry(self, call: Call, error: Exception, wait: float) -> None:
        self._logger.debug(
            "%s: attempt %d ended in %s, retry in %.1f s",
            call.info,
            call.attempt,
            type(error).__name__,
            wait,
        )
        if (hook := self._settings.on_retry) is not None:
            self._notify(hook, RetryFacts(call.info, error, call.attempt, wait))

    def _notify(self, hook: Callable[[Any], Any], facts: Any) -> None:
        """Call a hook of the user's, whose failure must not cost a response."""
        try:
            maybe_await(hook(facts))
        except Exception:
            self._logger.exception("a hook failed")

    def check_open(self) -> None:
        """Raise if the client was closed."""
        if self._connection.pool.closed:
            self.refuse()

    def refuse(self) -> NoReturn:
        """Raise the error for the use of a closed client."""
        raise self._api.errors.own(ClientClosed)("the client is closed")
