"""
Values that do not fit their type.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Optional, Union

import pytest

from clientcore._salvage import Misfit, a_list, an_object, name_of, problem


@pytest.mark.parametrize("value", [None, "abc", 5, {"a": 1}, (1, 2), True])
def test_a_list(value: Any):
    """
    Only a list is a list: text does not fall apart, nor does an object.
    """
    assert a_list([1], list) == [1]
    with pytest.raises(Misfit):
        a_list(value, list)


@pytest.mark.parametrize("value", [None, "abc", 5, [["a", 1]], True])
def test_an_object(value: Any):
    """
    Only an object is an object: a list of pairs is none.
    """
    assert an_object({"a": 1}, dict) == {"a": 1}
    with pytest.raises(Misfit):
        an_object(value, dict)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (int, "int"),
        (datetime, "datetime"),
        (int | None, "int | None"),
        (Optional[Union[str, int]], "str | int | None"),  # noqa: UP045, UP007
    ],
)
def test_name_of(kind: Any, name: str):
    """
    A type is called by its name, or as it is written.
    """
    assert name_of(kind) == name


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (Misfit("s3cr3t", int), "str is no int"),
        (ValueError("s3cr3t is wrong"), "ValueError"),
        (KeyError("s3cr3t"), "KeyError"),
    ],
)
def test_problem(error: Exception, words: str):
    """
    A problem is told without the value, which may be secret.
    """
    assert problem(error) == words
