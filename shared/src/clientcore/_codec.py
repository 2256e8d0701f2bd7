"""
From JSON to models and back.

Two ways to decode. The usual one is lenient: a value that does not fit becomes
``None`` or is left out, whatever its neighbours are. Strict checks everything and
reports where it differs: for tests and sandboxes.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date, datetime
from enum import Enum
from math import inf
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from ._errors import DecodeError, TimedOut
from ._events import RequestInfo
from ._json import parse_json, write_json
from ._models import BINDING, Model, Overdue
from ._salvage import ODD, Reading, Rename, name_of, problem

# cattrs takes as long to import as the rest of this package. It is imported with
# the first response that is decoded.
if TYPE_CHECKING:
    from cattrs import Converter

T = TypeVar("T")


class Codec:
    """
    Decodes and encodes one service's models.

    Args:
        rename: From a field's name to its JSON key, where the service spells
            all of them another way. For a single field there is `wire`.
        setup: Registers a service's own hooks on a converter. Called once for
            each of the two ways to decode; ``converter.detailed_validation`` is
            true for the strict one.
        logger: Name of the logger for values that do not fit.
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
        self._converters: dict[bool, Converter] = {}
        self._known: set[str] = set()
        self._reported: set[tuple[str, str]] = set()

    @property
    def converter(self) -> Converter:
        """The lenient cattrs converter."""
        return self._for(strict=False)

    def knows(self, into: Any) -> bool:
        """Return whether *into* was decoded before, so that its hooks are compiled."""
        return repr(into) in self._known

    def _for(self, *, strict: bool) -> Converter:
        # Made late: ten classes cost some milliseconds, and the strict one is not
        # needed most of the time.
        if strict not in self._converters:
            from cattrs import Converter
            from cattrs.fns import identity
            from cattrs.preconf.json import configure_converter

            from ._compiled import register_classes
            from ._containers import register_containers

            converter = Converter(detailed_validation=strict)
            configure_converter(converter)
            # write_json writes them. A field may hold a value that did not fit.
            converter.register_unstructure_hook_func(_is_enum, identity)
            converter.register_unstructure_hook(datetime, identity)
            converter.register_unstructure_hook(date, identity)
            reading = Reading(converter, strict, self._report, self._rename)
            register_containers(reading)
            register_classes(reading)
            if self._setup is not None:
                self._setup(converter)
            self._converters[strict] = converter
        return self._converters[strict]

    def structure(
        self,
        data: Any,
        into: type[T],
        *,
        client: Any = None,
        strict: bool = False,
        keep_raw: bool = True,
        request: RequestInfo | None = None,
        deadline: float | None = None,
    ) -> T:
        """
        Decode parsed JSON.

        Args:
            data: Any JSON value.
            into: A model, or any type of models.
            client: The client that the models are bound to.
            strict: Raise for any difference, instead of leaving values out.
            keep_raw: Whether models keep the JSON that they are decoded from.
            request: The request, for the error.
            deadline: Seconds that it may take, or ``None`` for no limit.

        Raises:
            DecodeError: *data* is not even a list, object or scalar as *into* is,
                or differs from it anywhere and *strict* is true.
            TimedOut: It takes longer than *deadline*.
        """
        self._known.add(repr(into))
        end = inf if deadline is None else monotonic() + deadline
        token = BINDING.set((client, keep_raw, end))
        try:
            return self._for(strict=strict).structure(data, into)
        except Overdue:
            raise TimedOut(
                f"the response was not decoded within {deadline:g} s",
                request=request,
                phase="deadline",
            ) from None
        except Exception as error:
            if not strict and not isinstance(error, ODD):
                raise
            raise _undecodable(error, data, into, request) from error
        finally:
            BINDING.reset(token)

    def unstructure(self, value: Any) -> Any:
        """Return *value*, a model or anything made of models, as JSON's types."""
        # By way of text, because some values get their form only there.
        return parse_json(self.dumps(value))

    def dumps(self, value: Any) -> bytes:
        """
        Return *value* as JSON text.

        Raises:
            TypeError: JSON has no form for *value*.
            ValueError: *value* is nested too deep.
        """
        try:
            plain = self._for(strict=False).unstructure(value)
        except RecursionError:
            raise ValueError("nested too deep for JSON") from None
        return write_json(plain)

    def _report(self, model: str, field: str, problem: str) -> None:
        """Log that a value did not fit, once for each field."""
        if (model, field) not in self._reported:
            self._reported.add((model, field))
            self._logger.warning("%s.%s: %s", model, field, problem)


#: For models without a client's base model.
Model.codec = Codec()


def _is_enum(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Enum)


def _undecodable(
    error: Exception, data: Any, into: Any, request: RequestInfo | None
) -> DecodeError:
    """Make the error for data that cannot be read."""
    from cattrs import BaseValidationError, transform_error

    if isinstance(error, BaseValidationError):
        errors = transform_error(error)
    else:
        errors = [problem(error)]
    about = f"{request}: " if request else ""
    more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
    return DecodeError(
        f"{about}the response is no {name_of(into)}: {errors[0]}{more}",
        request=request,
        errors=errors,
        body=data,
    )
