"""
What plays.
"""

from __future__ import annotations

from typing import ClassVar

import attrs

from clientcore import wire

from .base import SpotifyObject


@attrs.define(kw_only=True, eq=False, repr=False)
class Device(SpotifyObject):
    """
    Something that can play for the user.

    Attributes:
        id: The id, which may change. ``None`` for devices that cannot be told
            what to do.

        device_type: ``Computer``, ``Smartphone``, ``Speaker`` … in whatever case.

        is_active: Whether it is the one that plays.

        is_private_session: Whether nobody is told what it plays.

        is_restricted: Whether it takes no commands.

        volume_percent: 0 to 100, or ``None`` if the device has no volume.

        supports_volume: Whether its volume can be set.
    """

    type: ClassVar[str] = "device"

    device_type: str | None = attrs.field(default=None, metadata=wire("type"))
    is_active: bool | None = None
    is_private_session: bool | None = None
    is_restricted: bool | None = None
    volume_percent: int | None = None
    supports_volume: bool | None = None
