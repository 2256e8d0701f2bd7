"""
Rules: which faults apply to which requests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fnmatch import fnmatchcase
from itertools import count
from random import Random
from threading import Lock

import attrs
from attrs.validators import and_, deep_iterable, ge, instance_of, le, optional

from ._faults import Fault


def _numbers(calls: Iterable[int]) -> frozenset[int]:
    return frozenset(calls)


def _upper(method: str | None) -> str | None:
    return method.upper() if method else None


@attrs.frozen(kw_only=True)
class Match:
    """
    The requests that a rule applies to.

    Attributes:
        method: An HTTP method, or ``None`` for all.

        path: A pattern for the path, with ``*``, ``?`` and ``[…]``.

        calls:
            Numbers of the matching requests that are affected, counted from 1;
            empty for all of them.

        times: The most requests that are affected, ``None`` for no limit.

        probability: Share of these requests that is affected, from 0 to 1.

        seed: Seed of the random numbers for *probability*.
    """

    method: str | None = attrs.field(default=None, converter=_upper)
    path: str = "*"
    calls: frozenset[int] = attrs.field(
        default=frozenset(),
        converter=_numbers,
        validator=deep_iterable(and_(instance_of(int), ge(1))),
    )
    times: int | None = attrs.field(default=None, validator=optional(ge(1)))
    probability: float = attrs.field(default=1.0, validator=[ge(0), le(1)])
    seed: int = 0


def concerns(match: Match, method: str, path: str) -> bool:
    """
    Return whether *match* is about requests of this method and path.
    """
    return match.method in (None, method) and fnmatchcase(path, match.path)


def strikes(match: Match, *, seen: int, struck: int, draw: float) -> bool:
    """
    Return whether a matching request is affected.

    Args:
        match: Conditions of the rule.

        seen: Number of matching requests, this one included.

        struck: Number of requests that were affected before.

        draw: A random number from 0 up to 1.
    """
    if match.calls and seen not in match.calls:
        return False
    if match.times is not None and struck >= match.times:
        return False
    return draw < match.probability


def draws(seed: int) -> Callable[[], float]:
    """
    Return a function for random numbers from 0 up to 1, by *seed*.
    """
    return Random(seed).random  # noqa: S311  # chance, not secrets


@attrs.define(eq=False)
class Rule:
    """
    A fault, and the requests that it applies to.

    Attributes:
        id: Number of the rule, for the control route.

        fault: What happens to the requests.

        match: The requests that it applies to.

        seen: Number of requests that matched.

        struck: Number of requests that were affected.

        draw: Returns random numbers for the probability.
    """

    id: int
    fault: Fault
    match: Match
    seen: int = 0
    struck: int = 0
    draw: Callable[[], float] = attrs.field(repr=False, kw_only=True)

    def hits(self, method: str, path: str) -> bool:
        """
        Count a request, and return whether it is affected.
        """
        if not concerns(self.match, method, path):
            return False
        self.seen += 1
        hit = strikes(self.match, seen=self.seen, struck=self.struck, draw=self.draw())
        self.struck += hit
        return hit


class Faults:
    """
    The rules of a sandbox, in the order they were added.

    Safe to change from one thread while another serves requests.
    """

    def __init__(self) -> None:
        self._rules: list[Rule] = []
        self._ids = count(1)
        self._lock = Lock()

    def __iter__(self) -> Iterator[Rule]:
        with self._lock:
            return iter(list(self._rules))

    def __len__(self) -> int:
        return len(self._rules)

    def add(
        self,
        fault: Fault,
        *,
        method: str | None = None,
        path: str = "*",
        calls: Iterable[int] = (),
        times: int | None = None,
        probability: float = 1.0,
        seed: int = 0,
        draw: Callable[[], float] | None = None,
    ) -> Rule:
        """
        Add a rule: *fault* affects the requests that meet the conditions.

        Args:
            fault: The fault, for instance ``Status(503)``.

            method: An HTTP method, or ``None`` for all.

            path: A pattern for the path, with ``*``, ``?`` and ``[…]``.

            calls:
                Numbers of the matching requests that are affected, counted from 1;
                empty for all of them.

            times: The most requests that are affected, ``None`` for no limit.

            probability: Share of these requests that is affected, from 0 to 1.

            seed: Seed of the random numbers for *probability*.

            draw: Returns these random numbers instead, from 0 up to 1.

        Returns:
            The rule, which counts the requests that matched and were affected.
        """
        match = Match(
            method=method,
            path=path,
            calls=calls,
            times=times,
            probability=probability,
            seed=seed,
        )
        return self.add_rule(fault, match, draw=draw)

    def add_rule(
        self, fault: Fault, match: Match, *, draw: Callable[[], float] | None = None
    ) -> Rule:
        """
        Add a rule: *fault* affects the requests of *match*.
        """
        with self._lock:
            rule = Rule(next(self._ids), fault, match, draw=draw or draws(match.seed))
            self._rules.append(rule)
        return rule

    def remove(self, id: int) -> bool:
        """
        Remove a rule by its number, and return whether there was one.
        """
        with self._lock:
            kept = [rule for rule in self._rules if rule.id != id]
            found = len(kept) < len(self._rules)
            self._rules = kept
        return found

    def clear(self) -> None:
        """
        Remove all rules.
        """
        with self._lock:
            self._rules = []

    def hitting(self, method: str, path: str) -> list[Fault]:
        """
        Count a request in all rules, and return the faults that affect it.
        """
        with self._lock:
            return [rule.fault for rule in self._rules if rule.hits(method, path)]
