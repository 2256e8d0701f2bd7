"""
Where the service is, and what it takes.
"""

from __future__ import annotations

__all__ = [
    "API_ROOT",
    "DESCRIPTION_MAX_SIZE",
    "HOST_MAX_COUNT",
    "MIXCLOUD_ROOT",
    "MP3_MAX_SIZE",
    "OAUTH_ROOT",
    "OEMBED_ROOT",
    "PICTURE_MAX_SIZE",
    "TAG_MAX_COUNT",
]

#: The web site.
MIXCLOUD_ROOT = "https://www.mixcloud.com"

#: The API.
API_ROOT = "https://api.mixcloud.com"

#: Where embedding information is asked for.
OEMBED_ROOT = "https://www.mixcloud.com/oembed"

#: Where people let an app act for them.
OAUTH_ROOT = "https://www.mixcloud.com/oauth"

#: The largest audio file, in bytes.
MP3_MAX_SIZE = 4294967296

#: The largest picture, in bytes.
PICTURE_MAX_SIZE = 10485760

#: The longest description, in characters.
DESCRIPTION_MAX_SIZE = 1000

#: How many tags an upload may have.
TAG_MAX_COUNT = 5

#: How many hosts an upload may have.
HOST_MAX_COUNT = 2
