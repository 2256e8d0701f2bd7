"""
The client, under the module path of asyncspotify 0.12.
"""

from __future__ import annotations

from typing import Any

from . import Client

__all__ = ["Client", "get_id"]


def get_id(obj: Any) -> Any:
    """
    Return the ID of an object, or *obj* itself if it is text.

    Args:
        obj: An object of the service, or an ID.
    """
    return obj if isinstance(obj, str) else obj.id
