# Generated from _async/uploads.py by `nox -s twins`: do not edit.
"""
Uploading shows, and changing what is said about them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._arguments import Details, check_size, details, in_name_of
from .._containers import AccessDict
from .._form import LISTS, Form, as_upload
from ..constants import MP3_MAX_SIZE
from .base import MixcloudBase, Target
from .decorators import check_token, targeting

if TYPE_CHECKING:
    from typing import Unpack

    import httpx  # noqa: TID251  # _build_url() is documented to return its type

    from .._arguments import File, Progress

#: Seconds for which an upload may stand still: the service looks at all of it
#: before it answers.
UPLOAD_TIMEOUT = 600.0


class Uploads(MixcloudBase):
    """
    The client's methods that send files.
    """

    def upload(
        self,
        mp3: File,
        name: str,
        *,
        on_progress: Progress | None = None,
        timeout: float | None = UPLOAD_TIMEOUT,
        **about: Unpack[Details],
    ) -> AccessDict:
        """
        Upload a show, without ever holding all of it in memory.

        It is sent once, unless it is certain that the service did not take it
        and the file can be read again.

        Args:
            mp3: The audio: a path, bytes, a file, an iterable of bytes, which
                may be asynchronous, or a `clientcore.Upload`.

            name: What it is called.

            on_progress: Called with the bytes sent so far and the size, which is
                ``None`` if it is not known.

            timeout: Seconds for which the network or the service may stand
                still. There is no limit to the whole.

            **about: See `Details`.

        Returns:
            The ``result``, with the new show's ``key``.

        Raises:
            AssertionError: Something is too large, or there is no token; nothing
                was sent.

            OSError: There is no such file; nothing was sent.
        """
        params = in_name_of("upload", details, about)
        check_token(self)
        audio = as_upload(mp3, "audio.mp3", on_progress)
        check_size("mp3", audio.size, MP3_MAX_SIZE)
        form = Form(timeout=timeout)
        form.add("name", name)
        form.add("mp3", audio)
        # There is nothing yet that an empty list could take away.
        params = {
            key: value for key, value in params.items() if value or key not in LISTS
        }
        return self._upload(params, form, self._build_url("upload/"))

    @targeting
    def edit(
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
        Change what is said about a show.

        What is not given stays as it is. Tags, sections and hosts replace all
        that there are, and empty lists take them away; the service documents
        that for hosts only.

        Args:
            key: The show: a resource, its key, or its address. A name without
                a slash is one of the token's owner.

            name: What it is called.

            publish: Whether to make it public now.

            unpublish: Whether to make it a draft again.

            timeout: See `upload`.

            **about: See `Details`.

        Raises:
            AssertionError: Something is too large, or there is no token.

            ValueError: More than one of *publish*, *unpublish* and ``unlisted``.
        """
        params = in_name_of("edit", details, about)
        check_token(self)
        flags = {"publish": publish, "unpublish": unpublish}
        if [*flags.values(), params.get("unlisted", False)].count(True) > 1:
            raise ValueError("publish, unpublish and unlisted exclude each other")
        path = self._key(key).strip("/")
        if "/" not in path:
            me = self.me()
            if "key" not in me:
                return me
            path = f"{me['key'].strip('/')}/{path}"
        form = Form(timeout=timeout, idempotent=True)
        if name is not None:
            form.add("name", name)
        params |= {flag: True for flag, wanted in flags.items() if wanted}
        return self._upload(params, form, self._build_url(f"upload/{path}/edit/"))

    def _upload(self, params: dict[str, Any], data: Form, url: httpx.URL) -> AccessDict:
        """
        Send a form.

        Args:
            params: What to add to it.

            data: What is in it already.

            url: Where to.
        """
        data.add_all(params)
        request = data.request(self._request("POST", str(url)))
        return self._native_result(self._fetch(request))
