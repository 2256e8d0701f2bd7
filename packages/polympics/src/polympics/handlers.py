"""
Reading what callbacks bring.
"""

from __future__ import annotations

from ._callbacks import (
    UnknownEvent,
    account_team_update,
    read_event,
    verify_callback,
)

__all__ = ["UnknownEvent", "account_team_update", "read_event", "verify_callback"]
