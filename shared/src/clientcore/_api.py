"""
The description of a service.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from ._errors import ErrorTable
from ._models import Model
from ._response import Response

if TYPE_CHECKING:
    from ._codec import Codec


def _refused(response: Response) -> bool:
    return response.status == 401


def _limited(response: Response) -> float | None:
    return response.retry_after if response.status == 429 else None


@attrs.frozen(slots=False)
class Api:
    """
    A service, as its client describes it.

    Attributes:
        name: Name of the distribution, also of the logger, and in ``User-Agent``.
        models: The client's base model, whose ``codec`` decodes and encodes.
        errors: The client's errors, and the function that explains responses.
        join: Separator of the values of a list in a query, ``None`` to repeat the
            name instead.
        refused: Whether a response means that the credentials are not accepted: they
            are renewed once, and the request is sent again. By default a 401.
        limited: The seconds for which a response closes its rate-limit bucket, or
            ``None``. By default the ``Retry-After`` of a 429.
        headers: Headers of each request, without secrets.
    """

    name: str
    models: type[Model] = Model
    errors: ErrorTable = attrs.field(factory=ErrorTable)
    join: str | None = ","
    refused: Callable[[Response], bool] = _refused
    limited: Callable[[Response], float | None] = _limited
    headers: dict[str, str] = attrs.field(factory=dict)

    @property
    def codec(self) -> Codec:
        """Decodes and encodes the service's models."""
        codec: Codec = self.models.codec
        return codec

    @cached_property
    def user_agent(self) -> str:
        """The ``User-Agent``: name and version of the distribution and of Python."""
        # Imported when needed: together they take as long as attrs does.
        import platform
        from importlib.metadata import PackageNotFoundError, version

        try:
            number = version(self.name)
        except PackageNotFoundError:
            number = "0"
        return f"{self.name}/{number} python/{platform.python_version()}"
