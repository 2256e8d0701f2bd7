"""
The names that are promised.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import import_module, metadata
from operator import attrgetter
from typing import Any, get_args

import attrs
import pytest

import asyncspotify
import asyncspotify.audioanalysis
import asyncspotify.http
import asyncspotify.oauth
import asyncspotify.oauth.flows
import asyncspotify.oauth.response
import asyncspotify.sync
import asyncspotify.utils
from asyncspotify._old_modules import OLD_MODULES

MODULES = [
    asyncspotify,
    asyncspotify.sync,
    asyncspotify.audioanalysis,
    asyncspotify.http,
    asyncspotify.oauth,
    asyncspotify.oauth.flows,
    asyncspotify.oauth.response,
    asyncspotify.utils,
]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_all(module: object):
    """
    What a module promises is there, and promised once.
    """
    names: list[str] = list(module.__all__)  # type: ignore[attr-defined]

    assert len(set(names)) == len(names)
    assert all(hasattr(module, name) for name in names)


@pytest.mark.parametrize(
    "module", [asyncspotify.oauth.flows, asyncspotify.oauth.response]
)
def test_import_paths(module: object):
    """
    The documented modules have the very names of the package.
    """
    for name in module.__all__:  # type: ignore[attr-defined]
        if not name.isupper():
            assert getattr(asyncspotify, name) is getattr(module, name)


def test_old_modules(old_modules: Callable[[str], None]):
    """
    The modules of 0.12.1 can be imported, and are attributes of the package.
    """
    old_modules("asyncspotify")


def test_get_id():
    """
    The function of 0.12 takes an object or an ID.
    """
    get_id = import_module("asyncspotify.client").get_id
    simple_track: Any = asyncspotify.SimpleTrack

    assert get_id("x") == get_id(simple_track(None, {"id": "x"})) == "x"


@pytest.mark.parametrize("name", OLD_MODULES)
def test_old_module(name: str):
    """
    Each module of 0.12 has the names of the package, or of its own part.
    """
    module = attrgetter(name)(asyncspotify)
    ours = {"HTTP", "Pager", "SearchPager", "CursorBasedPaging", "get_id"}
    ours |= {"AUTHORIZE_URL", "TOKEN_URL"}

    assert import_module(f"asyncspotify.{name}") is module
    for one in set(module.__all__) - ours:
        assert getattr(asyncspotify, one) is getattr(module, one)


def test_addresses():
    """
    The service's addresses are constants.
    """
    flows = asyncspotify.oauth.flows

    assert asyncspotify.API_URL == "https://api.spotify.com/v1"
    assert flows.AUTHORIZE_URL == "https://accounts.spotify.com/authorize"
    assert flows.TOKEN_URL == "https://accounts.spotify.com/api/token"


@pytest.mark.parametrize("face", [asyncspotify, asyncspotify.sync])
def test_nothing_left_out(face: object):
    """
    Every public name that a face holds is promised.
    """
    held = {
        name
        for name, value in vars(face).items()
        if getattr(value, "__module__", "").startswith("asyncspotify._")
        and not name.startswith("_")
    }

    assert held <= set(face.__all__)  # type: ignore[attr-defined]


@pytest.mark.parametrize("face", [asyncspotify, asyncspotify.sync])
def test_types_of_attributes(face: object):
    """
    What a public model's attributes are can be named.
    """
    public = [getattr(face, name) for name in face.__all__]  # type: ignore[attr-defined]
    public += vars(asyncspotify.audioanalysis).values()
    models = [one for one in public if isinstance(one, type) and attrs.has(one)]
    kinds = [
        (model, kind)
        for model in map(attrs.resolve_types, models)
        for field in attrs.fields(model)
        if not field.name.startswith("_")
        for kind in _parts(field.type)
        if getattr(kind, "__module__", "").startswith("asyncspotify")
    ]

    assert len(kinds) > 50
    assert [one for one in kinds if one[1] not in public] == []


def _parts(kind: Any) -> Iterator[Any]:
    """
    The types that a type is made of.
    """
    yield kind
    for part in get_args(kind):
        yield from _parts(part)


def test_twin():
    """
    The sync face has all names.
    """
    assert asyncspotify.sync.__all__ == asyncspotify.__all__


def test_shared():
    """
    What does not wait is the same in both faces.
    """
    for name in ("Scope", "Device", "SpotifyException", "Tier", "SecretFile"):
        assert getattr(asyncspotify, name) is getattr(asyncspotify.sync, name)
    assert asyncspotify.Client is not asyncspotify.sync.Client


@pytest.mark.parametrize("face", [asyncspotify, asyncspotify.sync])
def test_unknown_name(face: object):
    """
    A name that is none is an error, as for any module.
    """
    with pytest.raises(AttributeError, match="nothing"):
        face.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_about():
    """
    The package says what it is.
    """
    assert asyncspotify.__title__ == "asyncspotify"
    assert asyncspotify.__license__ == "MIT"
    assert asyncspotify.__author__


def test_version():
    """
    The version is the distribution's.
    """
    try:
        expected = metadata.version("asyncspotify")
    except metadata.PackageNotFoundError:
        pytest.skip("asyncspotify is not installed here")

    assert asyncspotify.__version__ == asyncspotify.sync.__version__ == expected


def test_light():
    """
    Importing the package imports neither the HTTP library nor the sync tree.
    """
    code = (
        "import sys, asyncspotify;"
        "names = 'httpx', 'asyncspotify._sync', 'webbrowser', 'http.server';"
        "print([name for name in names if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"
