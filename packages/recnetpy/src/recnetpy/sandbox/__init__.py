"""
The RecNet service, embedded: for development and tests, now that it has closed.

It needs the extra ``sandbox``. ``python -m recnetpy.sandbox`` serves it to any
language; with ``--world FILE`` it serves an archive.
"""

from __future__ import annotations

try:
    import clientcore.sandbox as _kit  # noqa: F401  # only to see that it is there
except ImportError as _error:
    raise ImportError(
        "recnetpy.sandbox needs an extra: pip install 'recnetpy[sandbox]'"
    ) from _error

from clientcore.sandbox import Quota

from ._sandbox import Sandbox
from ._world import Limits, World

__all__ = ["Limits", "Quota", "Sandbox", "World"]
