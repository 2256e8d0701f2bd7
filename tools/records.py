"""
Write the typed dictionaries of recnetpy's records: ``recnetpy.misc.api_responses``.

They have the keys and types that the models read. Run it after a change of a model; a
test compares the two.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs

import recnetpy

FILE = (
    Path(__file__).resolve().parent.parent
    / "packages/recnetpy/src/recnetpy/misc/api_responses.py"
)
_HEAD = '''"""
Records as the service sends them, for type checkers. Any key may be missing.

Generated from the models by ``tools/records.py``.
"""

from __future__ import annotations

from typing import TypedDict

'''
#: The dictionaries, their models and what they are.
_MODELS: dict[str, tuple[type[Any], str]] = {
    "AccountResponse": (recnetpy.Account, "An account."),
    "ProgressionResponse": (recnetpy.Progression, "The level of a player."),
    "SubRoomResponse": (recnetpy.SubRoom, "A subroom."),
    "RoleResponse": (recnetpy.Role, "A role."),
    "TagResponse": (recnetpy.Tag, "A tag."),
    "PromoExternalContentResponse": (recnetpy.PromoExternalContent, "A video."),
    "ScoreResponse": (recnetpy.Score, "A score."),
    "LoadScreenResponse": (recnetpy.LoadScreen, "A loading screen."),
    "RoomResponse": (recnetpy.Room, "A room; lists come only when requested."),
    "EventResponse": (recnetpy.Event, "An event."),
    "EventResponseResponse": (recnetpy.EventInteraction, "A response to an event."),
    "ImageResponse": (recnetpy.Image, "An image."),
    "CommentResponse": (recnetpy.Comment, "A comment."),
    "CurrentVersion": (recnetpy.InventionVersion, "A version of an invention."),
    "InventionResponse": (recnetpy.Invention, "An invention."),
}
#: Objects within records, whose values the models have as attributes of their own.
_NESTED = {
    "Stats": ("RoomStatsResponse", "The numbers of a room."),
    "CurrentSave": ("CurrentSaveResponse", "What a subroom was last saved as."),
}
#: Keys that no model reads.
_UNREAD: dict[str, dict[str, str]] = {
    "BioResponse": {"accountId": "int", "bio": "str | None"},
    "CurrentSaveResponse": {
        "SubRoomDataSaveId": "int",
        "SubRoomId": "int",
        "SavedOnPlatform": "int",
        "SavedOnDeviceClass": "int",
        "ModerationState": "int",
    },
    "SubRoomResponse": {"CreatorAccountId": "int | None"},
}
_TITLES = {"BioResponse": "The bio of a player."}


def source() -> str:
    """Return the text of the module, formatted."""
    titles = {name: title for name, (_, title) in _MODELS.items()}
    titles |= dict(_NESTED.values()) | _TITLES
    found: dict[str, dict[str, str]] = {name: {} for name in titles}
    for name, (model, _) in _MODELS.items():
        for owner, key, kind in _keys(name, model):
            found[owner].setdefault(key, kind)
    for name, keys in _UNREAD.items():
        found[name] |= keys
    names = "".join(f'    "{name}",\n' for name in sorted(found))
    text = f"{_HEAD}__all__ = [\n{names}]\n"
    for name, keys in found.items():
        lines = "".join(f"    {key}: {kind}\n" for key, kind in keys.items())
        head = (
            f'\n\nclass {name}(TypedDict, total=False):\n    """{titles[name]}"""\n\n'
        )
        text += head + lines
    formatted = subprocess.run(
        ["ruff", "format", "--stdin-filename", str(FILE), "-"],
        input=text,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return formatted.stdout


def _keys(name: str, model: type[Any]) -> Iterator[tuple[str, str, str]]:
    """Yield the dictionary, the key and the type of each key that a model reads."""
    for field in attrs.fields(model):
        for key in field.metadata.get("recnetpy.keys", ()):
            first, *rest = key.split(".")
            kind = _sent(field)
            if rest:
                nested = _NESTED[first][0]
                yield nested, rest[0], kind
                yield name, first, f"{nested} | None" if first != "Stats" else nested
            else:
                yield name, first, kind


def _sent(field: Any) -> str:
    """Return the type that JSON has for a field."""
    annotation = re.sub(r"<class '(.*)'>", r"\1", str(field.type))
    annotation = re.sub(r"\b(?:\w+\.)+", "", annotation)
    sent: str | None = field.metadata["recnetpy.sent"]
    if sent is not None:
        nullable = sent in {"int", "str"} and annotation == "int | None"
        return f"{sent} | None" if nullable else sent
    if annotation.startswith("list["):
        # A list that was not requested is missing, not null.
        annotation = annotation.removesuffix(" | None")
    names = {model.__name__: name for name, (model, _) in _MODELS.items()}
    return re.sub(r"\w+", lambda word: names.get(word[0], word[0]), annotation)


if __name__ == "__main__":
    if sys.argv[1:]:
        sys.exit(__doc__)
    FILE.write_text(source(), encoding="utf-8", newline="\n")
