"""
Decoding and verifying callbacks.
"""

from __future__ import annotations

from ._async.events import account_team_update, read_event
from ._callbacks import UnknownEvent, verify_callback

__all__ = ["UnknownEvent", "account_team_update", "read_event", "verify_callback"]
