"""
Answers that need not be sent again.
"""

from __future__ import annotations

import pytest

from clientcore import CachedAnswer, Headers, Response
from clientcore._cache import Cache, question, revived

URL = "https://api.example/v1/me?a=b"
ANN = {"Authorization": "Bearer ann"}
NOW = 1000.0


def answer(*headers: tuple[str, str]) -> Response:
    return Response(200, Headers(headers), b"{}")


def kept(*headers: tuple[str, str]) -> CachedAnswer | None:
    cache = Cache({})
    cache.keep("key", answer(*headers), now=NOW)
    return cache.find("key")


class TestKey:
    @pytest.mark.parametrize(
        ("url", "headers"),
        [
            (URL, {"Authorization": "Bearer bob"}),
            (URL, {}),
            (URL, {**ANN, "Accept-Language": "de"}),
            (f"{URL}&c=d", ANN),
            ("https://api.example/v1/me", ANN),
        ],
    )
    def test_others(self, url: str, headers: dict[str, str]):
        """
        Another credential, header or address is another answer.
        """
        assert Cache({}).key(url, headers) != Cache({}).key(URL, ANN)

    def test_same(self):
        """
        The order of headers makes no difference.
        """
        cache = Cache({})

        assert cache.key(URL, {"A": "1", "B": "2"}) == cache.key(
            URL, {"B": "2", "A": "1"}
        )

    def test_hidden(self):
        """
        A key shows neither credential nor address.
        """
        key = Cache({}).key(URL, ANN)

        assert key.isalnum()
        assert "ann" not in key


class TestKeep:
    @pytest.mark.parametrize(
        ("control", "seconds"),
        [
            ("max-age=60", 60),
            ("private, max-age=60", 60),
            ("Max-Age=60,public", 60),
            ("max-age=60, must-revalidate", 60),
            ("s-maxage=5, max-age=60", 60),
            ("max-age=999999999", 999999999),
        ],
    )
    def test_fresh(self, control: str, seconds: float):
        """
        An answer is fresh as long as it says.
        """
        found = kept(("Cache-Control", control))

        assert found is not None
        assert found.fresh_until == NOW + seconds
        assert found.content == b"{}"

    @pytest.mark.parametrize(
        "control",
        [
            None,
            "no-store",
            "no-store, max-age=60",
            "no-cache",
            "no-cache, max-age=60",
            "max-age=0",
            "max-age=-5",
            "max-age=soon",
            "s-maxage=60",
            "public",
        ],
    )
    def test_of_no_use(self, control: str | None):
        """
        What may not be kept, or is of no use without a tag, is not kept.
        """
        assert kept(*[("Cache-Control", control)] if control else []) is None

    @pytest.mark.parametrize(
        "control", ["", "no-cache", "no-cache, max-age=60", "max-age=0", "public"]
    )
    def test_tagged(self, control: str):
        """
        With a tag it is kept, but asked about each time.
        """
        found = kept(("ETag", '"x"'), ("Cache-Control", control))

        assert found is not None
        assert found.fresh_until == NOW
        assert question(found) == {"If-None-Match": '"x"'}

    def test_never(self):
        """
        ``no-store`` wins over a tag.
        """
        assert kept(("ETag", '"x"'), ("Cache-Control", "no-store")) is None

    def test_next_one(self):
        """
        A newer answer takes the place of the older.
        """
        cache = Cache({})
        for age in ("5", "9"):
            cache.keep("key", answer(("Cache-Control", f"max-age={age}")), now=NOW)
        found = cache.find("key")

        assert found is not None
        assert found.fresh_until == NOW + 9


def test_nothing_to_ask():
    """
    Without a tag there is nothing to ask by.
    """
    assert question(CachedAnswer(Headers(), b"", NOW)) == {}


def test_revived():
    """
    After a 304 the kept answer stands, as if it had come now.
    """
    old = CachedAnswer(Headers([("ETag", '"x"')]), b"[1]", NOW)
    response = revived(old, Response(304, Headers(), b"", seconds=0.5))

    assert (response.status, response.content) == (200, b"[1]")
    assert response.headers["etag"] == '"x"'
    assert response.seconds == 0.5


def test_repr():
    """
    The repr has neither body nor header values.
    """
    found = CachedAnswer(Headers([("ETag", "s3cr3t")]), b"s3cr3t", NOW)

    assert "s3cr3t" not in repr(found)
