"""
The endpoints, a module for each resource.
"""

from __future__ import annotations

from . import actions, embeds, lists, resources, site, slashes, uploads

# What comes first is looked at first: a path's fixed words stand before the
# names that users and shows may have.
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
