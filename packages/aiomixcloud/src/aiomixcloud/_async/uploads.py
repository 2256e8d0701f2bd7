"""
Uploading and editing shows.
"""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from clientcore.aio import sleep

from .._arguments import (
    UPLOAD_TIMEOUT,
    Details,
    check_attempts,
    check_audio,
    check_name,
)
from .._containers import AccessDict, same_name
from .._form import LISTS, Form
from ..exceptions import (
    AnswerError,
    DecodeError,
    MixcloudError,
    NoAnswerError,
    ServerError,
)
from .base import MixcloudBase, Target
from .decorators import personal, targeting, uploading
from .kinds import Cloudcast
from .lists import failed

if TYPE_CHECKING:
    from typing import Unpack

    import httpx  # noqa: TID251  # _build_url() is documented to return its type

    from .._arguments import File, Progress


class Uploads(MixcloudBase):
    """
    The client's methods that send files.
    """

    @uploading
    @personal
    async def upload(
        self,
        mp3: File,
        name: str,
        *,
        on_progress: Progress | None = None,
        timeout: float | None = UPLOAD_TIMEOUT,
        retries: int = 0,
        **about: Unpack[Details],
    ) -> AccessDict:
        """
        Upload a show. The file is never held in memory as a whole.

        It is sent again if the service certainly did not receive it and the file can
        be read again; with *retries* also if it may have received it.

        Args:
            mp3: The audio: a path, bytes, a binary file, an iterable of bytes (also
                an asynchronous one), or a `clientcore.Upload`. At most 4 GB.
            name: Name of the show.
            on_progress: Called with the bytes sent so far and the size, ``None`` if
                it is not known.
            timeout: Seconds without data after which the upload fails, or ``None``
                for no limit. The total time is not limited.
            retries: Further attempts after a 5xx, or a response that is lost or cannot
                be read. After each failure, the owner's newest shows are requested: if
                one of them has this name and was not there before the upload, it is
                the result. A show that the service adds only later is uploaded twice.
            **about: See `Details`.

        Returns:
            The ``result``, with the ``key`` of the new show.

        Raises:
            AssertionError: A value is too large, or the client has no access token.
            OSError: A file does not exist or cannot be read.
            TypeError: A value is of another type.
            ValueError: A value is not valid, or *retries* is given and a file can be
                read only once. In all four cases nothing was sent.
        """
        check_name(name)
        audio = check_audio(mp3, on_progress)
        # A new show has nothing that an empty list could remove.
        params = {
            key: value for key, value in about.items() if value or key not in LISTS
        }
        check_attempts(timeout, retries, audio, params.get("picture"))

        async def send() -> AccessDict:
            form = Form(timeout=timeout)
            form.add("name", name)
            form.add("mp3", audio)
            return await self._upload(params, form, self._build_url("upload/"))

        if not retries:
            return await send()
        return await self._repeat(send, name, retries)

    async def find_upload(self, name: str, *, max: int = 100) -> Cloudcast | None:
        """
        Find a show of the token's owner by its name: was it uploaded already?

        Args:
            name: Name of the show. Repeated blanks count as one.
            max: Number of the newest shows to search.

        Returns:
            The newest show of this name, or ``None``.

        Raises:
            AssertionError: The client has no access token.
            MixcloudError: The list cannot be read, even if the client does not raise
                exceptions.
        """
        shows = await self._own_shows(name, max)
        return shows[0] if shows else None

    @personal
    async def _own_shows(self, name: str, max: int = 100) -> list[Cloudcast]:
        shows = await self.all("me/cloudcasts", max=max).collect()
        wanted = same_name(name)
        return [show for show in shows if same_name(show.get("name")) == wanted]

    async def _repeat(
        self, send: Callable[[], Awaitable[AccessDict]], name: str, retries: int
    ) -> AccessDict:
        """Upload until it is certain whether the show is there. See `upload`."""
        known = {show.key for show in await self._own_shows(name)}
        result: AccessDict | None = None
        lost: Exception | None = None
        for attempt in range(retries + 1):
            result, lost = await _outcome(send)
            if not _is_unclear(lost):
                break
            policy = self.settings.policy
            await sleep(policy.backoff_before(attempt + 2, random.random()))  # noqa: S311
            for show in await self._own_shows(name):
                if show.key not in known:
                    message = f"{name} was uploaded, but the response was lost"
                    done = {"success": True, "message": message, "key": show.key}
                    return AccessDict({"result": done}, mixcloud=self)
        if result is None:
            assert lost is not None
            raise lost
        return result

    @targeting
    @uploading
    @personal
    async def edit(
        self,
        key: Target,
        *,
        name: str | None = None,
        publish: bool = False,
        unpublish: bool = False,
        timeout: float | None = UPLOAD_TIMEOUT,
        **about: Unpack[Details],
    ) -> AccessDict:
        """
        Change properties of a show.

        Properties that are not given stay unchanged. Tags, sections and hosts replace
        all that the show has, and empty lists remove them; the service documents
        that for hosts only.

        Args:
            key: The show: a resource, its key, or its address. A name without a
                slash is the slug of a show of the token's owner.
            name: New name of the show.
            publish: Whether to publish the show now.
            unpublish: Whether to make the show a draft again.
            timeout: See `upload`.
            **about: See `Details`.

        Raises:
            AssertionError: A value is too large, or the client has no access token.
            OSError: The picture does not exist or cannot be read.
            TypeError: A value is of another type.
            ValueError: A value is not valid, or more than one of *publish*,
                *unpublish* and ``unlisted`` is given.
        """
        params: dict[str, Any] = dict(about)
        flags = {"publish": publish, "unpublish": unpublish}
        if [*flags.values(), params.get("unlisted", False)].count(True) > 1:
            raise ValueError("publish, unpublish and unlisted exclude each other")
        if name is not None:
            check_name(name)
        path = self._key(key).strip("/")
        if "/" not in path:
            me = await self.me()
            if "error" in me:
                return me
            if "key" not in me:
                return self._report(me, failed(me, "a user"))
            path = f"{me['key'].strip('/')}/{path}"
        form = Form(timeout=timeout, idempotent=True)
        if name is not None:
            form.add("name", name)
        params |= {flag: True for flag, wanted in flags.items() if wanted}
        return await self._upload(params, form, self._build_url(f"upload/{path}/edit/"))

    async def _upload(
        self, params: dict[str, Any], data: Form, url: httpx.URL
    ) -> AccessDict:
        """
        Send a form.

        Args:
            params: Properties to add to the form.
            data: The form, with the fields that are set already.
            url: Address to send it to.
        """
        data.add_all(params)
        request = data.request(self._request("POST", str(url)))
        return await self._write_result(await self._fetch(request))


async def _outcome(
    send: Callable[[], Awaitable[AccessDict]],
) -> tuple[AccessDict | None, Exception | None]:
    """Return the result of *send* and the error of a failure, raised or not."""
    try:
        result = await send()
    except MixcloudError as error:
        return None, error
    return result, result._error


def _is_unclear(error: Exception | None) -> bool:
    """Return whether the service may have done what failed."""
    if isinstance(error, NoAnswerError):
        return error.sent
    is_refused = isinstance(error, AnswerError)
    unreadable = isinstance(error, DecodeError) and not is_refused
    return isinstance(error, ServerError) or unreadable
