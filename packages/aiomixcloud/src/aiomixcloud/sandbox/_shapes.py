"""
The JSON of the service's responses.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from hashlib import md5
from typing import Any, Final
from urllib.parse import quote

import attrs

from ._answers import JSON
from ._feeds import Story
from ._forms import Section
from ._world import Category, Cloudcast, Comment, Mark, Playlist, User, World, slugify

_THUMBNAILER: Final = "https://thumbnailer.mixcloud.com/unsafe"
_OLD_SIZES: Final = {
    "small": "25x25",
    "thumbnail": "50x50",
    "medium_mobile": "80x80",
    "medium": "100x100",
    "large": "300x300",
}
_SIZES: Final = {
    **_OLD_SIZES,
    "320wx320h": "320x320",
    "extra_large": "600x600",
    "640wx640h": "640x640",
}
_CAST_SIZES: Final = {**_SIZES, "768wx768h": "768x768", "1024wx1024h": "1024x1024"}
_COVER_SIZES: Final = {
    "835wx120h": "835x120",
    "1113wx160h": "1113x160",
    "1670wx240h": "1670x240",
}

USER_LISTS: Final = (
    *("feed", "playlists", "comments", "followers"),
    *("favorites", "following", "cloudcasts", "listens"),
)
CAST_LISTS: Final = ("comments", "favorites", "listeners", "similar")
TAG_LISTS: Final = ("popular", "new", "hot")
CATEGORY_LISTS: Final = (
    *("userpick-users", "userpick-cloudcasts"),
    *("cloudcasts", "users"),
)


def stamp(time: datetime) -> str:
    """
    Return a time as the service writes it.
    """
    return f"{time:%Y-%m-%dT%H:%M:%SZ}"


def pictures(kind: str, key: str, sizes: dict[str, str] = _SIZES) -> dict[str, str]:
    """
    Return the URLs of the pictures of a resource.
    """
    text = md5(key.encode(), usedforsecurity=False).hexdigest()
    name = f"{'/'.join(text[:4])}/{text[4:8]}-{text[8:12]}-{text[12:16]}-{text[16:]}"
    return {
        size: f"{_THUMBNAILER}/{pixels}/{kind}/{name}" for size, pixels in sizes.items()
    }


def without_types(data: Any) -> Any:
    """
    Return JSON in the form without ``metadata=1``.
    """
    if isinstance(data, list):
        return [without_types(item) for item in data]
    if not isinstance(data, dict):
        return data
    # Items of feeds always have a type. They alone have a "from".
    dropped = {"metadata"} if "from" in data else {"metadata", "type"}
    return {k: without_types(v) for k, v in data.items() if k not in dropped}


@attrs.frozen
class Shapes:
    """
    Encodes the objects of the world as JSON, for one request.

    Attributes:
        world: The state of the service.
        api: URL of the API, for connections.
        www: URL of the web site.
        viewer: The token's owner, or ``None``.
    """

    world: World
    api: str
    www: str
    viewer: User | None

    def _page(self, kind: str, key: str, name: str, **more: Any) -> JSON:
        return {"key": key, "url": self.www + key, "name": name, **more, "type": kind}

    def _connections(self, key: str, names: Iterable[str]) -> JSON:
        base = self.api + quote(key, safe="/:+")
        return {"metadata": {"connections": {name: f"{base}{name}/" for name in names}}}

    def user(self, user: User) -> JSON:
        """
        Return a user, as in lists.
        """
        found = pictures("profile", user.key)
        return self._page(
            "user", user.key, user.name, username=user.username, pictures=found
        )

    def full_user(self, user: User) -> JSON:
        """
        Return a user's full page.
        """
        world, viewer = self.world, self.viewer
        casts = [c for c in world.visible(viewer) if c.user is user]
        following = (
            {"following": world.marked(world.follows, viewer, user)} if viewer else {}
        )
        return {
            **self.user(user),
            "biog": user.biog,
            "created_time": stamp(user.created_at),
            "updated_time": stamp(user.created_at),
            "follower_count": sum(m.target is user for m in world.follows),
            "following_count": sum(m.user is user for m in world.follows),
            "cloudcast_count": len(casts),
            "favorite_count": sum(m.user is user for m in world.favorites),
            "listen_count": sum(m.user is user for m in world.listens),
            "is_pro": user.is_pro,
            "is_premium": user.is_premium,
            "city": user.city,
            "country": user.country,
            "cover_pictures": pictures("profile_cover", user.key, _COVER_SIZES),
            "picture_primary_color": user.color,
            **following,
            **self._connections(user.key, USER_LISTS),
        }

    def cloudcast(self, cast: Cloudcast) -> JSON:
        """
        Return a show, as in lists.
        """
        hidden = {"hidden_stats": True} if cast.hides_stats else {}
        return self._page(
            "cloudcast",
            cast.key,
            cast.name,
            slug=cast.slug,
            tags=[self.tag(slug) for slug in cast.tags],
            created_time=stamp(cast.created_at),
            updated_time=stamp(cast.updated_at),
            **self._counts(cast),
            audio_length=cast.audio_length,
            pictures=pictures("extaudio", cast.key, _CAST_SIZES),
            user=self.user(cast.user),
            **hidden,
        )

    def playlist(self, playlist: Playlist) -> JSON:
        """
        Return a playlist, as in lists and on its page.
        """
        return {
            **self._page("playlist", playlist.key, playlist.name, slug=playlist.slug),
            "owner": self.user(playlist.user),
            **self._connections(playlist.key, ("cloudcasts",)),
        }

    def _counts(self, cast: Cloudcast) -> dict[str, int]:
        world = self.world
        counts = {
            "play_count": cast.play_count,
            "favorite_count": sum(m.target is cast for m in world.favorites),
            "comment_count": sum(c.cloudcast is cast for c in world.comments),
            "listener_count": cast.listener_count,
            "repost_count": sum(m.target is cast for m in world.reposts),
        }
        return dict.fromkeys(counts, 0) if cast.hides_stats else counts

    def full_cloudcast(self, cast: Cloudcast) -> JSON:
        """
        Return a show's full page.
        """
        hosts = [self.user(host) for host in cast.hosts]
        return {
            **self.cloudcast(cast),
            "description": cast.description,
            "picture_primary_color": cast.color,
            "sections": [self._section(n, s) for n, s in enumerate(cast.sections)],
            **({"hosts": hosts} if hosts else {}),
            **self._connections(cast.key, CAST_LISTS),
        }

    def _section(self, position: int, section: Section) -> JSON:
        kind = "track" if section.artist and section.song else "chapter"
        data: JSON = {"type": "section", "section_type": kind, "position": position}
        if section.start_time is not None:
            data["start_time"] = section.start_time
        if section.artist and section.song:
            return {**data, "track": self.track(section.artist, section.song)}
        return {**data, "chapter": section.chapter}

    def artist(self, name: str) -> JSON:
        """
        Return an artist.
        """
        slug = slugify(name)
        return self._page("artist", f"/artist/{slug}/", name, slug=slug)

    def track(self, artist: str, song: str) -> JSON:
        """
        Return a track.
        """
        slug, maker = slugify(song), self.artist(artist)
        key = f"/track/{maker['slug']}/{slug}/"
        return self._page("track", key, song, slug=slug, artist=maker)

    def tag(self, slug: str) -> JSON:
        """
        Return a tag, as in shows.
        """
        return self._page("tag", f"/genres/{slug}/", self.world.tags[slug])

    def full_tag(self, kind: str, slug: str, name: str) -> JSON:
        """
        Return a tag's full page.

        Args:
            kind: First part of the key.
            slug: The tag, the city, or both, as in the key.
            name: Name of the tag.
        """
        key = f"/{kind}/{slug}/"
        return {
            **self._page("tag", key, name),
            **self._connections(key, TAG_LISTS),
        }

    def category(self, category: Category) -> JSON:
        """
        Return a category.
        """
        key = f"/categories/{category.slug}/"
        return {
            **self._page("category", key, category.name, slug=category.slug),
            "format": category.format,
            "pictures": pictures("profile", key, _OLD_SIZES),
            **self._connections(key, CATEGORY_LISTS),
        }

    def comment(self, comment: Comment) -> JSON:
        """
        Return a comment.
        """
        return {
            "type": "comment",
            "key": comment.key,
            "url": f"{self.www}{comment.cloudcast.key}#comment-{comment.number}",
            "comment": comment.text,
            "submit_date": stamp(comment.at),
            "user": self.user(comment.user),
        }

    def listen(self, mark: Mark[Cloudcast]) -> JSON:
        """
        Return a show with the time at which a user listened to it.
        """
        return {**self.cloudcast(mark.target), "listen_time": stamp(mark.at)}

    def story(self, story: Story) -> JSON:
        """
        Return an item of a feed.
        """
        about = (
            {"users": [self.user(story.target)]}
            if isinstance(story.target, User)
            else {"cloudcasts": [self.cloudcast(story.target)]}
        )
        feed = f"{story.user.key}feed/"
        return {
            "type": story.kind,
            "key": f"{feed}{story.number}/",
            "url": f"{self.www}{feed}#{story.number}",
            "title": story.title,
            "created_time": stamp(story.at),
            "from": self.user(story.user),
            **about,
        }
