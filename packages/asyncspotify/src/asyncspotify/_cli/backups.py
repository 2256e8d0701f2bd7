"""
Backups: a folder with a file for each list, or one SQLite database.
"""

from __future__ import annotations

import csv
import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import attrs

from clientcore.cli import Journal, writing

from .names import file_name
from .rows import COLUMNS, Row

if TYPE_CHECKING:
    import sqlite3

#: What this module writes, and the newest that it reads.
VERSION = 1
_DATABASES = {".db", ".sqlite", ".sqlite3"}
_INDEX = "index.json"

Write = Callable[[Row], Any]


class NotABackup(ValueError):
    """What was given is not a backup that can be read."""


def _encodable(text: str) -> str:
    """Return *text* without lone surrogates, which no file can hold."""
    return text.encode("utf-8", "replace").decode()


def _maybe_encodable(text: str | None) -> str | None:
    return None if text is None else _encodable(text)


@attrs.frozen(kw_only=True)
class List:
    """
    A list in a backup: a playlist, or a part of the library.

    Attributes:
        key: Identifies it: ``likes``, ``playlist:ID`` and so on.
        kind: ``playlist``, ``likes``, ``albums`` and so on.
        name: Name of the playlist.
        version: Differs if the content does. ``None`` if it cannot be compared.
        count: Number of entries, or ``None`` if only the facts were exported.
        file: The file in a folder, relative to it.
        is_gone: Whether the user has it no more.
        is_own: Whether the user owns it.
        place: Where a playlist is among the others, from 1 for the oldest.
    """

    key: str
    kind: str
    name: str = attrs.field(converter=_encodable)
    version: str | None = None
    count: int | None = None
    file: str | None = None
    is_gone: bool = False
    is_own: bool = True
    place: int = 0
    id: str | None = None
    description: str | None = attrs.field(default=None, converter=_maybe_encodable)
    public: bool | None = None
    collaborative: bool | None = None
    owner: str | None = attrs.field(default=None, converter=_maybe_encodable)
    owner_id: str | None = None

    @classmethod
    def read(cls, data: Any) -> List:
        """
        Read the facts of a list.

        Raises:
            NotABackup: A fact is missing or not what it should be.
        """
        names = {field.name for field in attrs.fields(cls)}
        texts = ("key", "kind", "name")
        if not isinstance(data, dict) or not all(
            isinstance(data.get(name), str) for name in texts
        ):
            raise NotABackup("the backup's list of lists cannot be read")
        return cls(**{name: data[name] for name in names & set(data)})


class Backup(ABC):
    """
    A place for lists.

    Attributes:
        lists: All lists by their keys.
        user: ID of the user whose lists they are, or ``None`` for a new backup.
    """

    lists: dict[str, List]
    user: str | None

    def held(self) -> AbstractContextManager[None]:
        """
        Keep other processes from writing to it while the context is entered.

        Raises:
            OSError: Another process writes to it.
        """
        return nullcontext()

    @abstractmethod
    def saving(self, facts: List) -> AbstractContextManager[Write]:
        """Replace a list as a whole by the rows that are written."""

    @abstractmethod
    def keep(self, facts: List) -> None:
        """Store facts of a list, without its entries."""

    @abstractmethod
    def has(self, facts: List) -> bool:
        """Return whether the entries of a list are there, in the right format."""

    @abstractmethod
    def rows(self, facts: List) -> Iterator[Row]:
        """Yield the entries of a list."""

    @abstractmethod
    def finish(self, user: str) -> None:
        """Note that everything was exported."""

    def close(self) -> None:
        """Close it. What was saved stays."""
        return


def open_backup(path: Path, form: str | None = None) -> Backup:
    """
    Open a backup, or begin one.

    Args:
        path: A folder, or a database by its suffix.
        form: ``json`` or ``csv``, for files in a folder. ``None`` for those that it
            has, or JSON.

    Raises:
        NotABackup: There is something else at *path*.
    """
    if path.suffix.lower() in _DATABASES:
        return Database(path)
    return Folder(path, form)


def read_backup(path: Path) -> Backup:
    """
    Open a backup that exists.

    Raises:
        NotABackup: There is none at *path*.
    """
    is_database = path.suffix.lower() in _DATABASES
    if not (path if is_database else path / _INDEX).is_file():
        raise NotABackup(f"{path} is no backup by asyncspotify export")
    return open_backup(path)


# --- A folder -----------------------------------------------------------------


class Folder(Backup):
    """
    A folder with an index, and a file for each list.

    Args:
        path: The folder, which is made if need be.
        form: See `open_backup`.
    """

    def __init__(self, path: Path, form: str | None = None) -> None:
        if path.exists() and not path.is_dir():
            raise NotABackup(f"{path} is a file: name a folder, or a file.sqlite")
        self._path = path
        index = _read_index(path / _INDEX)
        self.user = index.get("user")
        self._form = form or index.get("files") or "json"
        self.lists = {found.key: found for found in map(List.read, index["lists"])}
        self._journal = Journal(path / ".export.journal")
        # An export was interrupted.
        for key in self._journal:
            self.lists[key] = List.read(self._journal[key])

    @contextmanager
    def held(self) -> Iterator[None]:
        self._path.mkdir(parents=True, exist_ok=True)
        with self._journal.held():
            yield

    @contextmanager
    def saving(self, facts: List) -> Iterator[Write]:
        before = self.lists.get(facts.key)
        facts = attrs.evolve(facts, file=self._file(facts, before))
        path = self._path / str(facts.file)
        path.parent.mkdir(parents=True, exist_ok=True)
        count = 0
        with writing(path) as file, _FORMS[self._form](file, facts) as write:

            def write_row(row: Row) -> None:
                nonlocal count
                write(row)
                count += 1

            yield write_row
        self.keep(attrs.evolve(facts, count=count))
        if before is not None and before.file and before.file != facts.file:
            (self._path / before.file).unlink(missing_ok=True)

    def keep(self, facts: List) -> None:
        before = self.lists.get(facts.key)
        if facts.file is None and before is not None:
            facts = attrs.evolve(facts, file=before.file)
        self.lists[facts.key] = facts
        self._path.mkdir(parents=True, exist_ok=True)
        self._journal.add(facts.key, attrs.asdict(facts))

    def _file(self, facts: List, before: List | None) -> str:
        """Return the file of a list, which stays the same while its name does."""
        if facts.kind != "playlist":
            return f"{facts.key}.{self._form}"
        others = {
            Path(other.file).stem
            for other in self.lists.values()
            if other.file and other.kind == "playlist" and other.key != facts.key
        }
        stem = file_name(facts.name, facts.id or "", others)
        if before is not None and before.file and before.name == facts.name:
            stem = Path(before.file).stem
        return f"playlists/{stem}.{self._form}"

    def rows(self, facts: List) -> Iterator[Row]:
        if facts.file is None:
            return
        path = self._path / facts.file
        # A backup may come from someone else.
        if not path.resolve().is_relative_to(self._path.resolve()):
            raise NotABackup(f"{facts.file} is not in the backup's folder")
        yield from read_rows(path)

    def has(self, facts: List) -> bool:
        """Return whether the file of a list exists, in the format of this backup."""
        name = facts.file or ""
        return name.endswith(f".{self._form}") and (self._path / name).is_file()

    def finish(self, user: str) -> None:
        self._path.mkdir(parents=True, exist_ok=True)
        index = {
            "asyncspotify": VERSION,
            "user": user,
            "exported_at": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
            "files": self._form,
            "lists": [attrs.asdict(facts) for facts in self.lists.values()],
        }
        with writing(self._path / _INDEX) as file:
            json.dump(index, file, ensure_ascii=False, indent=1)
            file.write("\n")
        self._journal.finish()
        self.user = user


def _read_index(path: Path) -> Any:
    if not path.exists():
        return {"lists": []}
    try:
        index = json.loads(path.read_bytes())
    except ValueError:
        index = None
    if not isinstance(index, dict) or not isinstance(index.get("lists"), list):
        raise NotABackup(f"{path} is no index of a backup")
    _check_version(index.get("asyncspotify"))
    return index


def _check_version(version: Any) -> None:
    if not isinstance(version, int):
        raise NotABackup("the backup does not say by which version it was made")
    if version > VERSION:
        raise NotABackup("the backup was made by a newer asyncspotify")


@contextmanager
def _json_file(file: TextIO, facts: List) -> Iterator[Write]:
    left_out = {"key", "file", "count", "is_gone", "is_own", "place"}
    head = {
        name: value for name, value in attrs.asdict(facts).items() if value is not None
    }
    shown = {name: value for name, value in head.items() if name not in left_out}
    file.write(json.dumps(shown, ensure_ascii=False)[:-1] + ', "items": [')
    before = "\n"

    def write(row: Row) -> None:
        nonlocal before
        values = {name: plain(row.get(name)) for name in COLUMNS}
        file.write(before + json.dumps(values, ensure_ascii=False))
        before = ",\n"

    yield write
    file.write("\n]}\n")


@contextmanager
def _csv_file(file: TextIO, _: List) -> Iterator[Write]:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    yield lambda row: writer.writerow([_cell(row.get(name)) for name in COLUMNS])


_FORMS: dict[str, Callable[[TextIO, List], AbstractContextManager[Write]]] = {
    "json": _json_file,
    "csv": _csv_file,
}


def plain(value: Any) -> Any:
    """Return what JSON has for a value: seconds, and times in UTC."""
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    if isinstance(value, list):
        return [plain(each) for each in value]
    return _encodable(value) if isinstance(value, str) else value


def flat(value: Any) -> Any:
    """Return what a database has for a value: names with semicolons between them."""
    if isinstance(value, list):
        return "; ".join(map(plain, value))
    return plain(value)


def _cell(value: Any) -> Any:
    """Return what CSV has for a value."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = flat(value)
    # Spreadsheets compute what begins so. Names are written by other people.
    is_formula = isinstance(text, str) and text.startswith(("=", "+", "-", "@", "\t"))
    return f"'{text}" if is_formula else text


def read_rows(path: Path) -> Iterator[Row]:
    """
    Yield the entries of a file of a backup, JSON or CSV.

    Raises:
        NotABackup: The file cannot be read.
    """
    try:
        if path.suffix.lower() == ".csv":
            with path.open(encoding="utf-8-sig", newline="") as file:
                yield from map(_checked, csv.DictReader(file))
            return
        content = json.loads(path.read_bytes())
        items = content["items"] if isinstance(content, dict) else content
        yield from map(_checked, items)
    except (KeyError, TypeError, ValueError, csv.Error):
        raise NotABackup(f"{path} is no list by asyncspotify export") from None


def _checked(row: Any) -> Row:
    """Return a row, which has at least the column ``uri``."""
    uri = row["uri"] or None
    if uri is not None and not isinstance(uri, str):
        raise TypeError
    return {**row, "uri": uri}


# --- A database ---------------------------------------------------------------


class Database(Backup):
    """
    A SQLite database. Each list is replaced in one transaction.

    Args:
        path: The file, which is made if need be.
    """

    def __init__(self, path: Path) -> None:
        # Few commands need it.
        import sqlite3

        self._path = path
        self._base = sqlite3.connect(path, isolation_level=None)
        try:
            self._base.executescript(_SCHEMA)
            about = dict(self._base.execute("SELECT name, value FROM about"))
            _check_version(about.get("asyncspotify", VERSION))
            found = map(List.read, map(_facts, self._select("SELECT * FROM lists")))
            self.lists = {facts.key: facts for facts in found}
        except (sqlite3.DatabaseError, NotABackup) as error:
            self._base.close()
            raise NotABackup(f"{path} is no backup: {error}") from None
        self.user = about.get("user")

    def _select(self, query: str, *values: Any) -> Iterator[Row]:
        cursor: sqlite3.Cursor = self._base.execute(query, values)
        names = [column[0] for column in cursor.description]
        return (dict(zip(names, row, strict=True)) for row in cursor)

    @contextmanager
    def saving(self, facts: List) -> Iterator[Write]:
        count = 0
        columns = ", ".join(("list", "position", *COLUMNS))
        marks = ", ".join("?" * (len(COLUMNS) + 2))
        # The table and its columns are named here, and nowhere else.
        insert = f"INSERT INTO items ({columns}) VALUES ({marks})"  # noqa: S608

        def write(row: Row) -> None:
            nonlocal count
            values = (flat(row.get(name)) for name in COLUMNS)
            self._base.execute(insert, (facts.key, count, *values))
            count += 1

        self._base.execute("BEGIN IMMEDIATE")
        try:
            self._base.execute("DELETE FROM items WHERE list = ?", (facts.key,))
            yield write
            self._store(attrs.evolve(facts, count=count))
            self._base.execute("COMMIT")
        except BaseException:
            self._base.execute("ROLLBACK")
            raise
        self.lists[facts.key] = attrs.evolve(facts, count=count)

    def keep(self, facts: List) -> None:
        self._store(facts)
        self.lists[facts.key] = facts

    def _store(self, facts: List) -> None:
        values = attrs.asdict(facts)
        marks = ", ".join(f":{name}" for name in values)
        self._base.execute(
            f"INSERT OR REPLACE INTO lists ({', '.join(values)}) VALUES ({marks})",  # noqa: S608, see above
            values,
        )

    def has(self, facts: List) -> bool:
        """Return whether the entries of a list are there."""
        return facts.count is not None

    def rows(self, facts: List) -> Iterator[Row]:
        yield from self._select(
            "SELECT * FROM items WHERE list = ? ORDER BY position", facts.key
        )

    def finish(self, user: str) -> None:
        about: Mapping[str, Any] = {
            "asyncspotify": VERSION,
            "user": user,
            "exported_at": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        }
        self._base.executemany(
            "INSERT OR REPLACE INTO about VALUES (?, ?)", about.items()
        )
        self.user = user

    def close(self) -> None:
        self._base.close()


_SCHEMA = f"""
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS lists (
    {", ".join(field.name for field in attrs.fields(List))},
    PRIMARY KEY (key)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS items (
    list, position INTEGER, {", ".join(COLUMNS)},
    PRIMARY KEY (list, position)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS items_by_uri ON items (uri);
"""


def _facts(row: Row) -> Row:
    """Return a row of the table of lists with truth values."""
    truths = ("is_gone", "is_own", "public", "collaborative")
    found = {name: None if row[name] is None else bool(row[name]) for name in truths}
    return {**row, **found}
