"""
From JSON to models and back.

Three ways to read. Fast takes JSON's own types as they come. If that fails,
salvage reads the same again, field by field, and keeps all that fits. Strict
checks everything and reports where it differs: for tests.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import orjson

from ._errors import DecodeError
from ._facts import RequestInfo
from ._model import BINDING
from ._reading import Mode, Reading, Rename, problem
from ._scalars import register_scalars

# cattrs takes as long to import as the rest of this package. It is imported with
# the first answer that is read.
if TYPE_CHECKING:
    from cattrs import Converter

T = TypeVar("T")


class Codec:
    """
    Reads and writes one service's models.

    Args:
        rename: From a field's name to its JSON key, where the service spells
            all of them another way. For a single field there is `wire`.

        setup:
            Registers a service's own hooks on a converter. Called once for
            each way of reading.

        logger: Where odd answers are reported.
    """

    def __init__(
        self,
        *,
        rename: Rename | None = None,
        setup: Callable[[Converter], None] | None = None,
        logger: str = "clientcore",
    ) -> None:
        self._rename = rename
        self._setup = setup
        self._logger = logging.getLogger(logger)
        self._converters: dict[Mode, Converter] = {}
        self._reported: set[tuple[str, str]] = set()

    @property
    def converter(self) -> Converter:
        """The cattrs converter of the fast way."""
        return self._for(Mode.FAST)

    def _for(self, mode: Mode) -> Converter:
        # Made late: ten classes cost some milliseconds, and the two other
        # ways are not needed most of the time.
        if mode not in self._converters:
            self._converters[mode] = self._make(mode)
        return self._converters[mode]

    def _make(self, mode: Mode) -> Converter:
        from cattrs import Converter
        from cattrs.preconf.orjson import configure_converter

        from ._classes import register_classes
        from ._containers import register_containers

        converter = Converter(detailed_validation=mode is Mode.STRICT)
        configure_converter(converter)
        reading = Reading(converter, mode, self._report, self._rename)
        register_scalars(reading)
        register_containers(reading)
        register_classes(reading)
        if self._setup is not None:
            self._setup(converter)
        return converter

    def structure(
        self,
        data: Any,
        into: type[T],
        *,
        client: Any = None,
        strict: bool = False,
        keep_raw: bool = True,
        request: RequestInfo | None = None,
    ) -> T:
        """
        Read *data*, which is parsed JSON.

        Args:
            data: Anything that JSON can be.

            into: What to make of it: a model, or any type of models.

            client: What the models are bound to.

            strict: Check all of it instead of salvaging.

            keep_raw: Whether models keep the JSON they came from.

            request: What was asked, for the error.

        Raises:
            DecodeError: *data* has not even the outer shape of *into*, or is
                not all as it should be and *strict* was asked for.
        """
        token = BINDING.set((client, keep_raw))
        try:
            if strict:
                return self._for(Mode.STRICT).structure(data, into)
            try:
                return self._for(Mode.FAST).structure(data, into)
            except Exception:  # noqa: BLE001, whatever a hook may raise
                return self._for(Mode.SALVAGE).structure(data, into)
        except Exception as error:
            raise _undecodable(error, data, into, request) from error
        finally:
            BINDING.reset(token)

    def unstructure(self, value: Any) -> Any:
        """Return *value*, a model or anything made of models, as JSON's types."""
        # By way of text, because times stay objects until then. Not read by
        # orjson, which takes integers beyond 64 bits for floats.
        return json.loads(self.dumps(value))

    def dumps(self, value: Any) -> bytes:
        """
        Return *value* as JSON text.

        Raises:
            TypeError: If JSON has no form for it.
        """
        plain = self._for(Mode.FAST).unstructure(value)
        try:
            return orjson.dumps(plain, option=orjson.OPT_NON_STR_KEYS)
        except TypeError:
            # Integers beyond 64 bits, which JSON itself allows.
            text = json.dumps(plain, separators=(",", ":"), default=_native)
            return text.encode()

    def _report(self, model: str, field: str, problem: str) -> None:
        """Log that a field did not fit, once for each field."""
        if (model, field) not in self._reported:
            self._reported.add((model, field))
            self._logger.warning("%s.%s: %s", model, field, problem)


def _native(value: Any) -> Any:
    """Return what orjson makes of a time and the like."""
    return orjson.loads(orjson.dumps(value))


def _undecodable(
    error: Exception, data: Any, into: Any, request: RequestInfo | None
) -> DecodeError:
    """Make the error for data that cannot be read."""
    from cattrs import BaseValidationError, transform_error

    if isinstance(error, BaseValidationError):
        errors = transform_error(error)
    else:
        errors = [problem(error)]
    asked = f"{request}: " if request else ""
    name = getattr(into, "__name__", str(into))
    first = errors[0] if errors else "unknown"
    return DecodeError(
        f"{asked}the answer is no {name}: {first}"
        + (f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""),
        request=request,
        errors=errors,
        body=data,
    )
