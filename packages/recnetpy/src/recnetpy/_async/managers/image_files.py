"""
The files of images.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clientcore import Request
from clientcore.aio import Stream, in_thread

from ..._api import check_image
from ..._endpoints import IMAGE_FILE, IMAGE_FILE_ON_CDN
from ..._errors import (
    IncompleteError,
    NotFound,
    UnsafeURLError,
    WebPageError,
    own_errors,
)
from ..._folder import Folder, Progress, SavedFile, SavedFiles
from ..._links import file_name, size_query
from ..listing import Listing
from ..models.image import Image
from .base import BulkManager

if TYPE_CHECKING:
    from ..models.event import Event
    from ..models.room import Room


class ImageFiles(BulkManager[Image]):
    """
    Gets the files of images. No credentials are sent for them.
    """

    async def download(
        self,
        image: str | Image | Event | Room,
        *,
        width: int | None = None,
        height: int | None = None,
        square: bool = False,
    ) -> bytes:
        """
        Get an image file.

        Args:
            image: The file's name, or an object with an ``image_name``.

            width: In pixels, or ``None`` for what fits.

            height: In pixels, or ``None`` for what fits.

            square: Whether it is cropped to a square.

        Raises:
            NotFound: The server has no file of this name.
            WebPageError: A web page, other text or nothing came instead.
            IncompleteError: The object has no image.
        """
        request = self._file(image, width=width, height=height, square=square)
        response = await self.client.request(request)
        with own_errors(response.request):
            check_image(response)
        return response.content

    @asynccontextmanager
    async def stream(
        self,
        image: str | Image | Event | Room,
        *,
        width: int | None = None,
        height: int | None = None,
        square: bool = False,
    ) -> AsyncIterator[Stream]:
        """
        Get an image file piece by piece.

        Args:
            image: The file's name, or an object with an ``image_name``.

            width: In pixels, or ``None`` for what fits.

            height: In pixels, or ``None`` for what fits.

            square: Whether it is cropped to a square.

        Raises:
            NotFound: The server has no file of this name.
            WebPageError: A web page came instead.
            IncompleteError: The object has no image.
        """
        request = self._file(image, width=width, height=height, square=square)
        async with self.client.stream(request) as stream:
            if stream.headers.get("content-type", "").startswith("text/html"):
                raise WebPageError(
                    "a web page came instead of an image", request=stream.request
                )
            yield stream

    async def save_files(
        self,
        images: Iterable[Image] | Listing[Image],
        folder: str | Path,
        *,
        pattern: str = "{date}/{id}",
        width: int | None = None,
        height: int | None = None,
        square: bool = False,
        on_progress: Callable[[Progress], object] | None = None,
    ) -> SavedFiles:
        """
        Save the files of images to a folder.

        As many are downloaded at the same time as the client sends requests at the same
        time. A file that is there already is not requested again, if its size and its
        content are those of the manifest, ``manifest.jsonl``, so an interrupted call is
        continued by the next one. No other file is replaced, and nothing is written
        outside of *folder*.

        Args:
            images: Images, or a list in pages, which is read page by page.
            folder: Path of the folder, which is made if it does not exist.
            pattern: Names of the files below the folder, with slashes for folders. The
                fields are ``{id}``, ``{name}`` (that of the image file, with its
                folders), ``{date}``, ``{time}``, ``{year}`` and ``{month}`` of the
                photo in UTC, ``{room}`` and ``{player}``, which are IDs. An ending is
                added if there is none, and the ID if the name is taken.
            width: In pixels, or ``None`` for what fits.
            height: In pixels, or ``None`` for what fits.
            square: Whether it is cropped to a square.
            on_progress: Called after each file.

        Returns:
            How many were saved and kept, and the images without a file.

        Raises:
            OSError: A file cannot be written.
            ValueError: *pattern* has an unknown field.
            WebPageError: The image host sends web pages instead of images.
        """
        place = Folder(folder, pattern)
        await in_thread(place.open)
        found: list[SavedFile] = []
        counts = {"saved": 0, "kept": 0, "missing": 0}
        size = {"width": width, "height": height, "square": square}

        async def save(image: Image) -> None:
            saved = await self._save_file(place, image, size)
            counts[saved.status] += 1
            if saved.status == "missing":
                found.append(saved)
            if on_progress is not None:
                on_progress(Progress("files", sum(counts.values())))

        if isinstance(images, Listing):
            async for page in images.pages():
                await self.client.map(save, page.items)
        else:
            await self.client.map(save, iter(images))
        return SavedFiles(counts["saved"], counts["kept"], found)

    async def _save_file(
        self, folder: Folder, image: Image, size: dict[str, Any]
    ) -> SavedFile:
        """Save a file, if the folder does not have it."""
        try:
            known = await in_thread(folder.find, image)
            if known is not None:
                return known
            content = await self.download(image, **size)
        except (NotFound, IncompleteError, UnsafeURLError):
            name = getattr(image, "image_name", None) or ""
            return SavedFile(image.id, name, status="missing")
        return await in_thread(folder.save, image, content)

    def _file(self, image: Any, **size: Any) -> Request:
        servers = self.client.servers
        endpoint = IMAGE_FILE if servers.img is not None else IMAGE_FILE_ON_CDN
        return endpoint.get(servers, size_query(**size), name=file_name(image))
