# Generated from _async/sender.py by `nox -s twins`: do not edit.
"""
The life of a call: turn, credentials, attempts, and what they end in.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from contextlib import (
    ExitStack,
    closing,
    contextmanager,
)
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar
from urllib.parse import urljoin

import attrs

from .._api import Api
from .._body import prepare
from .._cache import CachedAnswer, question, revived
from .._errors import ClientClosed, RateLimited, TimedOut, UnsafeURL
from .._observer import Observer
from .._request import Request, build_url
from .._response import Response
from .._secrets import Secrets
from .._settings import Settings
from .._url import origin, show, with_query
from .._wire import Credentials, Outgoing, merged
from .call import Call, Connection, now
from .runtime import Deadline, sleep, stream_body
from .stream import Stream

if TYPE_CHECKING:
    from .._http import SyncAnswer, SyncWire

T = TypeVar("T")

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MAX_REDIRECTS = 5


class Sender:
    """
    Sends requests for one client.

    Args:
        api: The service.

        connection: Shared with the client's copies.

        settings: The client's own.

        observer: Tells of what happens.
    """

    def __init__(
        self, api: Api, connection: Connection, settings: Settings, observer: Observer
    ) -> None:
        self._api = api
        self._connection = connection
        self._settings = settings
        self._observer = observer

    def send(self, request: Request) -> Response:
        """
        Send *request*, as often as it takes and is allowed.

        Raises:
            Error: See `Client.request`.
        """
        with self._api.errors.own_errors(request.info(), request.secrets):
            call = self._call(request)
            with call.deadline.enforced():
                return self._repeat(call, self._answer)

    @contextmanager
    def stream(self, request: Request) -> Iterator[Stream]:
        """
        Send *request*, and give the answer before its body has come.

        The deadline is for that much; the body may take as long as it likes.
        """
        with ExitStack() as stack:
            with self._api.errors.own_errors(request.info(), request.secrets):
                call = self._call(request)
                with call.deadline.enforced():
                    answer = self._repeat(call, lambda call: self._open(call, stack))
            yield Stream(answer, call.info, self._api.errors)

    def _check_open(self) -> None:
        if self._connection.closed:
            self.refuse()

    def refuse(self) -> NoReturn:
        """Raise what comes of using a closed client."""
        closed = self._api.errors.own(ClientClosed)
        raise closed("the client is closed")

    def _call(self, request: Request) -> Call:
        """Check all that can be checked before anything is sent."""
        url = build_url(self._connection.base, request, join=self._api.join)
        body = prepare(request, self._api.codec.dumps)
        whole = request.deadline and not body.segments
        seconds = self._settings.deadline if whole else None

        def expired() -> TimedOut:
            words = f"no answer within {seconds} s, all attempts and waits included"
            return TimedOut(words, phase="deadline")

        deadline = Deadline(seconds, expired)
        return Call(request, request.info(url), url, body, deadline)

    # --- Attempts -------------------------------------------------------------

    def _repeat(self, call: Call, attempt: Callable[[Call], T]) -> T:
        """Make attempts until one works, or the rules say that none will."""
        try:
            return attempt(call)
        except Exception as error:  # noqa: BLE001, it is raised again
            return self._again(call, attempt, error)

    def _again(self, call: Call, attempt: Callable[[Call], T], failed: Exception) -> T:
        """Go on after the first attempt *failed*."""
        # Imported when needed, since it costs 20 ms; the loop itself costs as
        # much as a third of a call, which one that works need not pay.
        from stamina import retry_context

        policy = self._settings.policy
        left = call.deadline.left()
        for trial in retry_context(
            on=lambda error: self._retry(call, error),
            attempts=self._settings.retries + 1,
            timeout=None if left == math.inf else left,
            wait_initial=policy.backoff,
            wait_max=policy.backoff_max,
            wait_jitter=policy.jitter,
        ):
            with trial:
                call.attempt = trial.num
                if call.attempt == 1:
                    raise failed
                return attempt(call)
        raise AssertionError("stamina ends with a result or an error")

    def _retry(self, call: Call, error: Exception) -> float | bool:
        """Decide whether there is another attempt, and when."""
        last = self._connection.closed or call.attempt > self._settings.retries
        if last or not call.body.replayable:
            return False
        policy = self._settings.policy
        decision = policy.retry(error, idempotent=call.request.idempotent)
        if decision is False:
            return False
        wait = None if decision is True else decision
        least = policy.least_backoff(call.attempt) if wait is None else wait
        if least > call.deadline.left():
            return False
        self._observer.retrying(call.info, error, call.attempt, wait)
        return decision

    def _answer(self, call: Call) -> Response:
        """Make one attempt, renewing refused credentials and following links."""
        while True:
            credentials = self._admitted(call)
            response = self._cached(call, credentials)
            if not self._anew(call, response, credentials):
                self._check(call, response, credentials)
                return response

    def _open(self, call: Call, stack: ExitStack) -> SyncAnswer:
        """Make one attempt whose answer stays open until *stack* is left."""
        while True:
            credentials = self._admitted(call)
            with ExitStack() as attempt:
                answer = self._exchange(call, credentials, attempt)
                if 200 <= answer.status < 300:
                    self._note(call, answer, b"")
                    stack.enter_context(attempt.pop_all())
                    return answer
                response = self._read(call, answer)
            if not self._anew(call, response, credentials):
                self._check(call, response, credentials)

    def _admitted(self, call: Call) -> Credentials:
        """Wait until it may be sent, and return the credentials to send."""
        self._check_open()
        self._pass_gate(call)
        auth = self._connection.auth
        if auth is None or not call.request.auth:
            return Credentials()
        if origin(call.url) not in self._connection.origins:
            return Credentials()
        return Credentials(auth.headers(self.send))

    def _pass_gate(self, call: Call) -> None:
        """Wait while the bucket is closed, unless that takes too long."""
        while wait := self._connection.gate.delay(call.request.bucket, now=now()):
            longest = min(self._settings.policy.retry_after_max, call.deadline.left())
            if wait > longest:
                raise RateLimited.unsent(call.info, wait)
            sleep(wait)

    def _anew(self, call: Call, response: Response, credentials: Credentials) -> bool:
        """Tell whether to ask anew, with other credentials or elsewhere."""
        if not call.renewed and self._api.refused(response):
            call.renewed = True
            return self._renewed(call, credentials)
        if response.status in _REDIRECTS and call.request.redirects:
            return self._follow(call, response)
        return False

    def _renewed(self, call: Call, credentials: Credentials) -> bool:
        """Get other credentials for those that were refused."""
        auth = self._connection.auth
        if auth is None or not credentials or not call.body.replayable:
            return False
        return auth.refresh(credentials, self.send)

    def _follow(self, call: Call, response: Response) -> bool:
        """Turn to where *response* points, if it does and has not too often."""
        location = response.headers.get("location")
        if not location or not call.repeatable or call.redirects == _MAX_REDIRECTS:
            return False
        try:
            target = urljoin(call.url, location)
        except ValueError:
            raise UnsafeURL("refused a redirect to what is no address") from None
        if origin(target) != origin(call.url):
            raise UnsafeURL(f"refused a redirect to {show(target)}")
        call.url = target
        call.redirects += 1
        return True

    def _check(self, call: Call, response: Response, credentials: Credentials) -> None:
        """Raise what the answer's status means."""
        if not response.ok:
            secrets = Secrets((*credentials.secrets, *call.request.secrets))
            raise self._api.errors.for_response(response, secrets)

    # --- The cache ------------------------------------------------------------

    def _cached(self, call: Call, credentials: Credentials) -> Response:
        """Take the answer out of the cache, or send."""
        cache = self._connection.cache
        if cache is None or call.request.method != "GET":
            return self._sent(call, credentials)
        key = cache.key(
            call.url, {**call.request.headers, **credentials, **credentials.query}
        )
        kept = cache.find(key)
        if kept is not None and kept.fresh_until > now():
            return Response(200, kept.headers, kept.content, call.info)
        response = self._asked_again(call, credentials, kept)
        if response.status == 200:
            cache.keep(key, response, now=now())
        return response

    def _asked_again(
        self, call: Call, credentials: Credentials, kept: CachedAnswer | None
    ) -> Response:
        if kept is None:
            return self._sent(call, credentials)
        asking = credentials.also(question(kept))
        response = self._sent(call, asking)
        return revived(kept, response) if response.status == 304 else response

    # --- One exchange ---------------------------------------------------------

    def _sent(self, call: Call, headers: Credentials) -> Response:
        """Send once, in turn, and read the whole answer."""
        with ExitStack() as stack:
            return self._read(call, self._exchange(call, headers, stack))

    def _exchange(
        self, call: Call, headers: Credentials, stack: ExitStack
    ) -> SyncAnswer:
        """Send once, in turn; all that takes is given back by *stack*."""
        # Once more: the client may have been closed during the waits so far, and
        # a pool made now would be nobody's to close.
        self._check_open()
        place = self._connection.pool.place()
        place.turns.take(call.deadline)
        stack.callback(place.turns.give_back)
        if self._connection.throttle is not None:
            stack.enter_context(self._connection.throttle)
        content: Any = call.body.content
        if call.body.segments:
            streamed = closing(stream_body(call.body.segments))
            content = stack.enter_context(streamed)
        self._observer.sending(call.info, call.attempt)
        call.started = time.perf_counter()
        answer = self._open_wire(place.wire, self._outgoing(call, headers, content))
        stack.callback(answer.close)
        return answer

    def _open_wire(self, wire: SyncWire, outgoing: Outgoing) -> SyncAnswer:
        try:
            return wire.open(outgoing)
        except TimedOut as error:
            if error.phase == "pool":
                # It has room for all that have a turn, so this one is stuck.
                self._connection.pool.renew(wire)
            raise

    def _outgoing(self, call: Call, headers: Credentials, content: Any) -> Outgoing:
        request = call.request
        timeouts = self._settings.timeout
        if (seconds := request.timeout) is not None:
            timeouts = attrs.evolve(timeouts, read=seconds, write=seconds)
        return Outgoing(
            request.method,
            with_query(call.url, headers.query),
            merged(self._api.headers, call.body.headers, request.headers, headers),
            content,
            call.deadline.bound(timeouts),
        )

    def _read(self, call: Call, answer: SyncAnswer) -> Response:
        """Read the rest of *answer*."""
        content = answer.read(self._settings.max_body, call.deadline.check)
        return self._note(call, answer, content)

    def _note(self, call: Call, answer: SyncAnswer, content: bytes) -> Response:
        """Let everybody know that there is an answer."""
        seconds = time.perf_counter() - call.started
        response = Response(answer.status, answer.headers, content, call.info, seconds)
        wait = self._api.limited(response)
        if wait is not None:
            self._connection.gate.close(call.request.bucket, wait, now=now())
        self._observer.answered(response, call.attempt)
        return response
