"""
What the transport is told about a service, once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from ._errors import ErrorTable
from ._models import Model
from ._response import Response
from ._retry import limited

if TYPE_CHECKING:
    from ._codec import Codec


def is_unauthorized(response: Response) -> bool:
    """Tell whether *response* is a 401: the usual rule of `Api.refused`."""
    return response.status == 401


@attrs.frozen(slots=False)
class Api:
    """
    A service, as its client describes it.

    Attributes:
        name: The distribution's name: that of the logger, and what the server
            is told.

        models: The client's base model, whose ``codec`` decodes and encodes.

        errors: Its errors, and how it explains them.

        join: What stands between the values of a list in a query, or ``None``
            to repeat the name.

        refused: Whether an answer means that other credentials may do better:
            they are renewed once then, and the request sent again.

        limited: How long an answer means that a bucket is closed.

        headers: What goes with each request, nothing secret among it.
    """

    name: str
    models: type[Model] = Model
    errors: ErrorTable = attrs.field(factory=ErrorTable)
    join: str | None = ","
    refused: Callable[[Response], bool] = is_unauthorized
    limited: Callable[[Response], float | None] = limited
    headers: dict[str, str] = attrs.field(factory=dict)

    @property
    def codec(self) -> Codec:
        """What decodes and encodes the service's models."""
        codec: Codec = self.models.codec
        return codec

    @cached_property
    def user_agent(self) -> str:
        """What the server is told of us, our version and Python."""
        # Imported when needed: together they take as long as attrs does.
        import platform
        from importlib.metadata import PackageNotFoundError, version

        try:
            number = version(self.name)
        except PackageNotFoundError:
            number = "0"
        return f"{self.name}/{number} python/{platform.python_version()}"
