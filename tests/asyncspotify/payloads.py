"""
The service's answers, as what they are.
"""

from __future__ import annotations

import json
from types import ModuleType
from typing import Any, get_args

from clientcore import Headers, Model, RequestInfo, Response

from .answers import load

# Which class the index means, where it says it in another way.
_MEANT = {"cursor page of PlayHistory": "List[PlayHistory]"}


def items(name: str) -> list[Any]:
    """Return the entries of an answer that is a list, whatever is around them."""
    found = load(name)
    while isinstance(found, dict):
        inner = [one for one in found.values() if isinstance(one, (dict, list))]
        found = found["items"] if "items" in found else inner[0]
    listed: list[Any] = found
    return listed


def modelled(package: ModuleType) -> list[tuple[str, Any, Any]]:
    """
    Return each answer that is a model, or a list of them: its name, type and JSON.
    """
    names = {name: one for name, one in vars(package).items() if _is_model(one)}
    found = []
    for file, told in load("index").items():
        name, words = file.removesuffix(".json"), told["model"]
        words = str(_MEANT.get(words, words)).replace("List", "list")
        words = words.replace("PlaylistTrack", "PlaylistEntry")
        kind = words.removeprefix("list[").removesuffix("]").removesuffix(" | None")
        if kind in names:
            data = items(name) if words.startswith("list") else load(name)
            found.append((name, eval(words, names), data))
    return found


def _is_model(one: Any) -> bool:
    return all(
        isinstance(kind, type) and issubclass(kind, Model)
        for kind in get_args(one) or [one]
    )


def response(status: int, content: Any, path: str = "tracks/{id}") -> Response:
    """Return an answer with JSON, or with text, as its body."""
    text = content if isinstance(content, str) else json.dumps(content)
    return Response(status, Headers(), text.encode(), RequestInfo("GET", path))
