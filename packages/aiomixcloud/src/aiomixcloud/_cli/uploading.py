"""
The job of uploading shows, each exactly once.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Any

import anyio
import attrs

from aiomixcloud import (
    DecodeError,
    InvalidTokenError,
    Mixcloud,
    MixcloudError,
    NoAnswerError,
    RateLimitError,
    ServerError,
)
from aiomixcloud._containers import same_name
from clientcore import Upload
from clientcore.cli import Journal

from .shows import Show

#: How often a show is sent whose upload broke off.
ATTEMPTS = 3
#: Seconds before each time that the user's shows are searched for one whose response
#: was lost. The service may need a while to add a large file.
WAITS = (0.0, 5.0, 15.0, 40.0, 60.0)

#: Returns a context with a function that is called with the bytes sent so far.
Meter = Callable[[Show], AbstractContextManager[Callable[[int], None]]]


class UnclearError(MixcloudError):
    """The service received an upload and did not respond, and the show is not there."""


_UNCLEAR = (
    "the whole file was sent, but there was no response, and the show is not on"
    " Mixcloud yet; run the same command again later, which looks for it first ({})"
)


class _LostError(Exception):
    """
    There was no response to an upload, or none that can be read.

    Args:
        error: The error of the request.
        audio: What was sent, at least in part.

    Attributes:
        is_complete: Whether the service may have received all of it.
    """

    def __init__(self, error: MixcloudError, audio: Upload) -> None:
        super().__init__()
        self.error = error
        self.is_complete = audio.size is None or audio.sent >= audio.size


@attrs.frozen
class Outcome:
    """
    What became of a show.

    Attributes:
        show: What was to be uploaded.
        result: ``uploaded``, ``already there`` or ``failed``.
        key: Key of the show on Mixcloud, or ``None``.
        error: Why it failed, or ``None``.
    """

    show: Show
    result: str
    key: str | None = None
    error: Exception | None = None


class Uploader:
    """
    Uploads shows, unless they are there.

    A show is there if the journal has its file, or if the user has a show of its name.
    An upload is repeated only if the service certainly did not receive all of it.

    Args:
        client: Has the user's token.
        journal: Notes each file before it is sent, and when it is there.
        same_name: Whether to upload a show if the user has another of its name.
        meter: Shows the bytes sent.
        sleep: Waits for seconds.
    """

    def __init__(
        self,
        client: Mixcloud,
        journal: Journal,
        *,
        meter: Meter,
        same_name: bool = False,
        sleep: Callable[[float], Awaitable[object]] = anyio.sleep,
    ) -> None:
        self._client = client
        self._journal = journal
        self._meter = meter
        self._same_name = same_name
        self._sleep = sleep
        self._owner = ""
        # Keys of the user's shows by name, of the shows in question only.
        self._there: dict[str, list[str]] = {}

    async def look(self, shows: Iterable[Show]) -> None:
        """Find out which of *shows* the user has. Call this before anything else."""
        shows = list(shows)
        self._owner = str((await self._client.me()).get("key"))
        names = {same_name(show.name) for show in shows}
        noted = {self._noted(show).get("key") for show in shows}
        self._there = {}
        async for one in self._client.all("me/cloudcasts"):
            name, key = same_name(one.get("name")), str(one.get("key"))
            if name in names or key in noted:
                self._there.setdefault(name, []).append(key)

    def find(self, show: Show) -> str | None:
        """Return the key of a show that the user has already, or ``None``."""
        noted, keys = self._noted(show), self._there.get(same_name(show.name), [])
        # It may have another name on Mixcloud by now.
        if noted.get("key") in {key for each in self._there.values() for key in each}:
            return str(noted["key"])
        if self._same_name:
            # An upload that was begun may have been completed.
            keys = [key for key in keys if key not in noted.get("known", keys)]
        return next(iter(keys), None)

    async def run(self, shows: Iterable[Show]) -> AsyncIterator[Outcome]:
        """
        Upload *shows* one after another, and yield what became of each.

        Raises:
            MixcloudError: It would happen to each of the shows that are left: no
                connection, no valid token, or a rate limit that takes too long.
        """
        for show in shows:
            try:
                if (key := self.find(show)) is None:
                    outcome = Outcome(show, "uploaded", await self._upload(show))
                else:
                    outcome = Outcome(show, "already there", key)
            except (InvalidTokenError, RateLimitError):
                raise
            except (MixcloudError, OSError) as error:
                if isinstance(error, NoAnswerError) and not error.sent:
                    raise
                outcome = Outcome(show, "failed", error=error)
            yield outcome

    async def _upload(self, show: Show) -> str:
        """Upload a show, and return its key."""
        known = self._there.get(same_name(show.name), [])
        # Also the test whether the journal can be written.
        self._note(show, {"name": show.name, "known": known})
        key = await self._sent(show)
        self._note(show, {"name": show.name, "key": key})
        self._there.setdefault(same_name(show.name), []).insert(0, key)
        return key

    async def _sent(self, show: Show) -> str:
        """Send a show until it is there, and return its key."""
        attempt = 1
        while True:
            try:
                return await self._attempt(show)
            except _LostError as lost:
                if lost.is_complete:
                    raise UnclearError(_UNCLEAR.format(lost.error)) from lost.error
                if attempt == ATTEMPTS:
                    raise lost.error from None
            await self._sleep(WAITS[attempt])
            attempt += 1

    async def _attempt(self, show: Show) -> str:
        """Send a show, and search for it if there is no response."""
        with self._meter(show) as advance:
            audio = Upload(
                show.path,
                content_type=_media_type(show),
                on_progress=lambda sent, _: advance(sent),
            )
            try:
                return await self._send(show, audio)
            except (NoAnswerError, ServerError, DecodeError) as error:
                if isinstance(error, NoAnswerError) and not error.sent:
                    raise
                lost = _LostError(error, audio)
        waits = WAITS if lost.is_complete else WAITS[:1]
        if (key := await self._appeared(show, waits)) is None:
            raise lost
        return key

    async def _send(self, show: Show, audio: Upload) -> str:
        """Send a show, and return its key."""
        response = await self._client.upload(audio, show.name, **show.details)
        result = response.get("result")
        key = result.get("key") if isinstance(result, Mapping) else None
        if not isinstance(key, str):
            raise DecodeError("the response to the upload has no key")
        return key

    async def _appeared(self, show: Show, waits: Iterable[float]) -> str | None:
        """Return the key of a show that the upload has added, or ``None``."""
        name = same_name(show.name)
        known = self._there.get(name, [])
        for wait in waits:
            await self._sleep(wait)
            async for one in self._client.all("me/cloudcasts", max=100):
                key = str(one.get("key"))
                if same_name(one.get("name")) == name and key not in known:
                    return key
        return None

    def _noted(self, show: Show) -> dict[str, Any]:
        entry = f"{self._owner} {show.fingerprint}"
        if entry not in self._journal:
            return {}
        facts: dict[str, Any] = self._journal[entry]
        return facts

    def _note(self, show: Show, facts: dict[str, Any]) -> None:
        self._journal.add(f"{self._owner} {show.fingerprint}", facts)


def _media_type(show: Show) -> str:
    import mimetypes

    return mimetypes.guess_type(show.path.name)[0] or "application/octet-stream"
