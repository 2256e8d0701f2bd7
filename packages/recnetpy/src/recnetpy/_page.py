"""
An archive as a web page that needs no network.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import attrs

from clientcore import replacing

from ._entries import Entry
from ._folder import saved_files

# Nothing is loaded but images from the same disk, and no script runs, whatever the
# records hold.
_HEAD: Final = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; img-src 'self' file: data:; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 90rem;
  padding: 1rem; background: #fafafa; color: #222; }}
nav a {{ margin-right: 1rem; }}
.grid {{ display: grid; gap: 1rem;
  grid-template-columns: repeat(auto-fill, minmax(18rem, 1fr)); }}
figure, article {{ background: #fff; border: 1px solid #ddd; border-radius: .5rem;
  margin: 0; overflow: hidden; overflow-wrap: anywhere; }}
figure img {{ display: block; width: 100%; height: 12rem; object-fit: cover;
  background: #eee; }}
figcaption, article {{ padding: .75rem; }}
.text {{ white-space: pre-wrap; }}
.small {{ color: #666; font-size: .85rem; }}
ul {{ margin: .5rem 0 0; padding-left: 1.2rem; }}
:target {{ outline: 3px solid #e60; }}
@media (prefers-color-scheme: dark) {{
  body {{ background: #181818; color: #eee; }}
  figure, article {{ background: #222; border-color: #444; }}
  a {{ color: #8bf; }} .small {{ color: #aaa; }} figure img {{ background: #333; }}
}}
</style>
</head>
<body>
<h1>{title}</h1>
"""


@attrs.frozen
class Page:
    """
    Writes the page of an archive.

    Attributes:
        entries: The entries, by kind and ID.
        files: Links to image files, by their names.
    """

    entries: dict[tuple[str, int], Entry]
    files: dict[str, str]

    def parts(self, title: str) -> Iterator[str]:
        """Return the parts of the page, one after another."""
        yield _HEAD.format(title=escape(title))
        kinds = {
            "image": ("Photos", self._image),
            "account": ("People", self._account),
            "room": ("Rooms", self._room),
            "event": ("Events", self._event),
        }
        found = {kind: self._of(kind) for kind in kinds}
        yield "<nav>"
        for kind, (name, _) in kinds.items():
            yield f'<a href="#{kind}s">{name} ({len(found[kind])})</a>'
        yield "</nav>\n"
        for kind, (name, write) in kinds.items():
            yield f'<h2 id="{kind}s">{name}</h2>\n<div class="grid">\n'
            for entry in found[kind]:
                yield write(entry, entry.data or {})
            yield "</div>\n"
        yield "</body>\n</html>\n"

    def _of(self, kind: str) -> list[Entry]:
        found = [
            entry
            for entry in self.entries.values()
            if entry.kind == kind and entry.data is not None
        ]
        key = "CreatedAt" if kind == "image" else "StartTime"
        return sorted(found, key=lambda e: str((e.data or {}).get(key)), reverse=True)

    def _image(self, entry: Entry, data: dict[str, Any]) -> str:
        name = data.get("ImageName")
        link = self.files.get(name) if isinstance(name, str) else None
        picture = '<p class="small">No file</p>'
        if link:
            source, what = (
                escape(link),
                escape(_text(data.get("Description")) or "photo"),
            )
            image = f'<img loading="lazy" src="{source}" alt="{what}">'
            picture = f'<a href="{source}">{image}</a>'
        tagged = data.get("TaggedPlayerIds")
        people = [self._person(each) for each in tagged or [] if type(tagged) is list]
        facts = [
            self._person(data.get("PlayerId")),
            self._link("room", data.get("RoomId"), "Name"),
            _date(data.get("CreatedAt")),
            _count(data.get("CheerCount"), "cheers"),
            "with " + ", ".join(people) if people else "",
        ]
        comments = "".join(
            f"<li>{self._person(each['data'].get('PlayerId'))}: "
            f"{escape(_text(each['data'].get('Comment')))}</li>"
            for each in entry.fetched.get("comments") or ()
        )
        about = _paragraph(data.get("Description"))
        listed = f"<ul>{comments}</ul>" if comments else ""
        caption = f"<figcaption>{_small(facts)}{about}{listed}</figcaption>"
        return f'<figure id="image-{entry.id}">{picture}{caption}</figure>\n'

    def _account(self, entry: Entry, data: dict[str, Any]) -> str:
        names = {key.lower(): value for key, value in data.items()}
        shown = _text(names.get("displayname")) or _text(names.get("username"))
        level = entry.fetched.get("level")
        facts = [
            "@" + escape(_text(names.get("username"))),
            _date(names.get("createdat")),
            _count(entry.fetched.get("subscriber_count"), "subscribers"),
            _count(level["data"].get("Level"), "level") if level else "",
        ]
        about = _paragraph(entry.fetched.get("bio"))
        return _article(entry, shown, f"{_small(facts)}{about}")

    def _room(self, entry: Entry, data: dict[str, Any]) -> str:
        stats = data.get("Stats")
        visits = stats.get("VisitCount") if isinstance(stats, dict) else None
        facts = [
            self._person(data.get("CreatorAccountId")),
            _date(data.get("CreatedAt")),
            _count(visits, "visits"),
        ]
        about = _paragraph(data.get("Description"))
        return _article(entry, _text(data.get("Name")), f"{_small(facts)}{about}")

    def _event(self, entry: Entry, data: dict[str, Any]) -> str:
        facts = [
            self._person(data.get("CreatorPlayerId")),
            self._link("room", data.get("RoomId"), "Name"),
            _date(data.get("StartTime")),
            _count(data.get("AttendeeCount"), "attending"),
        ]
        about = _paragraph(data.get("Description"))
        return _article(entry, _text(data.get("Name")), f"{_small(facts)}{about}")

    def _person(self, number: Any) -> str:
        for key in ("displayName", "DisplayName", "username", "Username"):
            if found := self._link("account", number, key):
                return found
        return f"player {number}" if type(number) is int else ""

    def _link(self, kind: str, number: Any, key: str) -> str:
        entry = self.entries.get((kind, number)) if type(number) is int else None
        name = _text((entry.data or {}).get(key)) if entry else ""
        return f'<a href="#{kind}-{number}">{escape(name)}</a>' if name else ""


def _text(value: Any) -> str:
    if not isinstance(value, str):
        return ""
    return value.encode("utf-8", "replace").decode()


def _date(value: Any) -> str:
    return escape(_text(value)[:16].replace("T", " "))


def _count(value: Any, what: str) -> str:
    return f"{value} {what}" if type(value) is int else ""


def _small(facts: list[str]) -> str:
    return f'<div class="small">{" · ".join(filter(None, facts))}</div>'


def _paragraph(value: Any) -> str:
    text = escape(_text(value))
    return f'<div class="text">{text}</div>' if text else ""


def _article(entry: Entry, name: str, inner: str) -> str:
    title = f"<strong>{escape(name or str(entry.id))}</strong>"
    return f'<article id="{entry.kind}-{entry.id}">{title}{inner}</article>\n'


def write_page(
    entries: dict[tuple[str, int], Entry],
    target: str | Path,
    files: str | Path | None,
    title: str,
) -> None:
    """Write the page: see `Archive.export_html`."""
    page = Page(entries, {} if files is None else _links(Path(files), Path(target)))
    with (
        replacing(target) as path,
        path.open("w", encoding="utf-8", newline="\n") as file,
    ):
        file.writelines(page.parts(title))


def _links(folder: Path, page: Path) -> dict[str, str]:
    """Return links to the files of a folder, relative to the page."""
    start = page.resolve().parent
    found: dict[str, str] = {}
    for name, path in saved_files(folder).items():
        link = Path(os.path.relpath(path, start)).as_posix()
        found[name] = quote(link, safe="/", errors="replace")
    return found
