"""
Addresses of images and pages, and reading what people type.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

import attrs

from ._errors import IncompleteError, UnsafeURLError
from ._ids import id_of
from ._record import Record
from ._servers import Servers


class Kind(Enum):
    """The kinds of things that have an address."""

    ACCOUNT = "account"
    EVENT = "event"
    IMAGE = "image"
    INVENTION = "invention"
    ROOM = "room"


@attrs.frozen
class Reference:
    """
    What a user means: by id, or by name.

    Attributes:
        kind: What it is, or ``None`` if they did not say.

        id: Its id, or ``None``.

        name: A username, a room's name or an image file's, or ``None``.
    """

    kind: Kind | None
    id: int | None = None
    name: str | None = None


#: What a page's first part says of the second.
_PAGES: dict[str, tuple[Kind, bool]] = {
    "user": (Kind.ACCOUNT, True),
    "room": (Kind.ROOM, True),
    "image": (Kind.IMAGE, False),
    "event": (Kind.EVENT, False),
    "invention": (Kind.INVENTION, False),
}
_MARKS = {"@": Kind.ACCOUNT, "^": Kind.ROOM}
#: The name of an image file, with folders: the first of them has no dot, as a host has.
_FILE = re.compile(
    r"(?:[\w-]+/(?:[\w-][\w.-]*/)*)?[\w-][\w.-]*\.(?:jpe?g|png|webp|gif)",
    re.ASCII | re.IGNORECASE,
)
_NAME = re.compile(r"[\w.-]+", re.ASCII)


@attrs.frozen
class Links:
    """
    Makes addresses, and reads them back.

    Attributes:
        servers: Addresses of the servers.
    """

    servers: Servers = attrs.field(factory=Servers)

    def image_file(
        self,
        name: Any,
        *,
        width: int | None = None,
        height: int | None = None,
        square: bool = False,
    ) -> str:
        """
        Return where an image file is.

        Args:
            name: The file's name, or an object with an ``image_name``.

            width: In pixels, or ``None`` for what fits.

            height: In pixels, or ``None`` for what fits.

            square: Whether it is cropped to a square.
        """
        file = quote(file_name(name), safe="/")
        query = urlencode(size_query(width=width, height=height, square=square))
        address = f"{self.servers.base('img').rstrip('/')}/{file}"
        return f"{address}?{query}" if query else address

    def image(self, image: Any) -> str:
        """Return the page of an image, by the image or its id."""
        return self._page("image", _id(image))

    def event(self, event: Any) -> str:
        """Return the page of an event, by the event or its id."""
        return self._page("event", _id(event))

    def invention(self, invention: Any) -> str:
        """Return the page of an invention, by the invention or its id."""
        return self._page("invention", _id(invention))

    def profile(self, account: Any) -> str:
        """Return the page of a person, by the account or the username."""
        return self._page("user", _name(account, "username").removeprefix("@"))

    def profile_photos(self, account: Any) -> str:
        """Return the page of a person's photos, by the account or the username."""
        return f"{self.profile(account)}/photos"

    def room(self, room: Any) -> str:
        """Return the page of a room, by the room or its name."""
        return self._page("room", _name(room, "name").removeprefix("^"))

    def _page(self, kind: str, value: Any) -> str:
        base = self.servers.base("web").rstrip("/")
        return f"{base}/{kind}/{quote(str(value), safe='')}"

    # --- Reading --------------------------------------------------------------

    def parse(self, text: str, expected: Kind | None = None) -> Reference | None:
        """
        Read what a user has typed.

        Args:
            text: ``@name``, ``^room``, an id, the address of a page or an image
                file, an image file's name, or a plain name.

            expected: What a bare id or name is of, or ``None`` if that is open.

        Returns:
            What they mean; ``None`` if it is nothing that could exist: other
            letters than ASCII's, an id below 1, an address of another site.
        """
        text = text.strip()
        if not text or not text.isascii():
            return None
        if "://" in text or self._is_ours(f"https://{text}"):
            return self._address(text if "://" in text else f"https://{text}")
        if kind := _MARKS.get(text[0]):
            return _named(kind, text[1:])
        if text.isdigit():
            return _numbered(expected, text)
        if _FILE.fullmatch(text) and expected in {None, Kind.IMAGE}:
            return Reference(Kind.IMAGE, name=text)
        return _named(expected, text)

    def _is_ours(self, address: str) -> bool:
        servers = self.servers
        hosts = {_host(servers.web), _host(servers.img), _host(servers.cdn)}
        return _host(address) in hosts

    def _address(self, address: str) -> Reference | None:
        if not self._is_ours(address):
            return None
        parts = urlsplit(address)
        steps = [unquote(step) for step in parts.path.split("/") if step]
        image = parse_qs(parts.query).get("image")
        if image:
            return _numbered(Kind.IMAGE, image[0])
        if (name := self._file_in(address)) is not None:
            return Reference(Kind.IMAGE, name=name) if _is_safe(name) else None
        if len(steps) < 2 or steps[0] not in _PAGES:
            return None
        kind, by_name = _PAGES[steps[0]]
        return _named(kind, steps[1]) if by_name else _numbered(kind, steps[1])

    def _file_in(self, address: str) -> str | None:
        """Return the name of the image file at an address, or ``None``."""
        servers = self.servers
        places = [servers.img, servers.cdn and f"{servers.cdn.rstrip('/')}/img"]
        for place in filter(None, places):
            # All can be behind one host, as in a sandbox.
            base = urlsplit(place).path.rstrip("/") + "/"
            path = urlsplit(address).path
            if _host(address) == _host(place) and path.startswith(base):
                name = unquote(path.removeprefix(base)).strip("/")
                return name or None
        return None


def _host(address: str | None) -> str | None:
    """Return the host of an address, ``www.`` left out."""
    try:
        host = urlsplit(address or "").netloc.lower()
    except ValueError:
        return ""
    return host.removeprefix("www.") or None


def _id(value: Any) -> int:
    """
    Return an ID for an address.

    Raises:
        IncompleteError: The ID of the object is none.
        ValueError: The same for a value that is no object.
    """
    try:
        return id_of(value)
    except ValueError as error:
        raise _error(value, str(error)) from None


def _name(value: Any, attribute: str) -> str:
    """Return a name for an address: see `_id`."""
    name = value if isinstance(value, str) else getattr(value, attribute, None)
    if not isinstance(name, str) or not name.strip("@^ "):
        raise _error(value, "this needs a name, or an object that has one")
    return name.strip()


def _error(value: Any, message: str) -> ValueError:
    """Return the caller's mistake, or the error of an object that lacks something."""
    if isinstance(value, Record):
        return IncompleteError(f"{value!r}: {message}")
    return ValueError(message)


def _is_safe(name: str) -> bool:
    """Return whether the name of a file leads to no other folder."""
    parts = re.split(r"[/\\]", name)
    return name.isprintable() and not {"", ".", ".."} & set(parts)


def _numbered(kind: Kind | None, text: str) -> Reference | None:
    try:
        return Reference(kind, id=id_of(text))
    except ValueError:
        return None


def _named(kind: Kind | None, text: str) -> Reference | None:
    return Reference(kind, name=text) if _NAME.fullmatch(text) else None


def file_name(image: Any) -> str:
    """
    Return the name of an image file.

    Args:
        image: The name, or an object with an ``image_name``.

    Raises:
        IncompleteError: The object has none.
        UnsafeURLError: The name leads to another folder.
        ValueError: The text is empty.
    """
    name = image if isinstance(image, str) else getattr(image, "image_name", None)
    if not isinstance(name, str) or not name.strip("/"):
        raise _error(image, "this has no image")
    name = name.strip("/")
    if not _is_safe(name):
        raise UnsafeURLError(f"{name!r} is not the name of an image file")
    return name


def size_query(
    *, width: int | None, height: int | None, square: bool
) -> dict[str, str]:
    """
    Return what asks for an image's size.

    Raises:
        ValueError: A size is less than one pixel.
    """
    sizes = {"width": width, "height": height}
    if any(size is not None and size < 1 for size in sizes.values()):
        raise ValueError("an image is at least one pixel wide and high")
    query = {name: str(size) for name, size in sizes.items() if size is not None}
    return query | ({"cropSquare": "true"} if square else {})
