"""
A tour through the client: what the repository's demo does and shows.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import anyio
import anyio.lowlevel
import attrs

from backtracked import (
    API_URL,
    Backoff,
    Client,
    Message,
    RateLimitError,
    RestClient,
    Role,
    Room,
    RoomPasswordError,
    UnauthorizedError,
    User,
)
from backtracked.sandbox import Login, Sandbox
from backtracked.utils import song_length
from clientcore import Policy, RetryFacts
from tools.demo.steps import Step, fail_twice, refused

#: A room with a password.
PRIVATE_ROOM = "captains-cabin"

#: How long anything may take that is waited for, in seconds.
_PATIENCE = 20


@asynccontextmanager
async def tour(sandbox: Sandbox, base_url: str) -> AsyncIterator[list[Step]]:
    """
    Get ready for a tour: two bots, logged in and connected.

    Args:
        sandbox: A fresh one.

        base_url: Where it is served.
    """
    retries: list[RetryFacts] = []
    logins = sandbox.credentials
    async with AsyncExitStack() as stack:
        bot, moderator = [
            await stack.enter_async_context(
                _connected(sandbox, base_url, login, retries.append)
            )
            for login in (logins.bot, logins.moderator)
        ]
        yield _Tour(bot, moderator, sandbox, retries).steps


@asynccontextmanager
async def _connected(
    sandbox: Sandbox,
    base_url: str,
    login: Login,
    on_retry: Callable[[RetryFacts], None],
) -> AsyncIterator[Client]:
    client = Client(
        api=base_url,
        ws=sandbox.environment(base_url)["QUEUP_WS"],
        enter=True,
        queue_delay=0.05,
        chat_interval=None,
        backoff=Backoff(first=0.1, cap=0.5),
        policy=Policy(backoff=0.05, jitter=0.05),
        on_retry=on_retry,
    )
    async with client, anyio.create_task_group() as tasks:
        await client.login(login.username, login.password)
        tasks.start_soon(client.connect)
        with anyio.fail_after(_PATIENCE):
            await client.wait_until_ready()
        yield client
        await client.close()


@asynccontextmanager
async def live(environ: Mapping[str, str]) -> AsyncIterator[list[Step]]:
    """
    Prepare a read-only tour of the real service.

    It needs no login, as it requests only public data.

    Args:
        environ: Environment variables with the room to request, and the URL of the
            service if it is not the default.

    Raises:
        LookupError: *environ* has no room.
    """
    slug = environ.get("QUEUP_ROOM")
    if not slug:
        raise LookupError("not in the environment: QUEUP_ROOM")
    async with RestClient(api=environ.get("QUEUP_API") or API_URL) as client:
        yield _Reading(client, slug).steps


@attrs.define
class _Reading:
    """
    The steps that change nothing.
    """

    client: RestClient
    slug: str

    @property
    def steps(self) -> list[Step]:
        return [
            ("read the lobby", self.read_lobby),
            ("read a room", self.read_room),
            ("read who is in it", self.read_members),
            ("ask what is playing", self.read_song),
            ("read what was playing", self.read_history),
            ("read the chat", self.read_chat),
        ]

    async def read_lobby(self) -> str:
        rooms = await self.client.lobby().collect(30)
        return f"{len(rooms)} rooms, the fullest is {rooms[0].name}" if rooms else "-"

    async def read_room(self) -> str:
        room = await self.client.fetch_room(self.slug)
        return f"{room.name}, {room.active_users} people"

    async def read_members(self) -> str:
        room = await self.client.fetch_room(self.slug)
        members = await self.client.fetch_members(room)
        staff = await self.client.fetch_staff(room)
        return f"{len(members)} members, staff of {len(staff)}"

    async def read_song(self) -> str:
        room = await self.client.fetch_room(self.slug)
        playing = await self.client.fetch_now_playing(room)
        if playing is None:
            return "nothing"
        info = playing.info or await playing.song.fetch_info()
        return f"{info.name}, for {playing.elapsed:.0f} s"

    async def read_history(self) -> str:
        room = await self.client.fetch_room(self.slug)
        songs = await self.client.history(room).collect(30)
        return f"{len(songs)} songs, from more than one page"

    async def read_chat(self) -> str:
        room = await self.client.fetch_room(self.slug)
        return f"{len(await self.client.fetch_chat_history(room))} messages"


@attrs.define
class _Tour:
    """
    The steps of the whole tour: two bots in one room.
    """

    bot: Client
    moderator: Client
    sandbox: Sandbox
    retries: list[RetryFacts]

    @property
    def steps(self) -> list[Step]:
        reading = _Reading(self.bot, self.sandbox.credentials.room)
        return [
            *reading.steps,
            ("want a room's password", self.want_password),
            ("join the room, twice", self.join),
            ("say and hear something", self.talk),
            ("lose the connection", self.reconnect),
            ("be muted", self.be_muted),
            ("be given a role", self.get_role),
            ("queue a song", self.queue),
            ("come first, and skip to it", self.skip),
            ("vote and grab", self.vote),
            ("write privately", self.write),
            ("outlive the session", self.outlive_session),
            ("survive a 503 and a reset", self.survive),
            ("be told to wait", self.wait),
            ("leave", self.leave),
        ]

    @property
    def room(self) -> Room:
        """
        The room, as the bot sees it.
        """
        return self.bot.rooms[self.sandbox.room.id]

    @property
    def me(self) -> User:
        """
        The bot.
        """
        assert self.bot.user is not None
        return self.bot.user

    async def want_password(self) -> str:
        error = await refused(RoomPasswordError, self.bot.join_room(PRIVATE_ROOM))
        return f"{type(error).__name__}: {error.message}"

    async def join(self) -> str:
        slug = self.sandbox.credentials.room
        await self.moderator.join_room(slug)
        member = await _heard(
            self.moderator,
            "on_member_join",
            self.bot.join_room(slug),
            lambda member: member.user_id == self.me.id,
        )
        return f"{member.user.username} came, now {len(self.room.members)} are here"

    async def talk(self) -> str:
        said = self.moderator.send_message(self.room.id, "Is <anybody> here & awake?")
        question: Message = await _heard(self.bot, "on_chat", said)
        assert question.room is not None
        answered = question.room.send_message("Me!")
        answer: Message = await _heard(
            self.moderator, "on_chat", answered, lambda m: m.content == "Me!"
        )
        assert answer.author is not None
        return f"{question.content} {answer.author.username}: {answer.content}"

    async def reconnect(self) -> str:
        before = self.bot.connection_id
        await _heard(self.bot, "on_reconnect", self._cut())
        said = self.moderator.send_message(self.room.id, "Back so soon?")
        message = await _heard(self.bot, "on_chat", said)
        if self.bot.connection_id == before:
            raise RuntimeError("the connection is the old one")
        return f"in again by itself, and hears: {message.content}"

    async def _cut(self) -> None:
        self.sandbox.drop_sockets(self.me.username, how="reset")

    async def be_muted(self) -> str:
        moderator, room = self.moderator, self.room
        muted = moderator.mute(room.id, self.me.id)
        await _heard(self.bot, "on_member_mute", muted)
        error = await refused(UnauthorizedError, room.send_message("But …"))
        await _heard(
            self.bot, "on_member_unmute", moderator.unmute(room.id, self.me.id)
        )
        await room.send_message("Thanks.")
        return f"{type(error).__name__}: {error.message}, until unmuted"

    async def get_role(self) -> str:
        given = self.moderator.set_role(self.room.id, self.me.id, Role.vip)
        *_, role = await _heard(self.bot, "on_member_role_set", given)
        assert self.room.me is not None
        return f"{role.label}, with the rights {', '.join(self.room.me.rights)}"

    async def queue(self) -> str:
        songs = await self.bot.search_songs("waltz").collect(5)
        await _heard(
            self.bot,
            "on_queue_update",
            self.bot.queue_song(self.room, songs[0]),
            lambda room: any(song.user_id == self.me.id for song in room.queue),
        )
        place = [song.user_id for song in self.room.queue].index(self.me.id) + 1
        return f"{songs[0].name}, at place {place} of {len(self.room.queue)}"

    async def skip(self) -> str:
        await _heard(
            self.bot,
            "on_queue_reorder",
            self.moderator.reorder_queue(self.room.id, [self.me.id]),
        )
        assert self.room.now_playing is not None
        skipped = self.moderator.skip_song(self.room.id, self.room.now_playing.id)
        _, song, _ = await _heard(self.bot, "on_song_change", skipped)
        return f"now {await song.fetch_info()}, for {song_length(song.length)}"

    async def vote(self) -> str:
        song = self.room.now_playing
        assert song is not None
        await _heard(self.bot, "on_dub", self.moderator.updub(self.room.id, song.id))
        playlist = await self.bot.create_playlist("Keepers")
        await _heard(self.bot, "on_grab", self.bot.grab(playlist, song))
        score = self.room.score
        assert score is not None
        return f"{score.up} for it, {score.down} against, {score.grabs} grabbed it"

    async def write(self) -> str:
        talk = await self.moderator.open_conversation(self.me.id)
        written = talk.send_message("Well chosen <3")
        _, message = await _heard(self.bot, "on_private_message", written)
        unread = await self.bot.count_unread()
        return f"{message.author.username}: {message.content} ({unread} unread)"

    async def outlive_session(self) -> str:
        self.sandbox.expire_sessions(self.me.username)
        before = self._logins()
        async with anyio.create_task_group() as tasks:
            for _ in range(10):
                tasks.start_soon(self.bot.fetch_own_queue, self.room)
        return f"10 calls at once, {self._logins() - before} login for all"

    def _logins(self) -> int:
        asked = self.sandbox.requests
        return sum(request.path == "/auth/login" for request in asked)

    async def survive(self) -> str:
        path = f"/user/{self.me.id}"
        fail_twice(self.sandbox, path)
        before = len(self.retries)
        user = await self.bot.fetch_user(self.me.id)
        return f"{user.username}, at attempt {len(self.retries) - before + 1}"

    async def wait(self) -> str:
        self.sandbox.world.limits.chat_count = 0
        error = await refused(RateLimitError, self.room.send_message("And another"))
        return f"{type(error).__name__}: {error.retry_after:.0f} s"

    async def leave(self) -> str:
        left = _heard(
            self.moderator,
            "on_member_leave",
            self.room.leave(),
            lambda _, user: user.id == self.me.id,
        )
        _, user = await left
        await self.moderator.leave_room(self.sandbox.room.id)
        return f"{user.username} went first, {len(self.bot.rooms)} rooms are left"


async def _heard(
    client: Client,
    event: str,
    act: Awaitable[object],
    check: Callable[..., bool] | None = None,
) -> Any:
    """
    Perform an action, and return the event that a client receives for it.

    Args:
        client: Client that receives the event.
        event: Name of the event.
        act: The action, awaited while the client listens.
        check: Returns whether an event is the expected one.
    """
    heard: list[Any] = []

    async def listen() -> None:
        heard.append(await client.wait_for(event, check, _PATIENCE))

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(listen)
        # So that it listens before anything happens.
        await anyio.lowlevel.checkpoint()
        await act
    return heard[0]
