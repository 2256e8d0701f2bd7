"""
An in-memory emulation of the Polympics service, for development and tests.

It needs the extra ``sandbox``. ``python -m polympics.sandbox`` serves it to programs
in any language.
"""

from __future__ import annotations

try:
    import clientcore.sandbox as _kit  # noqa: F401  # only to see that it is there
except ImportError as _error:
    raise ImportError(
        "polympics.sandbox needs an extra: pip install 'polympics[sandbox]'"
    ) from _error

from ._delivery import Delivery
from ._discord import Discord, DiscordUser
from ._sandbox import Login, Logins, Sandbox
from ._world import Account, App, Award, Callback, Session, Team, World

__all__ = [
    "Account",
    "App",
    "Award",
    "Callback",
    "Delivery",
    "Discord",
    "DiscordUser",
    "Login",
    "Logins",
    "Sandbox",
    "Session",
    "Team",
    "World",
]
