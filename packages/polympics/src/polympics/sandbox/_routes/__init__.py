"""
The endpoints, a module for each resource.
"""

from __future__ import annotations

from . import accounts, auth, awards, callbacks, teams

ROUTES = [
    *accounts.endpoints,
    *teams.endpoints,
    *awards.endpoints,
    *callbacks.endpoints,
    *auth.endpoints,
]
