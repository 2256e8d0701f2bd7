"""
To which addresses browsers are sent back.
"""

from __future__ import annotations

import pytest

from asyncspotify.sandbox._redirects import is_allowed, is_secure


@pytest.mark.parametrize(
    "uri",
    [
        "https://app.example/callback",
        "http://127.0.0.1/",
        "http://127.0.0.1:8080/callback",
        "http://[::1]:8080/callback",
        "myapp://signed-in",
    ],
)
def test_secure(uri: str):
    """
    Encrypted ones can be registered, those on loopback, and an app's own.
    """
    assert is_secure(uri)


@pytest.mark.parametrize(
    "uri",
    [
        "http://localhost/",
        "http://localhost:8080/callback",
        "http://127.0.0.2/",
        "http://app.example/",
        "http://127.0.0.1:99999/",
        "/callback",
        "",
    ],
)
def test_insecure(uri: str):
    """
    The name of loopback cannot, nor plain addresses elsewhere.
    """
    assert not is_secure(uri)


@pytest.mark.parametrize(
    ("uri", "registered", "allowed"),
    [
        ("https://a.example/x", "https://a.example/x", True),
        ("https://a.example/x/", "https://a.example/x", False),
        ("https://a.example:1/x", "https://a.example/x", False),
        ("http://127.0.0.1:5/x", "http://127.0.0.1/x", True),
        ("http://127.0.0.1:5/y", "http://127.0.0.1/x", False),
        ("http://[::1]:5/x", "http://[::1]/x", True),
        ("http://[::1]:5/x", "http://127.0.0.1/x", False),
        ("http://127.0.0.1:5/x", "http://127.0.0.1:6/x", False),
        ("http://127.0.0.1/x", "http://127.0.0.1:6/x", False),
        ("http://localhost:5/x", "http://localhost:5/x", False),
    ],
)
def test_allowed(uri: str, registered: str, allowed: bool):
    """
    It has to be the very same, but for the port of loopback.
    """
    assert is_allowed(uri, [registered]) is allowed
