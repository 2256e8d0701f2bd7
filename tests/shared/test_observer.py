"""
What others are told of a call.
"""

from __future__ import annotations

import logging
from typing import Any

import pytest

from clientcore import (
    Api,
    Headers,
    RequestFacts,
    RequestInfo,
    Response,
    ResponseFacts,
    RetryFacts,
    Settings,
    TimedOut,
)
from clientcore._observer import Observer

INFO = RequestInfo("GET", "items/{item}", "https://api.example/items/s3cr3t")
RESPONSE = Response(200, Headers([("X-Token", "s3cr3t")]), b"s3cr3t", INFO, 0.0123)


def observer(**settings: Any) -> Observer:
    return Observer(Api("shop"), Settings(**settings))


def call_all(observer: Observer) -> None:
    observer.sending(INFO, 1)
    observer.answered(RESPONSE, 1)
    observer.retrying(INFO, TimedOut(), 1, None)


class TestLog:
    def test_line(self, caplog: pytest.LogCaptureFixture):
        """
        An answer is one line at debug: method, template, status, time, attempt.
        """
        with caplog.at_level(logging.DEBUG):
            observer().answered(RESPONSE, 2)

        assert caplog.record_tuples == [
            ("shop", logging.DEBUG, "GET items/{item}: 200 in 12 ms, attempt 2")
        ]

    @pytest.mark.parametrize(("wait", "when"), [(None, "soon"), (2.5, "in 2 s")])
    def test_retry(
        self, wait: float | None, when: str, caplog: pytest.LogCaptureFixture
    ):
        """
        Another attempt is one line too, with the kind of error and not its words.
        """
        with caplog.at_level(logging.DEBUG):
            observer().retrying(INFO, TimedOut("s3cr3t"), 1, wait)

        (message,) = caplog.messages
        assert message == f"{INFO}: again {when}, since attempt 1 ended in TimedOut"

    def test_silent(self, caplog: pytest.LogCaptureFixture):
        """
        Above debug there is nothing.
        """
        with caplog.at_level(logging.INFO):
            call_all(observer())

        assert not caplog.records


class TestHooks:
    def test_facts(self):
        """
        Each hook is told what it may know.
        """
        told: list[Any] = []
        error = TimedOut()
        watching = observer(
            on_request=told.append, on_response=told.append, on_retry=told.append
        )
        watching.sending(INFO, 1)
        watching.retrying(INFO, error, 1, 2.5)
        watching.answered(RESPONSE, 2)

        assert told == [
            RequestFacts(INFO, 1),
            RetryFacts(INFO, error, 1, 2.5),
            ResponseFacts(INFO, 200, 0.0123, 2),
        ]

    def test_none(self, caplog: pytest.LogCaptureFixture):
        """
        Without hooks there is nobody to tell.
        """
        call_all(observer())

        assert not caplog.records

    @pytest.mark.parametrize("name", ["on_request", "on_response", "on_retry"])
    def test_failing(self, name: str, caplog: pytest.LogCaptureFixture):
        """
        A hook that fails is logged with its traceback, and costs nothing.
        """

        def hook(facts: Any) -> None:
            raise LookupError("broken hook")

        with caplog.at_level(logging.ERROR):
            call_all(observer(**{name: hook}))

        (record,) = caplog.records
        assert record.name == "shop"
        assert record.getMessage() == "a hook failed"
        assert "broken hook" in caplog.text
        assert "s3cr3t" not in caplog.text

    def test_interrupted(self):
        """
        What is no failure is not held up: Ctrl+C, cancellation.
        """

        def hook(facts: Any) -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            observer(on_request=hook).sending(INFO, 1)
