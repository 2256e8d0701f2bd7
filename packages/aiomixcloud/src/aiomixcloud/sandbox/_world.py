"""
The state of the service: plain objects, to arrange and to assert on.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Generic, TypeVar

import attrs

from clientcore.sandbox import Quota

from ._forms import Limits, Section
from ._multipart import Received

T = TypeVar("T")


@attrs.define(eq=False)
class User:
    """
    A user.

    Attributes:
        cohosts: Users who accepted to be hosts of this user's shows.
    """

    username: str
    name: str
    created_at: datetime
    biog: str = ""
    city: str | None = None
    country: str | None = None
    is_pro: bool = False
    is_premium: bool = False
    color: str = ""
    cohosts: list[User] = attrs.field(factory=list)

    @property
    def key(self) -> str:
        """
        The user's key.
        """
        return f"/{self.username}/"


@attrs.define(eq=False)
class Cloudcast:
    """
    A show.

    Attributes:
        number: Number of the event, unique in the world.
        audio_length: Length in seconds.
        publish_at: When the show becomes public, or ``None`` if it is.
        audio: The uploaded file, or ``None`` if the show was never uploaded.
        picture: The picture that was uploaded last.
    """

    number: int
    user: User
    slug: str
    name: str
    created_at: datetime
    updated_at: datetime
    description: str = ""
    tags: list[str] = attrs.field(factory=list)
    sections: list[Section] = attrs.field(factory=list)
    hosts: list[User] = attrs.field(factory=list)
    audio_length: int = 0
    play_count: int = 0
    listener_count: int = 0
    color: str = ""
    is_unlisted: bool = False
    hides_stats: bool = False
    disables_comments: bool = False
    publish_at: datetime | None = None
    audio: Received | None = None
    picture: Received | None = None

    @property
    def key(self) -> str:
        """
        The show's key.
        """
        return f"/{self.user.username}/{self.slug}/"


@attrs.frozen(eq=False)
class Mark(Generic[T]):
    """
    A follow, favorite, repost, listen, or entry of Listen Later.
    """

    number: int
    user: User
    target: T
    at: datetime


@attrs.frozen(eq=False)
class Comment:
    """
    A comment on a show.
    """

    number: int
    user: User
    cloudcast: Cloudcast
    text: str
    at: datetime

    @property
    def key(self) -> str:
        """
        The comment's key.
        """
        return f"/comments/cr/{self.cloudcast.number}/{self.number % 97}/c{self.id}/"

    @property
    def id(self) -> str:
        """
        The comment's number, as in its key.
        """
        return f"{self.number * 2654435761 % 2**32:08x}"


@attrs.define(eq=False)
class Playlist:
    """
    A playlist of a user.
    """

    user: User
    slug: str
    name: str
    cloudcasts: list[Cloudcast] = attrs.field(factory=list)

    @property
    def key(self) -> str:
        """
        The playlist's key.
        """
        return f"/{self.user.username}/playlists/{self.slug}/"


@attrs.frozen
class Category:
    """
    A category, with the shows of a tag.
    """

    slug: str
    name: str
    format: str = "music"


@attrs.frozen
class App:
    """
    An app that may request tokens.
    """

    client_id: str
    secret: str = attrs.field(repr=False)


@attrs.frozen
class Grant:
    """
    A user's consent, to be exchanged for a token.
    """

    app: App
    user: User
    redirect_uri: str


def now() -> datetime:
    """
    Return the current time.
    """
    return datetime.now(UTC)


def slugify(name: str) -> str:
    """
    Return a name as in paths: ``24/4 - Hour 1 + 2`` is ``244-hour-1-2``.
    """
    return _dashed(re.sub(r"[^\w\s-]", "", name.casefold()))


def tag_slug(name: str) -> str:
    """
    Return a tag as in paths, which keep dots: there is a ``1.5``.
    """
    return _dashed(re.sub(r"[^\w\s.-]", "", name.casefold()))


def _dashed(name: str) -> str:
    return re.sub(r"[\s-]+", "-", name).strip("-") or "untitled"


@attrs.define(eq=False)
class World:
    """
    The state of the service.

    Attributes:
        clock: Returns the current time.
        limits: Limits of uploads.
        quota: Rate limit of actions, or ``None`` for no limit.
        users: All users, by username.
        cloudcasts: All shows, by key.
        queue: The entries of Listen Later.
        tags: Names of tags, by slug.
        visitor: User at the browser, for the authorization page.
        consents: Whether that user accepts there.
        tokens: Owners of tokens, by token.
        grants: Consents that were not exchanged yet, by code.
    """

    clock: Callable[[], datetime] = now
    limits: Limits = attrs.field(factory=Limits)
    quota: Quota | None = None
    users: dict[str, User] = attrs.field(factory=dict)
    cloudcasts: dict[str, Cloudcast] = attrs.field(factory=dict)
    comments: list[Comment] = attrs.field(factory=list)
    follows: list[Mark[User]] = attrs.field(factory=list)
    favorites: list[Mark[Cloudcast]] = attrs.field(factory=list)
    reposts: list[Mark[Cloudcast]] = attrs.field(factory=list)
    queue: list[Mark[Cloudcast]] = attrs.field(factory=list)
    listens: list[Mark[Cloudcast]] = attrs.field(factory=list)
    playlists: list[Playlist] = attrs.field(factory=list)
    tags: dict[str, str] = attrs.field(factory=dict)
    categories: dict[str, Category] = attrs.field(factory=dict)
    visitor: User | None = None
    consents: bool = True
    apps: dict[str, App] = attrs.field(factory=dict)
    # Tokens and codes are keys here, and tests print reprs.
    tokens: dict[str, User] = attrs.field(factory=dict, repr=False)
    grants: dict[str, Grant] = attrs.field(factory=dict, repr=False)
    _numbers: Iterator[int] = attrs.field(
        factory=lambda: count(674_383_001), init=False, repr=False
    )
    _latest: datetime = attrs.field(
        default=datetime(1970, 1, 1, tzinfo=UTC), init=False, repr=False
    )

    def tick(self) -> datetime:
        """
        Return the time for an event that happens now, in whole seconds.

        No other event has this second, because lists are paged by it.
        """
        time = self.clock().replace(microsecond=0)
        self._latest = max(time, self._latest + timedelta(seconds=1))
        return self._latest

    def add_user(self, username: str, name: str, *, at: datetime | None = None) -> User:
        """
        Add a user.
        """
        user = User(username, name, at or self.tick())
        self.users[username] = user
        return user

    def add_cloudcast(
        self,
        user: User,
        name: str,
        *,
        slug: str | None = None,
        tags: list[str] | None = None,
        at: datetime | None = None,
    ) -> Cloudcast:
        """
        Add a show.

        Args:
            user: Owner of the show.
            name: Name of the show.
            slug: Name in paths. ``None`` to make it of *name*.
            tags: Names of its tags.
            at: Time of the upload, ``None`` for now.
        """
        time = at or self.tick()
        slug = slug or self._free_slug(user, name)
        cast = Cloudcast(next(self._numbers), user, slug, name, time, time)
        self.cloudcasts[cast.key] = cast
        self.set_tags(cast, tags or [])
        return cast

    def _free_slug(self, user: User, name: str) -> str:
        slug = slugify(name)
        names = (slug if n == 1 else f"{slug}-{n}" for n in count(1))
        return next(s for s in names if f"/{user.username}/{s}/" not in self.cloudcasts)

    def set_tags(self, cast: Cloudcast, names: list[str]) -> None:
        """
        Replace the tags of a show.
        """
        slugs = {tag_slug(name): name for name in names}
        cast.tags = list(slugs)
        self.tags = {**slugs, **self.tags}

    def add_playlist(
        self, user: User, name: str, cloudcasts: Iterable[Cloudcast] = ()
    ) -> Playlist:
        """
        Add a playlist of a user.
        """
        playlist = Playlist(user, slugify(name), name, [*cloudcasts])
        self.playlists.append(playlist)
        return playlist

    def add_comment(
        self, user: User, cast: Cloudcast, text: str, *, at: datetime | None = None
    ) -> Comment:
        """
        Add a comment on a show.
        """
        comment = Comment(next(self._numbers), user, cast, text, at or self.tick())
        self.comments.append(comment)
        return comment

    def mark(
        self, marks: list[Mark[T]], user: User, target: T, *, at: datetime | None = None
    ) -> None:
        """
        Add a mark, unless it exists.
        """
        if not self.marked(marks, user, target):
            marks.append(Mark(next(self._numbers), user, target, at or self.tick()))

    def listen(
        self, user: User, cast: Cloudcast, *, at: datetime | None = None
    ) -> None:
        """
        Add a listen. A user may listen to a show more than once.
        """
        mark = Mark(next(self._numbers), user, cast, at or self.tick())
        self.listens.append(mark)

    @staticmethod
    def unmark(marks: list[Mark[T]], user: User, target: T) -> None:
        """
        Remove a mark, if it exists.
        """
        marks[:] = [m for m in marks if m.user is not user or m.target is not target]

    @staticmethod
    def marked(marks: list[Mark[T]], user: User, target: T) -> bool:
        """
        Return whether a user has marked a target.
        """
        return any(m.user is user and m.target is target for m in marks)

    def is_public(self, cast: Cloudcast) -> bool:
        """
        Return whether a show is public.
        """
        due = cast.publish_at is None or cast.publish_at <= self.clock()
        return due and not cast.is_unlisted

    def is_visible(self, cast: Cloudcast, viewer: User | None) -> bool:
        """
        Return whether *viewer* may see a show.
        """
        return cast.user is viewer or self.is_public(cast)

    def visible(self, viewer: User | None) -> list[Cloudcast]:
        """
        Return the shows that *viewer* may see, newest first.
        """
        seen = [c for c in self.cloudcasts.values() if self.is_visible(c, viewer)]
        return sorted(seen, key=lambda cast: cast.created_at, reverse=True)

    def issue_token(self, user: User) -> str:
        """
        Add a token of a user, and return it.
        """
        token = secrets.token_urlsafe(24)
        self.tokens[token] = user
        return token

    def revoke(self, token: str) -> None:
        """
        Remove a token.
        """
        self.tokens.pop(token, None)

    def grant(self, app: App, user: User, redirect_uri: str) -> str:
        """
        Add a consent, and return its code.
        """
        code = secrets.token_urlsafe(16)
        self.grants[code] = Grant(app, user, redirect_uri)
        return code
