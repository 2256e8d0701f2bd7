"""
The files of images.
"""

from __future__ import annotations

from typing import Any

from recnetpy import Servers

from ..opening import open_async


async def test_stream(net: Any):
    """
    An image file can be read piece by piece; from the CDN if there is no other host.
    """
    net.get("https://cdn.rec.net/img/a.jpg").respond(content=b"picture")

    servers = Servers.hosts().changed(img=None)
    async with (
        open_async(servers=servers) as client,
        client.images.stream("a.jpg") as stream,
    ):
        content = b""
        async for piece in stream:
            content += piece

    assert content == b"picture"


async def test_download(net: Any):
    """
    An image gets its own file, in the size that is wanted.
    """
    wanted = {"height": "180", "cropSquare": "true"}
    net.get("https://img.rec.net/a.jpg", params=wanted).respond(content=b"picture")

    async with open_async() as client:
        image = client.images.create_dataclass(1, {"ImageName": "a.jpg"})

        assert await image.download(height=180, square=True) == b"picture"
