# Generated from _async/managers/accounts.py by `nox -s twins`: do not edit.
"""
Accounts, and the people behind ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

from ..._endpoints import (
    ACCOUNT,
    ACCOUNT_BY_NAME,
    ACCOUNT_SEARCH,
    ACCOUNTS,
    BIO,
    INFLUENCER,
    LEVELS,
    SUBSCRIBERS,
    SUBSCRIPTION,
    TOP_CREATORS,
)
from ..._ids import (
    id_of,
    ids_of,
    is_there,
    names_of,
    possible_ids,
    several,
)
from ..._values import Progression, Subscription
from ..models.account import Account
from .base import BulkManager


class AccountManager(BulkManager[Account]):
    """
    Gets accounts.
    """

    dataclass = Account

    def get(self, name: str) -> Account | None:
        """
        Get one by its username.

        Args:
            name: The username; an ``@`` before it does no harm.

        Returns:
            The account, or ``None`` if there is none.
        """
        for username in names_of([name], "@"):
            return self._found(ACCOUNT_BY_NAME, {"username": username})
        return None

    def fetch(self, id: int) -> Account | None:
        """See `BaseManager.fetch`."""
        return self._by_id(ACCOUNT, id)

    def get_many(self, names: Iterable[str]) -> list[Account]:
        """
        Get many by their usernames.

        Args:
            names: The usernames; each is asked for once.

        Returns:
            Those that exist, in the service's order.
        """
        return self._bulk(ACCOUNTS, "name", names_of(names, "@"))

    def fetch_many(self, ids: Iterable[int]) -> list[Account]:
        """See `BulkManager.fetch_many`."""
        return self._bulk(ACCOUNTS, "id", possible_ids(ids))

    def search(self, query: str, *, visible: bool = False) -> list[Account]:
        """
        Search usernames and display names.

        Args:
            query: What to look for.

            visible: Whether to ask for those that were found once more, by their ids,
                and to leave out what is hidden elsewhere. Takes two requests.

        Raises:
            BadRequest: The service does not like the query.
        """
        found = self._list(ACCOUNT_SEARCH, {"name": str(query)})
        return self.fetch_many(found) if visible else found  # type: ignore[arg-type]

    # --- What belongs to an account -------------------------------------------

    def bio(self, account: int | Account) -> str | None:
        """
        Get the bio of a player, or ``None`` for nothing.

        Args:
            account: The account, or its ID.
        """
        answer = self._value(BIO, dict, id=id_of(account))
        found = (answer or {}).get("bio")
        return found if isinstance(found, str) else None

    def level(self, account: int | Account) -> Progression | None:
        """
        Get the level of a player, or ``None`` if the service knows nothing.

        Args:
            account: The account, or its ID.
        """
        player = id_of(account)
        return self.levels([player]).get(player)

    def levels(self, accounts: Iterable[int | Account]) -> dict[int, Progression]:
        """
        Get how far many have come.

        Args:
            accounts: The accounts, or their IDs.

        Returns:
            Their levels, by their ids.
        """
        found = self._rows(LEVELS, "id", ids_of(accounts), Progression)
        return {each.player_id: each for each in found}

    def is_influencer(self, account: int | Account) -> bool | None:
        """
        Get whether a player is in the influencer program.

        Args:
            account: The account, or its ID.

        Returns:
            Whether, or ``None`` if they do not exist.
        """
        return self._value(INFLUENCER, bool, {"accountId": id_of(account)})

    def subscriber_count(self, account: int | Account) -> int | None:
        """
        Get how many subscribe to a player.

        Args:
            account: The account, or its ID.

        Returns:
            The number, or ``None`` if they do not exist.
        """
        return self._value(SUBSCRIBERS, int, id=id_of(account))

    def subscription(self, account: int | Account) -> Subscription | None:
        """
        Get how many subscribe to a player, and their club.

        Args:
            account: The account, or its ID.

        Returns:
            That, or ``None`` if they do not exist.
        """
        return self._value(SUBSCRIPTION, Subscription, id=id_of(account))

    def top_creators(self, take: int = 16, skip: int = 0) -> list[Subscription]:
        """
        Get those with the most subscribers.

        Args:
            take: Most items to return.

            skip: Items to leave out at the start.
        """
        return self._records(TOP_CREATORS, Subscription, {"take": take, "skip": skip})

    # --- The people behind ids ------------------------------------------------

    def by_id(self, ids: Iterable[int]) -> dict[int, Account]:
        """
        Get people by their ids, as a dict.

        Args:
            ids: Their ids; those that are 0 or below are left out.
        """
        found = self.fetch_many(filter(is_there, several(ids)))
        return {account.id: account for account in found}

    def in_order(self, ids: Iterable[int]) -> list[Account]:
        """
        Get people by their ids, in the order of those; who is gone is left out.

        Args:
            ids: IDs of the objects.
        """
        wanted = list(several(ids))
        people = self.by_id(wanted)
        return [people[one] for one in wanted if one in people]

    def attach(
        self,
        things: Iterable[Any],
        links: Mapping[str, str],
        *,
        known: dict[int, Account] | None = None,
        force: bool = False,
    ) -> dict[int, Account]:
        """
        Set the people behind the ids of many objects, all with one question.

        One person is one object, wherever they occur. Who is gone is ``None``; or
        left out, where there are lists of ids.

        Args:
            things: Images, comments, roles: anything that has ids.

            links: The attribute to set, and that with the id or the ids: ``player``
                and ``player_id``, say.

            known: People who need not be asked for. Those who are, are added.

            force: Whether to set attributes that are set already.

        Returns:
            All people that were set, and those who were known.
        """
        places = [
            (thing, attribute, getattr(thing, source))
            for thing in things
            for attribute, source in links.items()
            if force or not thing._is_set(attribute)
        ]
        people = {} if known is None else known
        # Each once, before anything is done with them: they are often the same.
        several = (ids if type(ids) is list else (ids,) for _, _, ids in places)
        wanted = dict.fromkeys(chain.from_iterable(several))
        people |= self.by_id(one for one in wanted if one not in people)
        for thing, attribute, ids in places:
            if type(ids) is list:
                found: Any = [people[one] for one in ids if one in people]
            else:
                found = people.get(ids)
            setattr(thing, attribute, found)
        return people
