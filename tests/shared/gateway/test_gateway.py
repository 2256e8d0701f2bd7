"""
A WebSocket that stays connected, against real servers on loopback.
"""

from __future__ import annotations

import random
import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from typing import Any

import anyio
import pytest
from websockets.sync.server import ServerConnection

from clientcore._errors import AuthError, Closed, ConnectionFailed, Error
from clientcore.gateway import (
    Backoff,
    Ended,
    Frame,
    Gateway,
    GatewayProtocol,
    Link,
    Next,
    Reconnect,
    Session,
    State,
    Target,
    Why,
)


class Numbers(GatewayProtocol[int]):
    """
    A service that counts: a session is the number that came last.
    """

    def __init__(self, url: str, *, greets: bool = True) -> None:
        self.url = url
        self.greets = greets
        self.last = 0
        self.resumes: list[bool] = []
        self.link: Link | None = None

    async def target(self, *, resume: bool) -> Target:
        self.resumes.append(resume)
        return Target(f"{self.url}/numbers?attempt={len(self.resumes)}")

    async def handshake(self, link: Link, *, resume: bool) -> Session:
        self.link = link
        if not self.greets:
            return Session()
        if not resume:
            self.last = 0
        await link.send(f"from {self.last}")
        if await link.receive() == "unknown":
            raise Reconnect("the session is unknown", resume=False)
        return Session(resumed=resume)

    def decode(self, frame: Frame) -> Iterable[int]:
        if frame == "bye":
            raise Reconnect("the server said bye")
        if frame == "hello?":
            assert self.link is not None
            self.link.reply("hello!")
            return ()
        numbers = [int(each) for each in frame.split()]
        self.last = numbers[-1]
        return numbers


def drain(connection: ServerConnection) -> None:
    """Read until the other side goes."""
    for _ in connection:
        pass


def count(upto: int, *, then: int | None = None) -> Callable[[ServerConnection], None]:
    """Welcome the client and count on; then close with a code, or stay."""

    def play(connection: ServerConnection) -> None:
        start = int(str(connection.recv()).removeprefix("from "))
        connection.send("welcome")
        for number in range(start + 1, upto + 1):
            connection.send(str(number))
        if then is None:
            drain(connection)
        else:
            connection.close(then, "because")

    return play


def say(*frames: Frame) -> Callable[[ServerConnection], None]:
    """Welcome the client, send *frames*, and stay."""

    def play(connection: ServerConnection) -> None:
        connection.recv()
        connection.send("welcome")
        for frame in frames:
            connection.send(frame)
        drain(connection)

    return play


def close(code: int) -> Callable[[ServerConnection], None]:
    """Close instead of welcoming."""

    def play(connection: ServerConnection) -> None:
        connection.close(code)

    play.__name__ = f"close-{code}"
    return play


@asynccontextmanager
async def entered(
    protocol: GatewayProtocol[int], **options: Any
) -> AsyncIterator[Gateway[int]]:
    """Enter a gateway that waits for nothing, and for that at most 20 seconds."""
    options.setdefault("random", lambda: 0.0)
    with anyio.fail_after(20):
        async with Gateway(protocol, **options) as gateway:
            yield gateway


async def take(gateway: Gateway[int], number: int) -> list[int]:
    """Take so many events."""
    return [await anext(gateway) for _ in range(number)]


async def fails(gateway: Gateway[int], cls: type[Exception]) -> Exception:
    """Iterate until it fails."""
    with pytest.raises(cls) as caught:
        async for _ in gateway:
            pass
    assert gateway.state is State.CLOSED
    return caught.value


class TestEvents:
    async def test_iterates(self, serve: Any):
        """
        Events come in order, several of one frame too.
        """
        server = serve(say("1", "2 3", "4"))

        async with entered(Numbers(server.url)) as gateway:
            assert await take(gateway, 4) == [1, 2, 3, 4]
            assert gateway.state is State.OPEN

        assert gateway.state is State.CLOSED

    @pytest.mark.parametrize("is_async", [False, True])
    async def test_runs_a_handler(self, serve: Any, is_async: bool):
        """
        A handler may be a plain or a coroutine function.
        """
        server = serve(say("1 2 3"))
        seen: list[int] = []

        def plain(number: int) -> None:
            seen.append(number)
            if number == 3:
                raise LookupError("three")

        async def coroutine(number: int) -> None:
            await anyio.lowlevel.checkpoint()
            plain(number)

        async with entered(Numbers(server.url)) as gateway:
            with pytest.raises(LookupError, match="three"):
                await gateway.run(coroutine if is_async else plain)

            assert gateway.state is State.OPEN

        assert seen == [1, 2, 3]

    async def test_run_ends_with_the_gateway(self, serve: Any):
        """
        ``run`` returns when a handler closes the gateway.
        """
        server = serve(say("1 2 3"))
        seen: list[int] = []

        async with entered(Numbers(server.url)) as gateway:

            async def close_at_two(number: int) -> None:
                seen.append(number)
                if number == 2:
                    await gateway.aclose()

            await gateway.run(close_at_two)

        assert seen == [1, 2, 3]

    async def test_two_consumers_share(self, serve: Any):
        """
        Two tasks that iterate get each event once between them.
        """
        server = serve(count(100))
        seen: list[int] = []

        async with entered(Numbers(server.url)) as gateway:

            async def consume() -> None:
                async for number in gateway:
                    seen.append(number)
                    await anyio.lowlevel.checkpoint()
                    if len(seen) == 100:
                        await gateway.aclose()

            async with anyio.create_task_group() as tasks:
                tasks.start_soon(consume)
                tasks.start_soon(consume)

        assert sorted(seen) == list(range(1, 101))

    async def test_replies(self, serve: Any):
        """
        What ``decode`` wants to answer is sent right after it.
        """
        heard: list[Frame] = []

        def ask(connection: ServerConnection) -> None:
            connection.send("hello?")
            heard.append(connection.recv())
            connection.send("1")
            drain(connection)

        server = serve(ask)
        async with entered(Numbers(server.url, greets=False)) as gateway:
            await take(gateway, 1)

        assert heard == ["hello!"]

    async def test_sends(self, serve: Any):
        """
        Text and binary frames are sent as what they are; nothing else is.
        """

        def echo(connection: ServerConnection) -> None:
            for frame in connection:
                connection.send("1" if isinstance(frame, bytes) else "2")

        server = serve(echo)
        async with entered(Numbers(server.url, greets=False)) as gateway:
            await gateway.wait_open()
            await gateway.send(b"x")
            await gateway.send("x")
            with pytest.raises(TypeError, match="not dict"):
                await gateway.send({"a": 1})  # type: ignore[arg-type]

            assert await take(gateway, 2) == [1, 2]

    @pytest.mark.parametrize("garbage", ["x", "1 x", b"\xff", ""])
    async def test_bad_frame(self, serve: Any, garbage: Frame, caplog: Any):
        """
        A frame that can't be read is reported, and the next one is read.
        """
        server = serve(say("1", garbage, "2"))
        reported: list[tuple[Frame, Exception]] = []

        async with entered(
            Numbers(server.url), on_raw=lambda *facts: reported.append(facts)
        ) as gateway:
            assert await take(gateway, 2) == [1, 2]

        ((frame, error),) = reported
        assert frame == garbage
        assert isinstance(error, (ValueError, IndexError))
        assert "could not be read" in caplog.text

    async def test_bad_frame_after_good_events(self, serve: Any):
        """
        Events that a generator gave before it failed are delivered.
        """

        class Generating(Numbers):
            def decode(self, frame: Frame) -> Iterable[int]:
                for each in frame.split():
                    yield int(each)

        server = serve(say("1 2 x", "3"))
        async with entered(Generating(server.url)) as gateway:
            assert await take(gateway, 3) == [1, 2, 3]

    async def test_backpressure(self, serve: Any):
        """
        A slow consumer stops the sender, and loses nothing.
        """
        size, total = 1000, 20_000
        sent = 0
        stuck = threading.Event()

        def flood(connection: ServerConnection) -> None:
            nonlocal sent
            connection.socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 65536)
            for sent in range(1, total + 1):
                connection.send(f"{sent:{size}}")
            drain(connection)

        server = serve(flood)
        decoded = 0

        class Watched(Numbers):
            def decode(self, frame: Frame) -> Iterable[int]:
                nonlocal decoded
                decoded += 1
                return super().decode(frame)

        async with entered(Watched(server.url, greets=False), queue=10) as gateway:
            await take(gateway, 1)
            # Until the server has filled every buffer on the way and stands.
            before = -1
            while before != sent:
                before = sent
                await anyio.to_thread.run_sync(stuck.wait, 0.3)
            standing, read = sent, decoded
            rest = await take(gateway, total - 1)

        assert read <= 12
        assert standing < total
        assert rest == list(range(2, total + 1))


class TestReconnecting:
    @pytest.mark.parametrize("code", [1000, 1001, 1012])
    async def test_resumes(self, serve: Any, code: int):
        """
        After a close that passes, the session goes on where it stopped.
        """
        server = serve(count(3, then=code), count(6))
        protocol = Numbers(server.url)
        connects: list[bool] = []
        ends: list[Ended] = []

        async with entered(
            protocol, on_connect=connects.append, on_disconnect=ends.append
        ) as gateway:
            assert await take(gateway, 6) == [1, 2, 3, 4, 5, 6]

        assert protocol.resumes == [False, True]
        assert connects == [False, True]
        assert ends == [
            Ended(Why.CLOSED, code=code, reason="because", opened=True),
            Ended(Why.LEFT, resuming=True, opened=True),
        ]

    async def test_fresh_session(self, serve: Any):
        """
        After a close that costs the session, a new one starts.
        """
        server = serve(count(2, then=4006), count(2))
        protocol = Numbers(server.url)

        async with entered(protocol) as gateway:
            assert await take(gateway, 4) == [1, 2, 1, 2]

        assert protocol.resumes == [False, False]

    async def test_refused_resume(self, serve: Any):
        """
        A resume that the service refuses is followed by a fresh session.
        """

        def refuse(connection: ServerConnection) -> None:
            connection.recv()
            connection.send("unknown")
            drain(connection)

        server = serve(count(2, then=1001), refuse, count(1))
        protocol = Numbers(server.url)

        async with entered(protocol) as gateway:
            assert await take(gateway, 3) == [1, 2, 1]

        assert protocol.resumes == [False, True, False]

    @pytest.mark.parametrize("refusal", [410, close(1000), close(1008)])
    async def test_resume_refused_by_the_socket(self, serve: Any, refusal: Any):
        """
        So is one that is refused by a status or a close frame.
        """
        server = serve(count(2, then=1001), refusal, count(1))
        protocol = Numbers(server.url)

        async with entered(protocol) as gateway:
            assert await take(gateway, 3) == [1, 2, 1]

        assert protocol.resumes == [False, True, False]

    async def test_reset(self, serve_raw: Any, upgrade: Any, reset: Any):
        """
        A connection that breaks without a word is taken up again.
        """

        def broken(connection: socket.socket) -> None:
            upgrade(connection)
            connection.sendall(b"\x81\x011")
            connection.recv(1)
            reset(connection)

        server = serve_raw(broken)
        protocol = Numbers(server.url, greets=False)
        ends: list[Ended] = []

        async with entered(protocol, on_disconnect=ends.append) as gateway:
            for _ in range(3):
                assert await take(gateway, 1) == [1]
                await gateway.send("cut")

        assert [ended.why for ended in ends[:2]] == [Why.LOST, Why.LOST]
        assert protocol.resumes[:3] == [False, True, True]

    async def test_protocol_asks_for_it(self, serve: Any):
        """
        A frame may tell to come back; the session is not given up by it.
        """
        codes: list[int | None] = []

        def say_bye(connection: ServerConnection) -> None:
            try:
                say("1", "bye")(connection)
            finally:
                codes.append(connection.close_code)

        server = serve(say_bye, count(2))
        protocol = Numbers(server.url)

        async with entered(protocol) as gateway:
            assert await take(gateway, 2) == [1, 2]

        server.__exit__()
        assert protocol.resumes == [False, True]
        assert codes == [4000]

    async def test_server_comes_up_late(self, serve: Any):
        """
        503 on the handshake is asked again, for as long as it takes.
        """
        server = serve(503, 502, 429, count(1))
        waits: list[float] = []

        async def sleep(seconds: float) -> None:
            waits.append(seconds)

        async with entered(Numbers(server.url), sleep=sleep, ping=None) as gateway:
            assert await take(gateway, 1) == [1]

        assert waits == [0, 0, 7]

    async def test_nobody_listens(self):
        """
        A port without a server fails the given number of attempts, and then for good.
        """
        with socket.create_server(("127.0.0.1", 0)) as unused:
            url = f"ws://127.0.0.1:{unused.getsockname()[1]}"
        protocol = Numbers(url)

        async with entered(protocol, backoff=Backoff(attempts=3)) as gateway:
            error = await fails(gateway, ConnectionFailed)

        assert len(protocol.resumes) == 3
        assert isinstance(error.__cause__, OSError)

    async def test_oversized_frame(self, serve: Any):
        """
        A frame over the limit is not taken, and costs the session.
        """
        server = serve(say("1", "2" * 5000), say("3"))
        protocol = Numbers(server.url)
        ends: list[Ended] = []

        async with entered(
            protocol, max_size=1000, on_disconnect=ends.append
        ) as gateway:
            assert await take(gateway, 2) == [1, 3]

        assert ends[0].why is Why.OVERSIZED
        assert protocol.resumes == [False, False]

    @pytest.mark.parametrize("garbage", [b"\x81\x02\xff\xff", b"\xff\xff\xff\xff"])
    async def test_broken_protocol(self, serve_raw: Any, upgrade: Any, garbage: bytes):
        """
        Invalid UTF-8 or framing costs the session, not the gateway.
        """

        def garble(connection: socket.socket) -> None:
            upgrade(connection)
            connection.sendall(b"\x81\x011" + garbage)
            connection.recv(1024)
            connection.close()

        server = serve_raw(garble)
        protocol = Numbers(server.url, greets=False)
        ends: list[Ended] = []

        async with entered(
            protocol, on_disconnect=ends.append, close_timeout=0.1
        ) as gateway:
            assert await take(gateway, 2) == [1, 1]

        assert ends[0].why is Why.GARBLED
        assert protocol.resumes[:2] == [False, False]

    async def test_hangs_up_unanswered(self, serve_raw: Any):
        """
        A server that hangs up before it answers is asked again.
        """
        server = serve_raw(lambda connection: connection.close())
        protocol = Numbers(server.url)

        async with entered(protocol, backoff=Backoff(attempts=4)) as gateway:
            await fails(gateway, ConnectionFailed)

        assert len(protocol.resumes) == 4

    async def test_open_timeout(self, serve_raw: Any):
        """
        A server that never answers is given up in time.
        """
        server = serve_raw(lambda connection: connection.recv(65536))

        async with entered(
            Numbers(server.url), open_timeout=0.1, backoff=Backoff(attempts=2)
        ) as gateway:
            await fails(gateway, ConnectionFailed)

    async def test_handshake_timeout(self, serve: Any):
        """
        So is one that never welcomes, and a resumed session with it.
        """
        server = serve(count(1, then=1001), drain, count(1))
        protocol = Numbers(server.url)

        async with entered(protocol, open_timeout=0.3) as gateway:
            assert await take(gateway, 2) == [1, 1]

        assert protocol.resumes == [False, True, False]

    async def test_token_fetch_fails_for_a_while(self, serve: Any):
        """
        A token that can't be fetched now is fetched later.
        """
        server = serve(count(1))

        class Offline(Numbers):
            async def target(self, *, resume: bool) -> Target:
                target = await super().target(resume=resume)
                if len(self.resumes) < 3:
                    raise ConnectionFailed("no network")
                return target

        protocol = Offline(server.url)
        async with entered(protocol) as gateway:
            assert await take(gateway, 1) == [1]

        assert len(protocol.resumes) == 3

    async def test_new_target_each_time(self, serve: Any):
        """
        Address and headers are asked anew for each attempt.
        """
        server = serve(count(1, then=1001), 503, count(2))

        async with entered(Numbers(server.url)) as gateway:
            await take(gateway, 2)

        paths = [request.path for request in server.requests]
        assert paths == [f"/numbers?attempt={number}" for number in (1, 2, 3)]

    async def test_200_kills(self, serve: Any):
        """
        Over 200 kills, each event is delivered once, and every acknowledged one is.
        """
        chance = random.Random(7)
        kills, total = 200, 6000
        acknowledged: list[int] = []
        made = 0

        def flaky(connection: ServerConnection) -> None:
            nonlocal made
            made += 1
            start = int(str(connection.recv()).removeprefix("from "))
            connection.send("welcome")
            upto = start + chance.randrange(40) if made <= kills else total
            for number in range(start + 1, min(upto, total) + 1):
                if chance.random() < 0.9:
                    connection.send(str(number))
                    continue
                connection.send(f"{number} please")
                acknowledged.append(int(connection.recv(timeout=10)))
            if made > kills:
                drain(connection)
            elif made % 3 == 0:
                connection.close(1012)
            elif made % 3 == 1:
                connection.socket.shutdown(socket.SHUT_RDWR)

        class Acknowledging(Numbers):
            def decode(self, frame: Frame) -> Iterable[int]:
                number, _, please = str(frame).partition(" ")
                if please and self.link is not None:
                    self.link.reply(number)
                return super().decode(number)

        server = serve(flaky)
        protocol = Acknowledging(server.url)
        with anyio.fail_after(60):
            async with Gateway(protocol, random=lambda: 0.0) as gateway:
                taken = await take(gateway, total)

        assert taken == list(range(1, total + 1))
        assert acknowledged
        assert set(acknowledged) <= set(taken)
        assert len(protocol.resumes) > kills


class TestFatal:
    @pytest.mark.parametrize(
        ("play", "cls"),
        [
            (401, AuthError),
            (403, AuthError),
            (404, Closed),
            (302, Closed),
            (close(1008), Closed),
            (close(3000), AuthError),
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

        async with entered(Numbers(server.url)) as gateway:
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
            def after(self, ended: Ended) -> Next:
                return Next.STOP if ended.code == 4004 else super().after(ended)

            def error(self, ended: Ended) -> Exception:
                return Banned(f"code {ended.code}")

        server = serve(count(1, then=4001), count(1, then=4004))
        async with entered(Strict(server.url)) as gateway:
            error = await fails(gateway, Banned)

        assert str(error) == "code 4004"
        assert len(server.requests) == 2

    @pytest.mark.parametrize("where", ["target", "handshake", "after"])
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
        A redirect would take the headers along, so it is an error.
        """
        server = serve(302, count(1))

        async with entered(Numbers(server.url)) as gateway:
            await fails(gateway, Closed)

        assert len(server.requests) == 1


class TestLife:
    async def test_closing_as_the_connection_ends(self, serve_raw: Any, upgrade: Any):
        """
        A connection that ends while the gateway is being closed is the last one.
        """

        def speak(connection: socket.socket) -> None:
            upgrade(connection)
            # A bad frame, and the end, in one piece: no wait lies in between.
            connection.sendall(b"\x81\x01x\x81\x03bye")
            connection.recv(1024)
            connection.close()

        server = serve_raw(speak)

        async def stop(*_: object) -> None:
            await gateway.aclose()

        protocol = Numbers(server.url, greets=False)
        gateway = Gateway(protocol, on_raw=stop, ping=None, random=lambda: 0.0)
        with anyio.fail_after(10):
            async with gateway:
                assert [number async for number in gateway] == []

        assert protocol.resumes == [False]

    async def test_send_while_disconnected(self, serve: Any):
        """
        Nothing is queued for a connection that does not exist.
        """
        server = serve(503)

        async with entered(Numbers(server.url)) as gateway:
            with pytest.raises(Closed, match="connecting"):
                await gateway.send("x")

    async def test_on_connect_may_send(self, serve: Any):
        """
        What every session needs is sent before its first frame is read.
        """
        heard: list[Frame] = []

        def listen(connection: ServerConnection) -> None:
            heard.append(connection.recv())
            connection.send("1")
            drain(connection)

        server = serve(listen)
        protocol = Numbers(server.url, greets=False)

        async def attach(resumed: bool) -> None:
            await gateway.send(f"attach, resumed: {resumed}")

        gateway = Gateway(protocol, on_connect=attach)
        with anyio.fail_after(10):
            async with gateway:
                await take(gateway, 1)

        assert heard == ["attach, resumed: False"]

    async def test_hook_that_fails(self, serve: Any, caplog: Any):
        """
        A hook's exception is logged; the gateway goes on.
        """
        server = serve(say("x", "1"))

        def fail(*_: object) -> None:
            raise LookupError("a hook's bug")

        async with entered(
            Numbers(server.url), on_connect=fail, on_raw=fail, on_disconnect=fail
        ) as gateway:
            assert await take(gateway, 1) == [1]

        assert caplog.text.count("LookupError: a hook's bug") == 3

    async def test_hook_that_closes(self, serve: Any):
        """
        A hook may close the gateway it is called by.
        """
        server = serve(count(3, then=1001))

        async def stop(_: Ended) -> None:
            await gateway.aclose()

        gateway = Gateway(Numbers(server.url), on_disconnect=stop)
        with anyio.fail_after(10):
            async with gateway:
                numbers = [number async for number in gateway]

        assert numbers == [1, 2, 3]
        assert len(server.requests) == 1

    async def test_body_raises(self, serve: Any):
        """
        An exception leaves the block as it is, not in a group.
        """
        server = serve(count(1))

        async def use() -> None:
            async with entered(Numbers(server.url)) as gateway:
                await take(gateway, 1)
                raise LookupError("body")

        with pytest.raises(LookupError, match="body"):
            await use()

    @pytest.mark.parametrize("play", [503, count(5)])
    async def test_aclose_twice(self, serve: Any, play: Any):
        """
        Closing is idempotent, and using a closed gateway is a clear error.
        """
        server = serve(play)

        async with entered(Numbers(server.url)) as gateway:
            await gateway.aclose()
            await gateway.aclose()
            with pytest.raises(Closed, match="closed"):
                await gateway.send("x")
            with pytest.raises(Closed, match="closed"):
                await gateway.wait_open()
        await gateway.aclose()

        with pytest.raises(Closed, match="closed"):
            await gateway.run(print)
        with pytest.raises(Closed, match="once"):
            async with gateway:
                pass

    async def test_not_entered(self):
        """
        A gateway that was not entered says so, and can be closed for good.
        """
        gateway = Gateway(Numbers("ws://127.0.0.1:9"))

        with pytest.raises(Closed, match="async with"):
            await gateway.send("x")
        with pytest.raises(Closed, match="async with"):
            aiter(gateway)
        await gateway.aclose()
        with pytest.raises(Closed, match="once"):
            async with gateway:
                pass

    async def test_closing_wakes_the_consumer(self, serve: Any):
        """
        Closing ends an iteration that waits.
        """
        server = serve(count(1))
        seen: list[int] = []

        async with entered(Numbers(server.url)) as gateway:

            async def consume() -> None:
                async for number in gateway:
                    seen.append(number)
                    waiting.set()

            waiting = anyio.Event()
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(consume)
                await waiting.wait()
                await gateway.aclose()

        assert seen == [1]

    async def test_says_goodbye(self, serve: Any):
        """
        The server is told, by a normal close.
        """
        codes: list[int | None] = []

        def listen(connection: ServerConnection) -> None:
            count(1)(connection)
            codes.append(connection.close_code)

        server = serve(listen)
        async with entered(Numbers(server.url)) as gateway:
            await take(gateway, 1)

        # The server's thread may need a moment more.
        server.__exit__()
        assert codes == [1000]

    async def test_closing_among_unread_frames(self, serve: Any):
        """
        The handshake of closing is done although the queue is full.
        """
        codes: list[int | None] = []

        def flood(connection: ServerConnection) -> None:
            try:
                for _ in range(100_000):
                    connection.send("1" * 1000)
            finally:
                codes.append(connection.close_code)

        server = serve(flood)
        async with entered(Numbers(server.url, greets=False), queue=1) as gateway:
            await take(gateway, 1)

        server.__exit__()
        assert codes == [1000]

    async def test_goodbye_unanswered(self, serve_raw: Any, upgrade: Any):
        """
        Closing takes no longer than the close timeout.
        """

        def ignore(connection: socket.socket) -> None:
            upgrade(connection)
            connection.sendall(b"\x81\x011")

        server = serve_raw(ignore)
        with anyio.fail_after(5):
            async with Gateway(
                Numbers(server.url, greets=False), close_timeout=0.1
            ) as gateway:
                await take(gateway, 1)

        assert gateway.state is State.CLOSED

    async def test_close_while_connecting(self, serve_raw: Any):
        """
        A connection that is being opened is dropped.
        """
        asked = threading.Event()

        def stall(connection: socket.socket) -> None:
            connection.recv(65536)
            asked.set()

        server = serve_raw(stall)
        async with entered(Numbers(server.url)) as gateway:
            await anyio.to_thread.run_sync(asked.wait, 10)

            assert gateway.state is State.CONNECTING
        assert gateway.state is State.CLOSED

    async def test_cancel_during_backoff(self, serve: Any):
        """
        A cancelled block ends at once, whatever is left to wait.
        """
        server = serve(503)
        asleep = anyio.Event()

        async def sleep(_: float) -> None:
            asleep.set()
            await anyio.sleep_forever()

        gateway = Gateway(Numbers(server.url), sleep=sleep)
        with anyio.fail_after(10), anyio.CancelScope() as scope:
            async with gateway:
                await asleep.wait()
                assert gateway.state is State.WAITING
                scope.cancel()
                await anyio.sleep_forever()

        assert scope.cancelled_caught
        assert gateway.state is State.CLOSED

    async def test_cancel_while_iterating(self, serve: Any):
        """
        A cancelled iteration loses no event; the next one goes on.
        """
        go = threading.Event()

        def later(connection: ServerConnection) -> None:
            connection.send("1")
            go.wait(10)
            connection.send("2")
            drain(connection)

        server = serve(later)
        async with entered(Numbers(server.url, greets=False)) as gateway:
            await take(gateway, 1)
            with anyio.move_on_after(0.01) as scope:
                await take(gateway, 1)
            go.set()

            assert scope.cancelled_caught
            assert await take(gateway, 1) == [2]

    async def test_unknown_option_values(self):
        """
        A queue without room is refused at once.
        """
        with pytest.raises(ValueError, match="room"):
            Gateway(Numbers("ws://127.0.0.1:9"), queue=0)
