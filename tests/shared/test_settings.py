"""
What a client can be told.
"""

from __future__ import annotations

from typing import Any

import pytest

from clientcore import Settings, Timeouts
from clientcore._settings import split_options


@pytest.mark.parametrize(
    ("timeout", "expected"),
    [
        (7, Timeouts(5, 7, 7, 30)),
        (None, Timeouts(5, None, None, 30)),
        (Timeouts(1, 2, 3, 4), Timeouts(1, 2, 3, 4)),
    ],
)
def test_timeout(timeout: Any, expected: Timeouts):
    """
    A timeout is seconds, all phases, or no limit.
    """
    assert Settings(timeout=timeout).timeout == expected
    assert Settings().changed(timeout=timeout).timeout == expected


def test_defaults():
    """
    The defaults are as documented.
    """
    settings = Settings()

    assert settings.timeout == Timeouts(5, 30, 30, 30)
    assert (settings.retries, settings.deadline) == (2, 60)
    assert (settings.strict, settings.keep_raw) == (False, True)
    assert settings.max_body == 256 * 1024**2


def test_changed():
    """
    A change makes a copy, and leaves the rest.
    """
    first = Settings(retries=5, strict=True)
    second = first.changed(retries=0)

    assert (first.retries, second.retries) == (5, 0)
    assert second.strict


def test_unknown():
    """
    An option that there is not is a `TypeError`.
    """
    with pytest.raises(TypeError, match="retires"):
        Settings().changed(retires=5)


@pytest.mark.parametrize("retries", [-1, -100])
def test_retries(retries: int):
    """
    Less than no retries is a mistake.
    """
    with pytest.raises(ValueError, match="retries"):
        Settings(retries=retries)


def test_split():
    """
    Options are parted into settings and the rest.
    """
    mine, rest = split_options({"retries": 1, "auth": None, "strict": True})

    assert mine == {"retries": 1, "strict": True}
    assert rest == {"auth": None}
