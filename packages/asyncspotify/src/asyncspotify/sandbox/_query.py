"""
What stands in a query.
"""

from __future__ import annotations

import attrs
from starlette.datastructures import QueryParams

from ._catalogue import MARKETS
from ._problems import bad_request
from ._tiers import Limit

_LONGEST_SEARCH = 250


@attrs.frozen
class Query:
    """
    The parameters of a request, read as the service reads them.
    """

    params: QueryParams

    def text(self, name: str) -> str | None:
        """
        A word, or ``None`` if there is none.
        """
        return self.params.get(name) or None

    def required(self, name: str) -> str:
        """
        A word that has to be there.
        """
        if text := self.text(name):
            return text
        raise bad_request(f"Missing required field: {name}")

    def number(
        self, name: str, default: int | None, low: int = 0, high: int | None = None
    ) -> int | None:
        """
        A whole number between two bounds.
        """
        if (text := self.text(name)) is None:
            return default
        try:
            number = int(text)
        except ValueError:
            raise bad_request(f"Invalid {name}") from None
        if number < low or (high is not None and number > high):
            raise bad_request(f"Invalid {name}")
        return number

    def needed(self, name: str, low: int = 0, high: int | None = None) -> int:
        """
        A whole number that has to be there.
        """
        number = self.number(name, None, low, high)
        if number is None:
            raise bad_request(f"Missing required field: {name}")
        return number

    def limit(self, limit: Limit) -> int:
        """
        How many items are wanted.
        """
        return self.number("limit", limit.default, 1, limit.most) or limit.default

    def offset(self, most: int | None = None) -> int:
        """
        From which item on.
        """
        return self.number("offset", 0, 0, most) or 0

    def search_text(self) -> str:
        """
        The text to search for.
        """
        text = self.required("q") if "q" in self.params else self.required("query")
        if len(text) > _LONGEST_SEARCH:
            raise bad_request(
                f"Query exceeds maximum length of {_LONGEST_SEARCH} characters"
            )
        return text

    def words(self, name: str, most: int) -> list[str]:
        """
        Words with commas between them.
        """
        words = [word for word in self.required(name).split(",") if word]
        if len(words) > most:
            raise bad_request(f"Too many {name} requested")
        return words

    def market(self, own: str | None) -> str | None:
        """
        The country that is asked about.

        Args:
            own: The country of the caller, for the word ``from_token``.
        """
        market = self.text("market") or self.text("country")
        if market is None or market == "from_token":
            return own if market else None
        if market not in MARKETS:
            raise bad_request("Invalid market code")
        return market
