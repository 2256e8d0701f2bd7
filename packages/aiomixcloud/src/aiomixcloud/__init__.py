"""
A client of Mixcloud.

These are the names for async code. `aiomixcloud.sync` has the same names for blocking
code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clientcore import keep_modules

from . import _late
from . import models as models
from ._async import names
from ._async.names import *  # noqa: F403

if TYPE_CHECKING:
    from cattrs import Converter

    # They are executed when they are used. What freezes programs looks for such lines.
    from . import auth, core, decorators  # noqa: F401

    #: The cattrs converter of all resources.
    converter: Converter
    #: The distribution's version.
    __version__: str

__all__ = ["__author__", "__license__", "__url__", "__version__", "converter"]
__all__ += names.__all__

__author__ = "The authors of clientcore and its clients"
__license__ = "MIT"
__url__ = "https://pypi.org/project/aiomixcloud/"

# Those of 1.0.6 that are not imported above.
keep_modules(__name__, {"auth": None, "core": None, "decorators": None})


def __getattr__(name: str) -> Any:
    return _late.find(__name__, name)
