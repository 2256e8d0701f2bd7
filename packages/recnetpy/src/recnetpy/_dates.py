"""
The service's dates.
"""

from __future__ import annotations

from datetime import UTC, datetime

# For some weeks of 2023 the gateway sent dates such as 08/29/2023 04:05:06 PM.
_AMERICAN = "%m/%d/%Y %I:%M:%S %p"


def read_date(value: str) -> datetime:
    """
    Read a date in any form that the service has used. UTC is meant.

    Raises:
        ValueError: *value* is in no known form.
    """
    if "/" in value:
        return datetime.strptime(value, _AMERICAN).replace(tzinfo=UTC)
    found = datetime.fromisoformat(value)
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


def date_to_unix(date: str, new: bool = False) -> int:  # noqa: ARG001
    """
    Return the seconds since 1970 of a date, fractions cut off.

    Args:
        date: ISO 8601, or month/day/year with AM or PM; in UTC if it names no
            zone.

        new: Without effect, since both forms are told apart by themselves.

    Raises:
        ValueError: *date* is in no known form.
    """
    return unix(read_date(date))


def unix(moment: datetime) -> int:
    """Return the whole seconds since 1970."""
    return int(moment.timestamp() // 1)
