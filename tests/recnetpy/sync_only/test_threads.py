"""
Objects that threads share.
"""

from __future__ import annotations

import threading
from typing import Any

from recnetpy.sandbox import Sandbox
from recnetpy.sync import Account


def test_threads_that_fetch_different_things():
    """
    Nothing that one thread has fetched is lost because another one fetches, too.
    """
    sandbox = Sandbox()
    with sandbox.sync_client("hosts") as client:
        for _ in range(10):
            account = Account(client, 1001, {"accountId": 1001})
            results: dict[str, Any] = {}

            def fetch(name: str, account: Any = account, into: Any = results) -> None:
                into[name] = getattr(account, f"get_{name}")()

            names = ["bio", "level", "subscriber_count", "is_influencer", "images"] * 20
            threads = [threading.Thread(target=fetch, args=(name,)) for name in names]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()

            assert account.bio == results["bio"] == "I test things.\r\nEvery `day`."
            assert account.level is results["level"] is not None
            assert account.subscriber_count == results["subscriber_count"] == 17
            assert account.is_influencer is results["is_influencer"] is False
            assert account.images == results["images"]
