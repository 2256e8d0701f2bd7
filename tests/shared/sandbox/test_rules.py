"""
Which requests a fault strikes.
"""

from __future__ import annotations

import pytest

from clientcore.sandbox import Faults, Latency, Match, Reset
from clientcore.sandbox._rules import concerns, strikes


def hits(match: Match, number: int) -> list[int]:
    """
    Which of so many equal requests are struck, counted from 1.
    """
    struck: list[int] = []
    for seen in range(1, number + 1):
        if strikes(match, seen=seen, struck=len(struck), draw=0.0):
            struck.append(seen)
    return struck


@pytest.mark.parametrize(
    ("match", "expected"),
    [
        (Match(), True),
        (Match(method="get"), True),
        (Match(method="POST"), False),
        (Match(path="/team/*"), True),
        (Match(path="/team"), False),
        (Match(path="/TEAM/*"), False),
        (Match(path="/team/?"), True),
    ],
)
def test_concerns(match: Match, expected: bool):
    """
    A rule is about the methods in any case and the paths of its pattern.
    """
    assert concerns(match, "GET", "/team/7") is expected


@pytest.mark.parametrize(
    ("match", "expected"),
    [
        (Match(), [1, 2, 3, 4]),
        (Match(calls=[2, 4]), [2, 4]),
        (Match(times=2), [1, 2]),
        (Match(calls=[2, 3, 4], times=2), [2, 3]),
    ],
)
def test_calls_and_times(match: Match, expected: list[int]):
    """
    *calls* picks the n-th requests, *times* bounds how many are struck.
    """
    assert hits(match, 4) == expected


@pytest.mark.parametrize(("draw", "expected"), [(0.29, True), (0.3, False)])
def test_probability(draw: float, expected: bool):
    """
    A request is struck if its draw is below the probability.
    """
    match = Match(probability=0.3)

    assert strikes(match, seen=1, struck=0, draw=draw) is expected


def test_probability_of_none():
    """
    Nothing is struck with probability 0, not even by the smallest draw.
    """
    assert not strikes(Match(probability=0), seen=1, struck=0, draw=0.0)


@pytest.mark.parametrize(
    "wrong",
    [{"probability": 1.1}, {"probability": -1}, {"times": 0}, {"calls": [0]}],
)
def test_refused(wrong: dict[str, object]):
    """
    Conditions that could never hold are refused.
    """
    with pytest.raises(ValueError, match="must be"):
        Match(**wrong)  # type: ignore[arg-type]


def test_same_seed():
    """
    The same seed strikes the same requests, another one others.
    """

    def pattern(seed: int) -> list[bool]:
        faults = Faults()
        faults.add(Reset(), probability=0.5, seed=seed)
        return [bool(faults.hitting("GET", "/")) for _ in range(64)]

    assert pattern(1) == pattern(1)
    assert pattern(1) != pattern(2)


def test_own_draws():
    """
    The draws can be given.
    """
    faults = Faults()
    faults.add(Reset(), probability=0.5, draw=iter([0.9, 0.1]).__next__)

    assert [bool(faults.hitting("GET", "/")) for _ in range(2)] == [False, True]


def test_counts():
    """
    A rule counts what it saw and what it struck, and nothing else.
    """
    faults = Faults()
    rule = faults.add(Reset(), path="/a", times=1)
    for path in ["/a", "/b", "/a"]:
        faults.hitting("GET", path)

    assert (rule.seen, rule.struck) == (2, 1)


def test_several():
    """
    All rules that hit apply, in the order they were added.
    """
    faults = Faults()
    faults.add(Latency(1))
    faults.add(Reset())

    assert faults.hitting("GET", "/") == [Latency(1), Reset()]


def test_remove():
    """
    A rule is removed by its number, once.
    """
    faults = Faults()
    rule = faults.add(Reset())
    other = faults.add(Reset())

    assert faults.remove(rule.id)
    assert not faults.remove(rule.id)
    assert list(faults) == [other]


def test_clear():
    """
    Clearing leaves no rule.
    """
    faults = Faults()
    faults.add(Reset())
    faults.clear()

    assert len(faults) == 0
    assert faults.hitting("GET", "/") == []
