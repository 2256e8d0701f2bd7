"""
What users keep in their library, with when they put it there.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import attrs

from ..._models import SpotifyModel
from .album import FullAlbum
from .audiobook import SimpleAudiobook
from .full_track import FullTrack
from .podcast import FullEpisode, SimpleShow


@attrs.define(kw_only=True)
class Saved(SpotifyModel):
    """
    The base of what is kept in a library.

    Attributes:
        added_at: When it was put there, in UTC.
    """

    added_at: datetime | None = None


@attrs.define(kw_only=True)
class SavedTrack(Saved):
    """
    A track in a library.

    Attributes:
        track: The track.
    """

    track: FullTrack | None = None


@attrs.define(kw_only=True)
class SavedAlbum(Saved):
    """
    An album in a library.

    Attributes:
        album: The album.
    """

    album: FullAlbum | None = None


@attrs.define(kw_only=True)
class SavedEpisode(Saved):
    """
    An episode in a library.

    Attributes:
        episode: The episode. If it is gone, its attributes are ``None``.
    """

    episode: FullEpisode | None = None


@attrs.define(kw_only=True)
class SavedShow(Saved):
    """
    A show in a library.

    Attributes:
        show: The show.
    """

    show: SimpleShow | None = None


@attrs.define(kw_only=True)
class SavedAudiobook(Saved):
    """
    An audiobook in a library.

    Attributes:
        audiobook: The audiobook.
    """

    audiobook: SimpleAudiobook | None = None

    @classmethod
    def reshape(cls, data: dict[str, Any]) -> dict[str, Any]:
        # The service answers with bare audiobooks, whatever its documents say.
        return data if "audiobook" in data else {"audiobook": data}
