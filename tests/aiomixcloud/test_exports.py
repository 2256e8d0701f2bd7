"""
The names that are promised.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from importlib import metadata
from types import ModuleType
from typing import Any

import pytest

import aiomixcloud
import aiomixcloud.auth
import aiomixcloud.constants
import aiomixcloud.core
import aiomixcloud.datetime
import aiomixcloud.decorators
import aiomixcloud.exceptions
import aiomixcloud.json
import aiomixcloud.models
import aiomixcloud.sync

DOCUMENTED = [
    aiomixcloud.auth,
    aiomixcloud.constants,
    aiomixcloud.core,
    aiomixcloud.decorators,
    aiomixcloud.exceptions,
    aiomixcloud.json,
    aiomixcloud.models,
]
MODULES = [aiomixcloud, aiomixcloud.sync, aiomixcloud.datetime, *DOCUMENTED]
#: What is not at the root, because users subclass what stands on it.
DEEPER = {"_WrapMixin"}
SYNC = {"MixcloudSync", "MixcloudOAuthSync", "ResourceSync", "ResourceListSync"}
VERSIONED = {"__version__", "__author__", "__license__", "__url__"}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_all(module: ModuleType):
    """
    What a module promises is there, and promised once.
    """
    names = [name for name in module.__all__ if name != "__version__"]

    assert len(set(names)) == len(names)
    assert all(hasattr(module, name) for name in names)


@pytest.mark.parametrize("module", DOCUMENTED, ids=lambda module: module.__name__)
def test_import_paths(module: ModuleType):
    """
    The documented modules have the very names of the package.
    """
    for name in set(module.__all__) - DEEPER:
        assert getattr(aiomixcloud, name) is getattr(module, name)


def test_standard_names():
    """
    A star import does not hide the standard modules that ours are called like.
    """
    assert not {"json", "datetime"} & set(aiomixcloud.__all__)


def test_twin():
    """
    The sync face has all names, and the documented ones besides.
    """
    assert set(aiomixcloud.sync.__all__) - set(aiomixcloud.__all__) == SYNC
    left = set(aiomixcloud.__all__) - set(aiomixcloud.sync.__all__)
    assert left == VERSIONED - {"__version__"}


def test_sync_names():
    """
    They are names of the same classes, which block by themselves.
    """
    face: Any = aiomixcloud.sync

    assert face.MixcloudSync is face.Mixcloud is face._MixcloudSync
    assert face.MixcloudOAuthSync is face.MixcloudOAuth
    assert face.ResourceSync is face.Resource
    assert face.ResourceListSync is face.ResourceList
    assert face.Mixcloud is not aiomixcloud.Mixcloud
    assert face.AccessDict is aiomixcloud.AccessDict


@pytest.mark.parametrize(
    "name", ["Mixcloud", "MixcloudOAuth", "Resource", "ResourceList", "Cloudcast"]
)
def test_make_sync(name: str):
    """
    The class that blocks can be had for one that waits.
    """
    made = aiomixcloud.sync._make_sync(getattr(aiomixcloud, name))

    assert made is getattr(aiomixcloud.sync, name)


def test_make_sync_with_options():
    """
    Options are those of all its instances, which may have others.
    """
    made: Any = aiomixcloud.sync._make_sync(
        aiomixcloud.Mixcloud, raise_exceptions=True, access_token="x"
    )
    resource: Any = aiomixcloud.sync._make_sync(aiomixcloud.Resource, full=True)

    assert issubclass(made, aiomixcloud.sync.Mixcloud)
    with made() as client, made(raise_exceptions=False) as other:
        assert client._raise_exceptions is True
        assert other._raise_exceptions is False
        assert client.access_token == other.access_token == "x"
    assert resource({"key": "/a/"}, mixcloud=None)._full is True


def test_make_no_sync():
    """
    Not for others.
    """
    with pytest.raises(TypeError, match="int has no twin"):
        aiomixcloud.sync._make_sync(int)


def test_sync_resources_are_resources():
    """
    What is a resource, a list or a show in one half passes for one in the other.
    """
    data = {"type": "cloudcast", "key": "/a/b/"}
    cast = aiomixcloud.sync.Resource(data, mixcloud=None)
    page: Any = aiomixcloud.sync.ResourceList({"data": []}, mixcloud=None)

    assert isinstance(cast, aiomixcloud.sync.Cloudcast)
    assert isinstance(cast, aiomixcloud.models.Cloudcast)
    assert isinstance(cast, aiomixcloud.models.Resource)
    assert not isinstance(cast, aiomixcloud.models.User)
    assert isinstance(page, aiomixcloud.models.ResourceList)
    assert cast == aiomixcloud.Resource(dict(data), mixcloud=None)
    assert repr(cast) == repr(aiomixcloud.Resource(data, mixcloud=None))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MIXCLOUD_ROOT", "https://www.mixcloud.com"),
        ("API_ROOT", "https://api.mixcloud.com"),
        ("OEMBED_ROOT", "https://www.mixcloud.com/oembed"),
        ("OAUTH_ROOT", "https://www.mixcloud.com/oauth"),
        ("MP3_MAX_SIZE", 4294967296),
        ("PICTURE_MAX_SIZE", 10485760),
        ("DESCRIPTION_MAX_SIZE", 1000),
        ("TAG_MAX_COUNT", 5),
        ("HOST_MAX_COUNT", 2),
        ("__license__", "MIT"),
    ],
)
def test_constants(name: str, value: Any):
    """
    The documented constants have their values.
    """
    assert getattr(aiomixcloud, name) == value


@pytest.mark.parametrize("face", [aiomixcloud, aiomixcloud.sync])
def test_unknown_name(face: Any):
    """
    A name that is none is an error, as for any module.
    """
    with pytest.raises(AttributeError, match="nothing"):
        face.nothing  # noqa: B018


def test_version():
    """
    The version is the distribution's.
    """
    try:
        expected = metadata.version("aiomixcloud")
    except metadata.PackageNotFoundError:
        pytest.skip("aiomixcloud is not installed here")

    assert aiomixcloud.__version__ == aiomixcloud.sync.__version__ == expected


def test_light():
    """
    Importing the package imports neither what is heavy nor the sync tree.
    """
    late = ["httpx", "cattrs", "dateutil", "webbrowser", "aiomixcloud._sync"]
    code = f"import sys, aiomixcloud; print([n for n in {late} if n in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"


def test_old_modules(old_modules: Callable[[str], None]):
    """
    The modules of 1.0.6 can be imported, and are attributes of the package.
    """
    old_modules("aiomixcloud")
