"""
What ends a gateway.
"""

from __future__ import annotations

from typing import Any

import pytest

from backtracked._gateway.reconnect import Backoff, Ended
from clientcore import AuthError, Closed, Error

from .counting import Numbers, count, entered, fails


class TestFatal:
    @pytest.mark.parametrize(
        ("play", "cls"),
        [
            (401, AuthError),
            (403, AuthError),
            (404, Closed),
            (302, Closed),
        ],
    )
    async def test_final_end(self, serve: Any, play: Any, cls: type[Exception]):
        """
        An end that no new attempt can change is raised where events are taken.
        """
        server = serve(play)

        async with entered(Numbers(server.url)) as gateway:
            error = await fails(gateway, cls)

        assert type(error) is cls
        assert len(server.requests) == 1

    async def test_raised_everywhere(self, serve: Any):
        """
        Sending, waiting and iterating all say why the gateway ended.
        """
        server = serve(401)

        async with entered(Numbers(server.url)) as gateway:
            with pytest.raises(AuthError):
                await gateway.wait_open()
            with pytest.raises(AuthError):
                await gateway.send("x")
            with pytest.raises(AuthError):
                await gateway.run(print)

    async def test_events_come_first(self, serve: Any):
        """
        What was received before a fatal end is delivered before the error.
        """
        server = serve(count(5, then=1008))
        seen: list[int] = []

        async with entered(Numbers(server.url), backoff=Backoff(attempts=1)) as gateway:
            with pytest.raises(Closed, match="because"):
                await gateway.run(seen.append)

        assert seen == [1, 2, 3, 4, 5]

    async def test_protocol_decides(self, serve: Any):
        """
        The service's rules and errors go before the general ones.
        """

        class Banned(Error):
            pass

        class Strict(Numbers):
            def should_reconnect(self, ended: Ended) -> bool:
                return ended.code != 4004 and super().should_reconnect(ended)

            def error(self, ended: Ended) -> Exception:
                return Banned(f"code {ended.code}")

        server = serve(count(1, then=4001), count(1, then=4004))
        async with entered(Strict(server.url)) as gateway:
            error = await fails(gateway, Banned)

        assert str(error) == "code 4004"
        assert len(server.requests) == 2

    @pytest.mark.parametrize("where", ["target", "handshake", "should_reconnect"])
    async def test_bug_in_the_protocol(self, serve: Any, where: str):
        """
        A protocol's own exception ends the gateway, and comes out unwrapped.
        """
        server = serve(count(1, then=1001))

        def broken(*_: object, **__: object) -> None:
            raise LookupError("a bug")

        protocol = Numbers(server.url)
        setattr(protocol, where, broken)

        async with entered(protocol) as gateway:
            await fails(gateway, LookupError)

    async def test_redirect_is_not_followed(self, serve: Any):
        """
        A redirect is not followed: it is an error.
        """
        server = serve(302, count(1))

        async with entered(Numbers(server.url)) as gateway:
            await fails(gateway, Closed)

        assert len(server.requests) == 1
