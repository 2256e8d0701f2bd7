"""
The options of a client: defaults, allowed values, and what refuses the others.
"""

from __future__ import annotations

from typing import Any

import attrs
import httpx  # noqa: TID251, its timeouts are accepted
import pytest

from clientcore import Settings, Timeouts, aio, sync
from clientcore._settings import settings


@pytest.mark.parametrize(
    ("timeout", "expected"),
    [
        (7, Timeouts(5, 7, 7, 30)),
        (None, Timeouts(5, None, None, 30)),
        (Timeouts(1, 2, 3, 4), Timeouts(1, 2, 3, 4)),
        (httpx.Timeout(9, connect=2), Timeouts(2, 9, 9, 9)),
    ],
)
def test_timeout(timeout: Any, expected: Timeouts):
    """
    A timeout is seconds, no limit, or all phases, httpx's own class included.
    """
    assert settings({"timeout": timeout}, "Client").timeout == expected


def test_timeout_of_a_copy():
    """
    Seconds for a copy leave the other phases as they were.
    """
    first = settings({"timeout": Timeouts(1, 2, 3, 4)}, "Client")

    assert settings({"timeout": 20}, "Client", first).timeout == Timeouts(1, 20, 20, 4)


def test_defaults():
    """
    The defaults are as documented.
    """
    own = Settings()

    assert own.timeout == Timeouts(5, 30, 30, 30)
    assert (own.retries, own.deadline, own.in_flight) == (2, 60, 10)
    assert (own.strict, own.keep_raw) == (False, True)
    assert own.max_body == 256 * 1024**2


def test_changed():
    """
    A copy has the changes, and the rest unchanged.
    """
    first = settings({"retries": 5, "strict": True}, "Client")
    second = settings({"retries": 0}, "Client", first)

    assert (first.retries, second.retries) == (5, 0)
    assert second.strict


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"retires": 5}, "Toy got an unexpected option 'retires'"),
        ({"cache": {}}, "Toy got an unexpected option 'cache'"),
        ({"retries": "5"}, "Toy: retries must be int, not"),
        ({"retries": True}, "Toy: retries must be int, not"),
        ({"timeout": "5"}, "Toy: the read timeout must be float or None, not"),
        ({"timeout": True}, "Toy: the read timeout must be float or None, not"),
        ({"deadline": "1"}, "Toy: deadline must be float or None, not str"),
        ({"strict": 1}, "Toy: strict must be bool"),
        ({"policy": 3}, "Toy: policy must be Policy, not int"),
        ({"max_body": 1.5}, "Toy: max_body must be int"),
        ({"on_retry": "print"}, "Toy: on_retry must be Callable or None"),
        ({"verify": 3}, "Toy: verify must be SSLContext or PathLike or str or bool"),
        ({"proxy": 8080}, "Toy: proxy must be str"),
        ({"user_agent": None}, "Toy: user_agent must be str"),
    ],
)
def test_wrong_type(options: dict[str, Any], message: str):
    """
    An unknown option or a wrong type is a `TypeError` in the client's own name.
    """
    with pytest.raises(TypeError, match=message):
        settings(options, "Toy")


@pytest.mark.parametrize(
    "options",
    [
        {"retries": -1},
        {"in_flight": 0},
        {"deadline": 0},
        {"deadline": float("nan")},
        {"timeout": -5},
        {"max_body": 0},
    ],
)
def test_out_of_range(options: dict[str, Any]):
    """
    A value out of range is a `ValueError` that names the option.
    """
    (name,) = options

    with pytest.raises(ValueError, match=f"Toy: .*{name}"):
        settings(options, "Toy")


@pytest.mark.parametrize("phase", ["connect", "read", "write", "pool"])
def test_phases(phase: str):
    """
    So are the timeouts of single phases, wherever they come from.
    """
    zero: dict[str, Any] = {phase: 0}
    text: dict[str, Any] = {phase: "1"}

    with pytest.raises(ValueError, match=f"the {phase} timeout must be more than 0"):
        Timeouts(**zero)
    with pytest.raises(TypeError, match=f"the {phase} timeout must be float or None"):
        Timeouts(**text)
    with pytest.raises(ValueError, match=f"Toy: the {phase} timeout"):
        settings({"timeout": httpx.Timeout(5, **{phase: -1})}, "Toy")


@pytest.mark.parametrize("options", [aio, sync], ids=["aio", "sync"])
def test_for_type_checkers(options: Any):
    """
    What type checkers see of the options is what is accepted.
    """
    every = options.ClientOptions.__annotations__
    changed = options.Options.__annotations__

    assert [*every] == [field.name for field in attrs.fields(Settings)]
    for name in every:
        value = {name: getattr(Settings(), name)}
        if name in changed:
            settings(value, "Toy", Settings())
        else:
            with pytest.raises(TypeError, match=f"{name!r} is set when"):
                settings(value, "Toy", Settings())


def test_shared_options():
    """
    A copy cannot change what it shares with its client.
    """
    with pytest.raises(TypeError, match="'in_flight' is set when the client is made"):
        settings({"in_flight": 5}, "Toy", Settings())


def test_repr():
    """
    A proxy's URL may hold a password, so the repr leaves it out.
    """
    assert "s3cr3t" not in repr(Settings(proxy="http://u:s3cr3t@proxy:8080"))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"http_client": object(), "proxy": "http://p"},
            "proxy has no effect with http",
        ),
        ({"http_client": object(), "transport": "aiohttp"}, "transport has no effect"),
        ({"http_client": object(), "verify": False}, "verify has no effect"),
        ({"transport": "aiohttp", "http2": True}, "http2 has no effect with transport"),
        ({"transport": "aiohttp", "wrap_transport": print}, "wrap_transport has no"),
        ({"transport": object(), "verify": False}, "verify has no effect with trans"),
    ],
)
def test_options_without_effect(options: dict[str, Any], message: str) -> None:
    """
    An option that another one makes useless is refused, not ignored.
    """
    with pytest.raises(TypeError, match=f"^Toy: {message}"):
        settings(options, "Toy")
