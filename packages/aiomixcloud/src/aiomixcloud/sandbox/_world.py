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
    Somebody.

    Attributes:
        cohosts: Who accepted to be named as a host of this user's shows.
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
        The path of the user's page.
        """
        return f"/{self.username}/"


@attrs.define(eq=False)
class Cloudcast:
    """
    A show.

    Attributes:
        number: Its number among all that happened.

        audio_length: Its length in seconds.

        publish_at: When it gets public, or ``None`` if it is.

        audio: The file that was sent, or ``None`` if it was there already.

        picture: The picture that was sent last.
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
        The path of the show's page.
        """
        return f"/{self.user.username}/{self.slug}/"


@attrs.frozen(eq=False)
class Mark(Generic[T]):
    """
    That somebody follows somebody, likes a show, listened to it, and so on.
    """

    number: int
    user: User
    target: T
    at: datetime


@attrs.frozen(eq=False)
class Comment:
    """
    What somebody said about a show.
    """

    number: int
    user: User
    cloudcast: Cloudcast
    text: str
    at: datetime

    @property
    def key(self) -> str:
        """
        The path of the comment.
        """
        return f"/comments/cr/{self.cloudcast.number}/{self.number % 97}/c{self.id}/"

    @property
    def id(self) -> str:
        """
        Its number, as the path has it.
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
        The path of the playlist's page.
        """
        return f"/{self.user.username}/playlists/{self.slug}/"


@attrs.frozen
class Category:
    """
    A shelf of the old site: the shows of a tag.
    """

    slug: str
    name: str
    format: str = "music"


@attrs.frozen
class App:
    """
    A program that may ask users for a token.
    """

    client_id: str
    secret: str = attrs.field(repr=False)


@attrs.frozen
class Grant:
    """
    What a user allowed an app, to be exchanged for a token.
    """

    app: App
    user: User
    redirect_uri: str


def now() -> datetime:
    """
    The time of day.
    """
    return datetime.now(UTC)


def slugify(name: str) -> str:
    """
    Write a name as it stands in paths.
    """
    return re.sub(r"\W+", "-", name.casefold()).strip("-") or "untitled"


def tag_slug(name: str) -> str:
    """
    Write a tag as it stands in paths, which keep more of it: there is a ``1.5``.
    """
    return re.sub(r"[\s/+:]+", "-", name.casefold()).strip("-") or "untitled"


@attrs.define(eq=False)
class World:
    """
    Everything the service knows.

    Attributes:
        clock: What the time is.

        limits: How large the parts of an upload may be.

        quota: How often one may act, or ``None`` for as often as one likes.

        users: Everybody, by username.

        cloudcasts: All shows, by key.

        tags: What tags are called, by slug.

        visitor: Who sits at the browser, for the authorization page.

        consents: Whether they allow what they are asked there.

        tokens: Whose each token is.

        grants: What was allowed and not yet exchanged, by code.
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
    # Tokens and codes are keys here, and a repr ends up in a test's output.
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
        The moment of something that happens now, in whole seconds.

        Nothing else happened in that second: lists are paged by it.
        """
        time = self.clock().replace(microsecond=0)
        self._latest = max(time, self._latest + timedelta(seconds=1))
        return self._latest

    def add_user(self, username: str, name: str, *, at: datetime | None = None) -> User:
        """
        Let somebody in.
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
        Put up a show.

        Args:
            user: Whose it is.

            name: What it is called.

            slug: What it is called in paths; ``None`` for one made of the name.

            tags: What its tags are called.

            at: When it is put up; ``None`` for now.
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
        Give a show other tags.
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
        Say something about a show.
        """
        comment = Comment(next(self._numbers), user, cast, text, at or self.tick())
        self.comments.append(comment)
        return comment

    def mark(
        self, marks: list[Mark[T]], user: User, target: T, *, at: datetime | None = None
    ) -> None:
        """
        Add a mark, unless it is there.
        """
        if not self.marked(marks, user, target):
            marks.append(Mark(next(self._numbers), user, target, at or self.tick()))

    def listen(
        self, user: User, cast: Cloudcast, *, at: datetime | None = None
    ) -> None:
        """
        Listen to a show, once more if need be.
        """
        mark = Mark(next(self._numbers), user, cast, at or self.tick())
        self.listens.append(mark)

    @staticmethod
    def unmark(marks: list[Mark[T]], user: User, target: T) -> None:
        """
        Take a mark away, if it is there.
        """
        marks[:] = [m for m in marks if m.user is not user or m.target is not target]

    @staticmethod
    def marked(marks: list[Mark[T]], user: User, target: T) -> bool:
        """
        Whether somebody marked something.
        """
        return any(m.user is user and m.target is target for m in marks)

    def is_public(self, cast: Cloudcast) -> bool:
        """
        Whether everybody may see a show.
        """
        due = cast.publish_at is None or cast.publish_at <= self.clock()
        return due and not cast.is_unlisted

    def is_visible(self, cast: Cloudcast, viewer: User | None) -> bool:
        """
        Whether somebody may see a show.
        """
        return cast.user is viewer or self.is_public(cast)

    def visible(self, viewer: User | None) -> list[Cloudcast]:
        """
        The shows that somebody may see, newest first.
        """
        seen = [c for c in self.cloudcasts.values() if self.is_visible(c, viewer)]
        return sorted(seen, key=lambda cast: cast.created_at, reverse=True)

    def issue_token(self, user: User) -> str:
        """
        Make a token.
        """
        token = secrets.token_urlsafe(24)
        self.tokens[token] = user
        return token

    def revoke(self, token: str) -> None:
        """
        End a token.
        """
        self.tokens.pop(token, None)

    def grant(self, app: App, user: User, redirect_uri: str) -> str:
        """
        Note what a user allowed, and give the code for it.
        """
        code = secrets.token_urlsafe(16)
        self.grants[code] = Grant(app, user, redirect_uri)
        return code
