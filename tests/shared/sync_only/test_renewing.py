"""
A token that many threads renew at the same time.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from clientcore import GET, App, Token
from clientcore.sync import ClientCredentials

from ..servers import Server, answer, routes
from ..sync.toy import Toy

Serve = Callable[..., Server]
THREADS = 100


class Full:
    """
    A store that cannot save.
    """

    def load(self) -> Token | None:
        return None

    def save(self, token: Token) -> None:
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize("store", [None, Full()], ids=["memory", "full"])
def test_threads(serve: Serve, store: Full | None) -> None:
    """
    A hundred threads renew once, also if the token cannot be stored.
    """
    token = answer(body={"access_token": "new", "expires_in": 3600})
    server = serve(routes({"/token": token, "/things": answer()}))
    auth = ClientCredentials(App(f"{server.url}/token", "app"), store=store)

    with Toy(server.url, auth=auth) as client, ThreadPoolExecutor(THREADS) as threads:
        responses = list(threads.map(client.request, [GET("things")] * THREADS))

    assert len(responses) == THREADS
    assert [one.path for one in server.requests].count("/token") == 1
