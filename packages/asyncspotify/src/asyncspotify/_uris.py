"""
Ids, URIs and links, and what may be given in their place.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import SplitResult, quote, unquote, urlsplit

import attrs

from ._errors import InvalidId

#: Where links for people lead.
OPEN_URL = "https://open.spotify.com"

_ID = re.compile(r"[0-9A-Za-z]{22}", re.ASCII)
#: The types that have ids, URIs and links.
KINDS = frozenset(
    {"track", "album", "artist", "playlist", "user"}
    | {"show", "episode", "audiobook", "chapter"}
)

# The service calls audiobooks shows and chapters episodes as it pleases.
_ALIASES = {"audiobook": "show", "chapter": "episode"}

#: The hosts of links whose target only the service knows.
_SHORT_HOSTS = frozenset({"spotify.link", "spotify.app.link"})

#: An id with what share menus append to it.
_TRACKED_ID = re.compile(r"([0-9A-Za-z]{22})[?#].*", re.ASCII)

_COLLECTION = re.compile(
    r"spotify:(user:[^:]+:)?collection(:tracks)?"
    r"|(https?://)?open\.spotify\.com/(intl-[a-z-]+/)?collection(/tracks)?/?(\?.*)?",
    re.IGNORECASE,
)

#: In a link, before the kind: a language, or a page to embed.
_BEFORE_KIND = re.compile(r"intl-[a-z-]+|embed|embed-podcast", re.IGNORECASE)


@attrs.frozen
class SpotifyURI:
    """
    What a URI or a link says.

    Attributes:
        kind: ``track``, ``album``, ``artist``, ``playlist``, ``show``,
            ``episode``, ``audiobook``, ``chapter``, ``user`` or ``local``.

        id: The id, decoded. Of a local file: its artist, album, title and
            seconds, as they stand in the URI.
    """

    kind: str
    id: str

    @property
    def uri(self) -> str:
        """The URI, as in ``spotify:track:6rqhFgbbKwnb9MLmUQDhG6``."""
        if self.kind == "local":
            return f"spotify:local:{self.id}"
        return f"spotify:{self.kind}:{quote(self.id, safe='')}"

    @property
    def url(self) -> str | None:
        """The link for people, or ``None``, which local files have."""
        if self.kind == "local":
            return None
        return f"{OPEN_URL}/{self.kind}/{quote(self.id, safe='')}"

    def is_a(self, kind: str) -> bool:
        """Whether it may stand for a *kind*: audiobooks are shows as well."""
        return _general(self.kind) == _general(kind)

    def __str__(self) -> str:
        return self.uri


def _general(kind: str) -> str:
    return _ALIASES.get(kind, kind)


def parse(value: Any, kind: str | None = None) -> SpotifyURI:
    """
    Read anything that stands for something of the service.

    Args:
        value: A URI, a link, an object, or an id if *kind* is given.

        kind: What it has to be, or ``None`` for anything.

    Raises:
        TypeError: It is no text, and no object of ours.

        InvalidId: It is text, but nothing of that kind.
    """
    if not isinstance(value, str):
        return _of_object(value, kind)
    found = _read(value.strip())
    if found is None:
        found = _bare(value.strip(), kind)
    if kind is not None and not found.is_a(kind):
        raise InvalidId(f"{value!r} is {_an(found.kind)}, not {_an(kind)}")
    return found


def id_of(value: Any, kind: str) -> str:
    """
    Return the id of *value*, to go into a path.

    Args:
        value: An id, a URI, a link, or an object.

        kind: What it has to be.

    Raises:
        TypeError: It is neither text nor a *kind*.

        InvalidId: It is nothing of that kind, or has no id, as local files.
    """
    return parse(value, kind).id


def uri_of(value: Any, kind: str | None = "track") -> str:
    """
    Return the URI of *value*.

    Args:
        value: A URI, a link, an object, or an id, which *kind* says the kind of.

        kind: What a bare id is, or ``None`` to refuse one. It refuses nothing
            else: an episode goes where tracks go, and so does a local file.

    Raises:
        TypeError: It is neither text nor an object of ours.

        InvalidId: It is text, but no URI and no link.
    """
    if not isinstance(value, str):
        return _own_uri(value)
    text = value.strip()
    found = _read(text)
    return (found or _bare(text, kind)).uri


def from_uri(uri: str) -> SpotifyURI:
    """
    Read a URI.

    Raises:
        ValueError: *uri* is not a URI of Spotify.
    """
    found = _read_uri(uri.strip())
    if found is None:
        raise InvalidId(f"{uri!r} is no URI of Spotify")
    return found


def from_url(url: str) -> SpotifyURI:
    """
    Read a link.

    Raises:
        ValueError: *url* is not a link to an object on Spotify. A short link has to
            be followed, as clients do.
    """
    found = _read_link(url.strip())
    if found is None:
        raise InvalidId(f"{url!r} is no link to something on Spotify")
    return found


def to_uri(kind: str, id: str) -> str:
    """Return the URI for a kind and an id, as in ``spotify:track:…``."""
    return SpotifyURI(_known(kind), id).uri


def to_url(kind: str, id: str) -> str:
    """Return the link for a kind and an id."""
    return f"{OPEN_URL}/{_known(kind)}/{quote(id, safe='')}"


def is_id(value: object) -> bool:
    """Whether *value* has the form of an id: 22 letters and digits."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def check_id(value: str) -> str:
    """
    Return *value* if it has the form of an id.

    The ids of users and categories have no form.

    Raises:
        ValueError: *value* is not an ID.
    """
    if not is_id(value):
        raise InvalidId(f"{value!r} is no id: those are 22 letters and digits")
    return value


def is_short_link(value: object) -> bool:
    """Whether *value* is a link of which only the service knows where it leads."""
    if not isinstance(value, str):
        return False
    parts = _split(value.strip())
    if parts is None:
        return False
    host = parts.netloc.lower()
    return host in _SHORT_HOSTS or (
        host == "open.spotify.com" and parts.path.startswith("/s/")
    )


def is_collection(value: object) -> bool:
    """Whether *value* is a URI or link of a user's Liked Songs."""
    return isinstance(value, str) and _COLLECTION.fullmatch(value.strip()) is not None


# --- Text ---------------------------------------------------------------------


def _read(text: str) -> SpotifyURI | None:
    return _read_uri(text) or _read_link(text)


def _read_uri(text: str) -> SpotifyURI | None:
    scheme, _, rest = text.partition(":")
    if scheme.lower() != "spotify":
        return None
    if rest.startswith("local:"):
        return SpotifyURI("local", rest.removeprefix("local:"))
    # Share menus append ?si= and ?context= to URIs too.
    return _from_parts(re.split(r"[?#]", rest)[0].split(":"))


def _read_link(text: str) -> SpotifyURI | None:
    parts = _split(text)
    if parts is None or parts.netloc.lower() != "open.spotify.com":
        return None
    steps = [step for step in parts.path.split("/") if step]
    while steps and _BEFORE_KIND.fullmatch(steps[0]):
        del steps[0]
    return _from_parts(steps)


def _split(text: str) -> SplitResult | None:
    """Take a link apart, with its scheme or without."""
    try:
        return urlsplit(text if "//" in text else f"//{text}")
    except ValueError:
        return None


def _from_parts(parts: list[str]) -> SpotifyURI | None:
    # The old form, spotify:user:NAME:playlist:ID.
    if len(parts) == 4 and parts[0] == "user" and parts[2] == "playlist":
        parts = parts[2:]
    if len(parts) != 2 or parts[0] not in KINDS or not parts[1]:
        return None
    return SpotifyURI(parts[0], unquote(parts[1]))


def _bare(text: str, kind: str | None) -> SpotifyURI:
    """Take text for an id, unless it was meant to be something else."""
    if is_short_link(text):
        raise InvalidId(f"{text!r} is a short link, which has to be followed first")
    text = _TRACKED_ID.sub(r"\1", text)
    # The name of a user may be anything, a colon included.
    looks_odd = kind != "user" and re.search(r"[:/?#\s]", text)
    if kind is None or not text or looks_odd or "://" in text:
        raise InvalidId(f"{text!r} is no {kind or 'URI'}, and no link to one")
    return SpotifyURI(kind, text)


def _known(kind: str) -> str:
    if kind not in KINDS:
        raise ValueError(f"there are no {kind!r} on Spotify")
    return kind


def _an(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeio" else f"a {kind}"


# --- Objects ------------------------------------------------------------------


def _of_object(value: Any, kind: str | None) -> SpotifyURI:
    if isinstance(value, SpotifyURI):
        return parse(value.uri, kind)
    own = _kind_of(value)
    if kind is not None and _general(own) != _general(kind):
        raise TypeError(f"expected {_an(kind)}, not {type(value).__name__}")
    if not isinstance(value.id, str) or not value.id:
        raise InvalidId(f"this {type(value).__name__} has no id, as local files do")
    return SpotifyURI(own, value.id)


def _own_uri(value: Any) -> str:
    if isinstance(value, SpotifyURI):
        return value.uri
    own = _kind_of(value)
    uri = getattr(value, "uri", None)
    if isinstance(uri, str) and uri:
        return uri
    if not value.id:
        raise InvalidId(f"this {type(value).__name__} has neither URI nor id")
    return SpotifyURI(own, value.id).uri


def _kind_of(value: Any) -> str:
    own = getattr(value, "type", None)
    if not isinstance(own, str) or not hasattr(value, "id"):
        name = type(value).__name__
        raise TypeError(f"expected an id, a URI, a link or an object, not {name}")
    return own
