"""
The typed dictionaries of recnetpy.
"""

from __future__ import annotations

from recnetpy.misc import api_responses
from tools import records


def test_up_to_date():
    """
    They are those of the models.
    """
    assert records.FILE.read_text("utf-8") == records.source()
    assert "RoomResponse" in api_responses.__all__
