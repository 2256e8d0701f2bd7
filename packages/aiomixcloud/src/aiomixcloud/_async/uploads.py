"""
Uploading and editing shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._arguments import Details, check_name, check_size
from .._containers import AccessDict
from .._files import as_upload
from .._form import LISTS, Form
from ..constants import MP3_MAX_SIZE
from .base import MixcloudBase, Target
from .decorators import personal, targeting, uploading

if TYPE_CHECKING:
    from typing import Unpack

    import httpx  # noqa: TID251  # _build_url() is documented to return its type

    from .._arguments import File, Progress

#: Seconds without data after which an upload fails. The service processes the whole
#: file before it responds.
UPLOAD_TIMEOUT = 600.0


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
        **about: Unpack[Details],
    ) -> AccessDict:
        """
        Upload a show. The file is never held in memory as a whole.

        It is sent once, unless the service certainly did not receive it and the file
        can be read again.

        Args:
            mp3: The audio: a path, bytes, a binary file, an iterable of bytes (also
                an asynchronous one), or a `clientcore.Upload`. At most 4 GB.
            name: Name of the show.
            on_progress: Called with the bytes sent so far and the size, ``None`` if
                it is not known.
            timeout: Seconds without data after which the upload fails, or ``None``
                for no limit. The total time is not limited.
            **about: See `Details`.

        Returns:
            The ``result``, with the ``key`` of the new show.

        Raises:
            AssertionError: A value is too large, or the client has no access token.
            OSError: A file does not exist or cannot be read.
            TypeError: A value is of another type.
            ValueError: A value is not valid. In all four cases nothing was sent.
        """
        check_name(name)
        audio = as_upload(mp3, "audio.mp3", on_progress)
        check_size("mp3", audio, MP3_MAX_SIZE)
        form = Form(timeout=timeout)
        form.add("name", name)
        form.add("mp3", audio)
        # A new show has nothing that an empty list could remove.
        params = {
            key: value for key, value in about.items() if value or key not in LISTS
        }
        return await self._upload(params, form, self._build_url("upload/"))

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
            if "key" not in me:
                return me
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
            data: The form.
            url: Address to send it to.
        """
        data.add_all(params)
        request = data.request(self._request("POST", str(url)))
        return await self._native_result(await self._fetch(request))
