"""
What may be said about a request.
"""

from __future__ import annotations

import pickle

import pytest

from clientcore._events import RequestInfo
from clientcore._headers import Headers


def test_request_info():
    """
    A request is called by its method and template.
    """
    info = RequestInfo("GET", "account/{account}", "https://api.example/account/7")

    assert str(info) == "GET account/{account}"


class TestHeaders:
    def test_any_case(self):
        """
        Names are found in any case.
        """
        headers = Headers([("Content-Type", "text/plain")])

        assert headers["CONTENT-type"] == "text/plain"
        assert "content-type" in headers
        assert headers.get("ETag") is None

    def test_repeated(self):
        """
        Repeated names are joined by a comma.
        """
        headers = Headers([("Via", "a"), ("via", "b")])

        assert dict(headers) == {"via": "a, b"}
        assert len(headers) == 1

    def test_missing(self):
        """
        A header that is not there is a `KeyError`.
        """
        with pytest.raises(KeyError):
            Headers()["etag"]

    def test_repr(self):
        """
        The repr has names only.
        """
        headers = Headers([("Set-Cookie", "s3cr3t"), ("ETag", "s3cr3t")])

        assert repr(headers) == "<Headers set-cookie, etag>"

    def test_public(self):
        """
        The public copy lacks cookies and credentials.
        """
        pairs = [("Set-Cookie", "a"), ("Authorization", "b"), ("ETag", "c")]

        assert dict(Headers(pairs).public()) == {"etag": "c"}

    def test_pickle(self):
        """
        Headers are pickled, as part of errors.
        """
        headers = Headers([("ETag", "c")])

        assert pickle.loads(pickle.dumps(headers)) == headers
