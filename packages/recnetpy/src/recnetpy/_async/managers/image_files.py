"""
The files of images.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from clientcore import Request
from clientcore.aio import Stream

from ..._api import check_image
from ..._endpoints import IMAGE_FILE, IMAGE_FILE_ON_CDN
from ..._errors import WebPageError, own_errors
from ..._links import file_name, size_query
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

            height: Likewise.

            square: Whether it is cropped to a square.

        Raises:
            NotFound: There is no such file.
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

            height: Likewise.

            square: Whether it is cropped to a square.

        Raises:
            NotFound: There is no such file.
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

    def _file(self, image: Any, **size: Any) -> Request:
        servers = self.client.servers
        endpoint = IMAGE_FILE if servers.img is not None else IMAGE_FILE_ON_CDN
        return endpoint.get(servers, size_query(**size), name=file_name(image))
