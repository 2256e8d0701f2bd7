"""
Files that are replaced as a whole, and files with secrets in them.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from clientcore import replacing, write_private

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")


@pytest.fixture(params=[0o000, 0o022, 0o077])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.usefixtures("umask")
class TestMode:
    def test_at_the_end(self, tmp_path: Path):
        """
        The file is its owner's only, whatever the umask says.
        """
        path = tmp_path / "token"
        write_private(path, b"s3cr3t")

        assert mode(path) == 0o600
        assert path.read_bytes() == b"s3cr3t"

    def test_from_the_first_byte(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        """
        It is so from its creation on, before anything is written.
        """
        seen: list[int] = []
        write = Path.write_bytes

        def watched(path: Path, content: bytes) -> int:
            assert path.stat().st_size == 0
            seen.append(mode(path))
            return write(path, content)

        monkeypatch.setattr(Path, "write_bytes", watched)
        write_private(tmp_path / "token", b"s3cr3t")

        assert seen == [0o600]

    def test_open_one_replaced(self, tmp_path: Path):
        """
        A file that others could read is replaced by one that they cannot.
        """
        path = tmp_path / "token"
        path.write_bytes(b"old")
        path.chmod(0o666)
        write_private(path, b"new")

        assert mode(path) == 0o600


class TestReplacing:
    def test_readers_see_one_of_them(self, tmp_path: Path):
        """
        Who has the old file open goes on reading the old content.
        """
        path = tmp_path / "token"
        write_private(path, b"old")
        with path.open("rb") as file:
            write_private(path, b"new")

            assert file.read() == b"old"
        assert path.read_bytes() == b"new"

    @pytest.mark.parametrize("place", [(os, "fsync"), (Path, "write_bytes")])
    def test_failing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: tuple[Any, str]
    ):
        """
        When writing fails, the old file stays, and nothing else is left.
        """
        path = tmp_path / "token"
        write_private(path, b"old")

        def full(*_: Any) -> Any:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(*place, full)
        with pytest.raises(OSError, match="No space left"):
            write_private(path, b"new")

        assert path.read_bytes() == b"old"
        assert list(tmp_path.iterdir()) == [path]

    def test_interrupted(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        """
        So it is when somebody presses Ctrl+C.
        """

        def interrupt(number: int) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(os, "fsync", interrupt)
        with pytest.raises(KeyboardInterrupt):
            write_private(tmp_path / "token", b"new")

        assert list(tmp_path.iterdir()) == []

    def test_mode_is_kept(self, tmp_path: Path):
        """
        A file that is not private keeps its mode, and a new one follows the umask.
        """
        path = tmp_path / "list.csv"
        path.write_text("old")
        path.chmod(0o640)
        for each in path, tmp_path / "new.csv":
            with replacing(each) as temporary:
                temporary.write_text("new")
        (tmp_path / "plain.csv").touch()

        assert mode(path) == 0o640
        assert mode(tmp_path / "new.csv") == mode(tmp_path / "plain.csv")

    @pytest.mark.parametrize("private", [False, True])
    def test_link(self, tmp_path: Path, private: bool):
        """
        A symbolic link stays one, and the file that it leads to is replaced.
        """
        path = tmp_path / "list.csv"
        path.write_text("old")
        link = tmp_path / "link"
        link.symlink_to(path)
        with replacing(link, private=private) as temporary:
            temporary.write_text("new")

        assert link.is_symlink()
        assert path.read_text() == "new"

    def test_long_name(self, tmp_path: Path):
        """
        The longest name that a file can have has room for a temporary one beside it.
        """
        path = tmp_path / ("é" * 127)
        with replacing(path) as temporary:
            temporary.write_text("new")

        assert list(tmp_path.iterdir()) == [path]


class TestMounts:
    @pytest.mark.parametrize("number", [errno.EBUSY, errno.EXDEV])
    def test_overwritten(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
    ):
        """
        A file that cannot be replaced is overwritten, and nothing else is left.
        """

        def mounted(self: Path, target: Path) -> None:
            raise OSError(number, "mounted")

        path = tmp_path / "token"
        path.write_bytes(b"a longer old token")
        path.chmod(0o644)
        monkeypatch.setattr(Path, "replace", mounted)
        write_private(path, b"new")

        assert path.read_bytes() == b"new"
        assert mode(path) == 0o600
        assert list(tmp_path.iterdir()) == [path]
