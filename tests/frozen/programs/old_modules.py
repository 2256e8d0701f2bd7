"""
A program that uses import paths of an old release.
"""

# pyright: reportMissingImports=false

from __future__ import annotations

import recnetpy
from recnetpy.dataclasses.role import ROLE_DICT, Role
from recnetpy.misc.chunks import list_chunks
from recnetpy.rest.exceptions.not_found import NotFound

print(ROLE_DICT[255], Role is recnetpy.Role, NotFound is recnetpy.NotFound)
print(list(list_chunks([1, 2, 3], 2)), recnetpy.managers.room_manager.RoomManager)
