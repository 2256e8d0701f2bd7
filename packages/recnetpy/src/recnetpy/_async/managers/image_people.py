"""
Who took, cheered and commented on images.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..._endpoints import CHEERS, COMMENTS
from ..._ids import id_of, readable_ids
from ..models.children import Comment
from ..models.image import Image
from .base import BulkManager

if TYPE_CHECKING:
    from ..models.account import Account


class ImagePeople(BulkManager[Image]):
    """
    Gets who took, cheered and commented on images.
    """

    async def cheers(self, image: int | Image) -> list[int]:
        """
        Get the ids of those who cheered an image.

        Args:
            image: The image, or its ID.
        """
        found = await self._records(CHEERS, int, id=id_of(image))
        return readable_ids(found)

    async def comments(self, image: int | Image) -> list[Comment]:
        """
        Get the comments on an image.

        Args:
            image: The image, or its ID.
        """
        return await self._records(COMMENTS, Comment, id=id_of(image))

    async def resolve_cheers(self, images: Iterable[Image]) -> list[Image]:
        """
        Get who cheered many images: all lists at once, within the client's limits,
        then all people with one question. Each image has its `cheer_players`.

        Args:
            images: The images, which are changed.
        """
        images = list(images)

        async def ask(image: Image) -> list[int]:
            return await image.get_cheers()

        for image, ids in zip(images, await self.client.map(ask, images), strict=True):
            image.cheer_player_ids = ids
        links = {"cheer_players": "cheer_player_ids"}
        await self.client.accounts.attach(images, links)
        return images

    async def resolve_comments(self, images: Iterable[Image]) -> list[Image]:
        """
        Get the comments on many images: all lists at once, within the client's
        limits, then all people with one question.

        Args:
            images: The images, which are changed.
        """
        images = list(images)

        async def ask(image: Image) -> list[Comment]:
            return await image.get_comments()

        found = await self.client.map(ask, images)
        for image, comments in zip(images, found, strict=True):
            image.comments = comments
        every = [comment for comments in found for comment in comments]
        await self.client.accounts.attach(every, {"player": "player_id"})
        return images

    async def resolve_people(
        self, images: Iterable[Image], *, known: dict[int, Account] | None = None
    ) -> list[Image]:
        """
        Get the photographers of many images, and who is in them, with one question.

        Args:
            images: The images, which are changed.

            known: People who need not be asked for. Those who are, are added.
        """
        images = list(images)
        links = {"player": "player_id", "tagged_players": "tagged_player_ids"}
        await self.client.accounts.attach(images, links, known=known)
        return images
