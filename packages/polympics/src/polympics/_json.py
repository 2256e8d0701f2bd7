"""
Conversion of models from and to JSON, without a client.
"""

from __future__ import annotations

import json
from typing import Any, Self

from ._codec import CODEC
from ._errors import DecodeError, own_errors


class Jsonable:
    """
    Conversion from and to JSON.

    ``from_data`` and ``to_data`` take and return parsed JSON. The four other methods
    are those of earlier releases.
    """

    __slots__ = ()

    @classmethod
    def from_data(cls, data: Any, client: Any = None) -> Self:
        """
        Decode stored JSON. Fields that are missing or do not fit are left out.

        Args:
            data: A JSON object, parsed.
            client: The client to bind models to, or ``None``.

        Raises:
            DecodeError: *data* is not a JSON object of this model.
        """
        with own_errors():
            return CODEC.structure(data, cls, client=client)

    def to_data(self) -> Any:
        """Return the fields as a JSON object."""
        return CODEC.unstructure(self)

    @classmethod
    def from_dict(cls, kvs: dict[str, Any], *, infer_missing: bool = False) -> Self:
        """
        Decode stored JSON.

        Args:
            kvs: A JSON object, parsed.
            infer_missing: Whether fields that are missing or do not fit are left out,
                instead of an error.

        Raises:
            DecodeError: *kvs* is not a JSON object of this model.
        """
        with own_errors():
            return CODEC.structure(kvs, cls, strict=not infer_missing)

    def to_dict(self, encode_json: bool = False) -> dict[str, Any]:
        """
        Return the fields as a dict.

        Args:
            encode_json: Whether times are converted to numbers, as in JSON.
        """
        if encode_json:
            return dict(CODEC.unstructure(self))
        return dict(CODEC.converter.unstructure(self))

    @classmethod
    def from_json(
        cls, s: str | bytes, *, infer_missing: bool = False, **options: Any
    ) -> Self:
        """
        Decode JSON text.

        Args:
            s: JSON, as text or as bytes in UTF-8.
            infer_missing: See `from_dict`.
            **options: Options of `json.loads`.

        Raises:
            DecodeError: *s* is not JSON, or not an object of this model.
        """
        return cls.from_dict(parse(s, **options), infer_missing=infer_missing)

    def to_json(self, **options: Any) -> str:
        """
        Return the fields as JSON text.

        Args:
            **options: Options of `json.dumps`.
        """
        return json.dumps(self.to_dict(encode_json=True), **options)


def parse(text: str | bytes | bytearray | memoryview, **options: Any) -> Any:
    """
    Parse JSON.

    Raises:
        DecodeError: *text* is not JSON.
    """
    try:
        if isinstance(text, memoryview):
            text = bytes(text)
        return json.loads(text, **options)
    except (ValueError, RecursionError):
        # The cause would show the text, in which there may be a token.
        raise DecodeError("the text is not JSON", body=text) from None
