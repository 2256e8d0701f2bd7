"""
Tokens, and where they are kept.
"""

from __future__ import annotations

import json
import os
import pickle
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest

from clientcore import AuthError, FileStore, MemoryStore, Token

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
OLD = Token("old", refresh_token="refresh", scope="a b")
FULL = Token("t", "Bearer", NOW, "refresh", "a b")


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


class TestToken:
    @pytest.mark.parametrize(
        ("expires_at", "expired"),
        [
            (None, False),
            (after(3600), False),
            (after(61), False),
            (after(60), True),
            (NOW, True),
            (after(-3600), True),
        ],
    )
    def test_expired_early(self, expires_at: datetime | None, expired: bool):
        """
        A token counts as expired a minute before its end; without one, never.
        """
        assert Token("t", expires_at=expires_at).is_expired(NOW) is expired

    def test_repr(self):
        """
        Neither token is in the repr.
        """
        token = Token("s3cr3t", refresh_token="s3cr3t", scope="a")

        assert "s3cr3t" not in repr(token)

    @pytest.mark.parametrize("value", ["", "a\nb", "a\r\nX: y", "é", "\x00", None, 5])
    @pytest.mark.parametrize("field", ["access_token", "token_type"])
    def test_no_header(self, field: str, value: Any):
        """
        What could not be in a header is no token; the error does not repeat it.
        """
        with pytest.raises(ValueError, match=field) as caught:
            attrs.evolve(FULL, **{field: value})

        assert repr(value) not in str(caught.value)


class TestFromResponse:
    def test_whole(self):
        """
        All that an answer says is taken.
        """
        data = {
            "access_token": "t",
            "token_type": "Bearer",
            "expires_in": 3600,
            "refresh_token": "new",
            "scope": "a",
            "more": 1,
        }
        token = Token.from_response(data, NOW, OLD)

        assert token == Token("t", "Bearer", after(3600), "new", "a")

    def test_previous_lives_on(self):
        """
        Refresh token and scope stay if the answer has none.
        """
        token = Token.from_response({"access_token": "t"}, NOW, OLD)

        assert token == Token("t", refresh_token="refresh", scope="a b")

    def test_least(self):
        """
        Nothing but the token has to be there.
        """
        assert Token.from_response({"access_token": "t"}, NOW) == Token("t")

    @pytest.mark.parametrize(
        ("expires_in", "expires_at"),
        [
            (3600, after(3600)),
            ("3600", after(3600)),
            (0.5, after(0.5)),
            (0, NOW),
            (-5, after(-5)),
            (None, None),
            ("soon", None),
            ([], None),
            ({}, None),
            (float("nan"), None),
            (float("inf"), None),
            (1e300, None),
            (10**12, None),
        ],
    )
    def test_end(self, expires_in: Any, expires_at: datetime | None):
        """
        Seconds may be text; what is no number of them is no end.
        """
        data = {"access_token": "t", "expires_in": expires_in}

        assert Token.from_response(data, NOW).expires_at == expires_at

    @pytest.mark.parametrize("value", [None, "", 5, [], {"a": "b"}, "a\nb", True])
    @pytest.mark.parametrize("field", ["token_type", "refresh_token", "scope"])
    def test_odd_fields(self, field: str, value: Any):
        """
        What is no text counts as not there.
        """
        data = {"access_token": "t", field: value}

        assert Token.from_response(data, NOW, OLD) == Token(
            "t", refresh_token="refresh", scope="a b"
        )

    @pytest.mark.parametrize(
        "data",
        [
            None,
            5,
            "s3cr3t",
            [],
            ["access_token"],
            {},
            {"access_token": None},
            {"access_token": ""},
            {"access_token": 5},
            {"access_token": {"s3cr3t": 1}},
            {"access_token": "s3cr3t\n"},
            {"error": "s3cr3t"},
        ],
    )
    def test_no_token(self, data: Any):
        """
        An answer without a token is an `AuthError` that does not repeat it.
        """
        with pytest.raises(AuthError, match="no access token") as caught:
            Token.from_response(data, NOW)

        assert "s3cr3t" not in str(caught.value)


class TestData:
    @pytest.mark.parametrize(
        "token",
        [FULL, Token("t"), Token("t", expires_at=datetime(1970, 1, 1, tzinfo=UTC))],
    )
    def test_round_trip(self, token: Token):
        """
        A token is stored as JSON, and comes back as it was.
        """
        stored = json.loads(json.dumps(token.to_data()))

        assert Token.from_data(stored) == token

    def test_older_and_newer(self):
        """
        Keys that are missing or unknown do no harm.
        """
        assert Token.from_data({"access_token": "t", "new": 1}) == Token("t")

    @pytest.mark.parametrize(
        "data",
        [
            None,
            [],
            "s3cr3t",
            {},
            {"refresh_token": "s3cr3t"},
            {"access_token": 5},
            {"access_token": ""},
            {"access_token": "s3cr3t\n"},
            {"access_token": "s3cr3t", "expires_at": "soon"},
            {"access_token": "s3cr3t", "expires_at": 1e300},
            {"access_token": "s3cr3t", "expires_at": 2**62},
            {"access_token": "s3cr3t", "expires_at": []},
        ],
    )
    def test_unreadable(self, data: Any):
        """
        What is no token is an `AuthError` without the data, its traceback too.
        """
        with pytest.raises(AuthError, match="cannot be read") as caught:
            Token.from_data(data)

        assert "s3cr3t" not in str(caught.value)
        assert caught.value.__cause__ is None
        assert caught.value.__suppress_context__


class TestMemoryStore:
    def test_kept(self):
        """
        A token is there until the next one.
        """
        store = MemoryStore()

        assert store.load() is None
        store.save(FULL)
        assert store.load() == FULL
        assert MemoryStore(OLD).load() == OLD


class TestFileStore:
    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        return tmp_path / "token.json"

    @pytest.mark.parametrize("kind", [Path, str])
    def test_kept(self, path: Path, kind: Any):
        """
        A token is there until the next one, for other processes too.
        """
        FileStore(kind(path)).save(OLD)
        FileStore(kind(path)).save(FULL)

        assert FileStore(path).load() == FULL

    def test_nothing_yet(self, path: Path):
        """
        Without a file there is no token.
        """
        assert FileStore(path).load() is None

    @pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
    def test_private(self, path: Path):
        """
        The file is its owner's only.
        """
        FileStore(path).save(FULL)

        assert stat.S_IMODE(path.stat().st_mode) == 0o600

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"s3cr3t",
            b'{"access_token": "s3cr3t"',
            b"\xff",
            b"[]",
            b'{"s3cr3t": 1}',
        ],
        ids=range(6),
    )
    def test_unreadable(self, path: Path, content: bytes):
        """
        A file that holds something else is an `AuthError` without the content.
        """
        path.write_bytes(content)

        with pytest.raises(AuthError, match="cannot be read") as caught:
            FileStore(path).load()

        assert "s3cr3t" not in str(caught.value)
        assert caught.value.__suppress_context__
        assert b"s3cr3t" not in pickle.dumps(caught.value)

    def test_folder(self, tmp_path: Path):
        """
        So is what is no file.
        """
        with pytest.raises(AuthError, match="cannot be read"):
            FileStore(tmp_path).load()

    def test_failing(self, path: Path, monkeypatch: pytest.MonkeyPatch):
        """
        When a token cannot be written, the one before is kept.
        """
        store = FileStore(path)
        store.save(OLD)

        def full(number: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(AuthError, match="cannot be stored: No space left"):
            store.save(FULL)

        assert store.load() == OLD

    def test_no_folder(self, tmp_path: Path):
        """
        The folder has to exist.
        """
        with pytest.raises(AuthError, match="cannot be stored"):
            FileStore(tmp_path / "missing" / "token").save(FULL)

    def test_repr(self):
        """
        The repr has the path.
        """
        assert repr(FileStore("a/token.json")) == "FileStore('a/token.json')"
