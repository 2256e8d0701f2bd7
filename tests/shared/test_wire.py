"""
What goes to the HTTP library.
"""

from __future__ import annotations

from clientcore import Timeouts
from clientcore._wire import Credentials, Outgoing, WireSettings, merged


def test_last_header_counts():
    """
    The last header of a name counts, however it is spelled, and as it spelled it.
    """
    found = merged({"Accept": "a", "X-A": "1"}, {}, {"accept": "b"}, {"X-B": "2"})

    assert found == {"accept": "b", "X-A": "1", "X-B": "2"}


class TestCredentials:
    def test_repr(self):
        """
        The repr has names only, since error trackers show it.
        """
        headers = Credentials({"Authorization": "Bearer s3cr3t", "X-Key": "s3cr3t"})

        assert repr(headers) == "<Credentials Authorization, X-Key>"

    def test_secrets(self):
        """
        Whole values are secret, and what follows a scheme.
        """
        headers = Credentials({"Authorization": "Bearer a.b", "X-Key": "c", "X": ""})

        assert sorted(headers.secrets) == ["Bearer a.b", "a.b", "c"]
        assert "a.b" not in repr(headers.secrets)


def test_outgoing_repr():
    """
    Address, headers and body stay out of the repr.
    """
    outgoing = Outgoing(
        "GET", "https://x/?t=s3cr3t", {"Authorization": "s3cr3t"}, b"s3cr3t"
    )

    assert "s3cr3t" not in repr(outgoing)
    assert outgoing.timeouts == Timeouts()


def test_settings_repr():
    """
    A proxy's address may hold a password, so it is not shown.
    """
    assert "s3cr3t" not in repr(WireSettings(proxy="http://u:s3cr3t@proxy:8080"))
