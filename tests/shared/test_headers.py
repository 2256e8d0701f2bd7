"""
Headers to send: merged, and with secrets that no repr shows.
"""

from __future__ import annotations

from clientcore._credentials import Credentials, merged


def test_last_header_counts():
    """
    The last header of a name counts, with its own spelling of the name.
    """
    found = merged({"Accept": "a", "X-A": "1"}, {}, {"accept": "b"}, {"X-B": "2"})

    assert dict(found) == {"accept": "b", "X-A": "1", "X-B": "2"}


class TestCredentials:
    def test_repr(self):
        """
        The repr has names only, since error trackers show it.
        """
        headers = Credentials({"Authorization": "Bearer s3cr3t", "X-Key": "s3cr3t"})

        assert repr(headers) == "<Credentials Authorization, X-Key>"
        assert "s3cr3t" not in repr(merged(headers, {"X": "y"}))

    def test_secrets(self):
        """
        Whole values are secret, and what follows a scheme.
        """
        headers = Credentials({"Authorization": "Bearer a.b", "X-Key": "c", "X": ""})

        assert set(headers.secrets) == {"Bearer a.b", "a.b", "c"}
