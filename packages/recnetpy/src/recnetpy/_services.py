"""
What is said of whole services.
"""

from __future__ import annotations

import attrs


@attrs.frozen
class Health:
    """
    How a service is.

    Attributes:
        service: What the name server calls it.

        url: Where it is.

        is_healthy: Whether it says ``Healthy``.

        told: What it said, or what went wrong.
    """

    service: str
    url: str
    is_healthy: bool
    told: str
