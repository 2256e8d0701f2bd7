"""
The endpoints, a module for each resource.
"""

from __future__ import annotations

from . import actions, embeds, lists, resources, site, slashes, uploads

# The first match counts: fixed paths come before paths with names of users and shows.
ROUTES = [
    *site.endpoints,
    *uploads.endpoints,
    *lists.fixed,
    *resources.fixed,
    *actions.endpoints,
    *embeds.endpoints,
    *lists.endpoints,
    *resources.endpoints,
    *slashes.endpoints,
]
