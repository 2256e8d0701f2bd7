"""
The addresses of the service as it was, and what lists are asked for.
"""

from __future__ import annotations

from ..opening import P

__all__ = ["ACCOUNTS", "ALL", "API", "CDN", "CLUBS", "PAGE", "ROOMS", "SORTED", "P"]

API = "https://api.rec.net/api"
CLUBS = "https://clubs.rec.net/subscription"
CDN = "https://cdn.rec.net"
ROOMS = "https://rooms.rec.net"
ACCOUNTS = "https://accounts.rec.net"

PAGE = {"take": "16", "skip": "0"}
SORTED = {**PAGE, "sort": "0"}
ALL = {"take": "1000", "skip": "0"}
