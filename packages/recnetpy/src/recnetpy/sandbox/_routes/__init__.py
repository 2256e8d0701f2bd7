"""
The endpoints, a module for each resource.
"""

from __future__ import annotations

from . import accounts, clubs, events, files, images, inventions, names, rooms

ROUTES = [
    *accounts.endpoints,
    *rooms.endpoints,
    *images.endpoints,
    *events.endpoints,
    *inventions.endpoints,
    *clubs.endpoints,
    *names.endpoints,
    *files.endpoints,
]
