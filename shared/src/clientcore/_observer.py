"""
What others are told of a call: the log, the user's hooks, and errors.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from ._api import Api
from ._facts import RequestFacts, RequestInfo, ResponseFacts, RetryFacts
from ._response import Response
from ._settings import Settings


class Observer:
    """
    Tells of the calls of one client.

    Args:
        api: The service.

        settings: The client's own.
    """

    def __init__(self, api: Api, settings: Settings) -> None:
        self._api = api
        self._settings = settings
        self._logger = logging.getLogger(api.name)

    def sending(self, request: RequestInfo, attempt: int) -> None:
        """An attempt is about to be sent."""
        if self._settings.on_request is not None:
            self._call(self._settings.on_request, RequestFacts(request, attempt))

    def answered(self, response: Response, attempt: int) -> None:
        """An attempt was answered."""
        request, seconds = response.request, response.seconds
        if self._logger.isEnabledFor(logging.DEBUG):
            self._logger.debug(
                "%s %s: %d in %.0f ms, attempt %d",
                request.method,
                request.path,
                response.status,
                seconds * 1000,
                attempt,
            )
        if self._settings.on_response is not None:
            facts = ResponseFacts(request, response.status, seconds, attempt)
            self._call(self._settings.on_response, facts)

    def retrying(
        self, request: RequestInfo, error: Exception, attempt: int, wait: float | None
    ) -> None:
        """An attempt failed, and there will be another."""
        if self._logger.isEnabledFor(logging.DEBUG):
            when = "soon" if wait is None else f"in {wait:.0f} s"
            name = type(error).__name__
            self._logger.debug(
                "%s: again %s, since attempt %d ended in %s",
                request,
                when,
                attempt,
                name,
            )
        if self._settings.on_retry is not None:
            facts = RetryFacts(request, error, attempt, wait)
            self._call(self._settings.on_retry, facts)

    def _call(self, hook: Callable[[Any], None], facts: Any) -> None:
        """Call a user's hook, whose failure must not cost an answer."""
        try:
            hook(facts)
        except Exception:
            self._logger.exception("a hook failed")
