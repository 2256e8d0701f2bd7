"""
From models to JSON and back, without a client.
"""

from __future__ import annotations

import json
from typing import Any, Self

from ._codec import CODEC
from ._errors import DecodeError, own_errors


class Jsonable:
    """
    What everything that comes from JSON can do.

    ``from_data`` and ``to_data`` are the plain way. The four other methods are
    those of earlier releases.
    """

    __slots__ = ()

    @classmethod
    def from_data(cls, data: Any, client: Any = None) -> Self:
        """
        Make one of stored JSON; what is missing or odd in it is left out.

        Args:
            data: A JSON object, parsed.

            client: What models are bound to, or ``None``.

        Raises:
            DecodeError: *data* is no object of this kind.
        """
        with own_errors():
            return CODEC.structure(data, cls, client=client)

    def to_data(self) -> Any:
        """Return its fields as a JSON object."""
        return CODEC.unstructure(self)

    @classmethod
    def from_dict(cls, kvs: dict[str, Any], *, infer_missing: bool = False) -> Self:
        """
        Make one of stored JSON.

        Args:
            kvs: A JSON object, parsed.

            infer_missing: Whether what is missing or odd is left out, instead
                of being an error.

        Raises:
            DecodeError: *kvs* is no object of this kind.
        """
        with own_errors():
            return CODEC.structure(kvs, cls, strict=not infer_missing)

    def to_dict(self, encode_json: bool = False) -> dict[str, Any]:
        """
        Return its fields.

        Args:
            encode_json: Whether times become text, as JSON needs it.
        """
        if encode_json:
            return dict(CODEC.unstructure(self))
        return dict(CODEC.converter.unstructure(self))

    @classmethod
    def from_json(
        cls, s: str | bytes, *, infer_missing: bool = False, **options: Any
    ) -> Self:
        """
        Make one of JSON text.

        Args:
            s: The text.

            infer_missing: See `from_dict`.

            **options: For `json.loads`.

        Raises:
            DecodeError: *s* is not JSON, or no object of this kind.
        """
        return cls.from_dict(parse(s, **options), infer_missing=infer_missing)

    def to_json(self, **options: Any) -> str:
        """
        Return its fields as JSON text.

        Args:
            **options: For `json.dumps`.
        """
        return json.dumps(self.to_dict(encode_json=True), **options)


def parse(text: str | bytes | bytearray | memoryview, **options: Any) -> Any:
    """
    Parse JSON.

    Raises:
        DecodeError: It is none.
    """
    try:
        if isinstance(text, memoryview):
            text = bytes(text)
        return json.loads(text, **options)
    except (ValueError, RecursionError):
        # The cause would show the text, in which there may be a token.
        raise DecodeError("the text is not JSON", body=text) from None
