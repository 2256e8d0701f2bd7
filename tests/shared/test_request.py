"""
Requests as values, and the addresses they go to.
"""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from clientcore._errors import UnsafeURL
from clientcore._request import (
    DELETE,
    GET,
    HEAD,
    PATCH,
    POST,
    PUT,
    Request,
    build_url,
)

BASE = "https://api.example/v1/"
SECRET = "s3cr3t"


@attrs.frozen
class Account:
    id: int | None


class TestMaking:
    def test_sorting(self):
        """
        Names in the template go into the path, the others are options.
        """
        request = GET(
            "account/{account}/posts",
            account=7,
            headers={"X-A": "b"},
            bucket="posts",
            idempotent=False,
            query={"limit": 5, "sort": None},
        )

        assert request.path == {"account": 7}
        assert request.query == {"limit": 5, "sort": None}
        assert request.headers == {"X-A": "b"}
        assert request.bucket == "posts"
        assert request.idempotent is False

    @pytest.mark.parametrize("name", ["content", "query", "link", "method", "path"])
    def test_query_called_like_an_option(self, name: str):
        """
        A parameter of the query may have any name.
        """
        request = GET("search", query={name: 5})

        assert request == Request(method="GET", template="search", query={name: 5})

    @pytest.mark.parametrize("name", ["content", "query", "link", "method", "path"])
    def test_path_value_called_like_an_option(self, name: str):
        """
        ``path`` has values for names that are taken by options.
        """
        request = GET(f"things/{{{name}}}/{{id}}", id=1, path={name: "x"})

        assert request.path == {name: "x", "id": 1}
        assert request == Request(
            method="GET", template=request.template, path={name: "x", "id": 1}
        )

    @pytest.mark.parametrize(
        ("values", "name"),
        [
            ({"timeuot": 5}, "timeuot"),
            ({"limit": 5}, "limit"),
            ({"method": "POST"}, "method"),
            ({"template": "x"}, "template"),
            ({"path": {"limit": 5}}, "limit"),
        ],
    )
    def test_unknown(self, values: dict[str, Any], name: str):
        """
        A keyword that is neither an option nor in the template is refused, so that a
        mistyped option is never part of an address.
        """
        with pytest.raises(TypeError, match=f"GET rooms/{{id}} takes no '{name}'"):
            GET("rooms/{id}", id=7, **values)

    @pytest.mark.parametrize(
        ("make", "method", "idempotent"),
        [
            (GET, "GET", True),
            (HEAD, "HEAD", True),
            (PUT, "PUT", True),
            (DELETE, "DELETE", True),
            (POST, "POST", False),
            (PATCH, "PATCH", False),
        ],
    )
    def test_methods(self, make: Callable[..., Request], method: str, idempotent: bool):
        """
        POST and PATCH are sent once, unless they are said to be idempotent.
        """
        assert make("x").method == method
        assert make("x").idempotent is idempotent
        assert make("x", idempotent=not idempotent).idempotent is not idempotent

    def test_json_null(self):
        """
        ``json=None`` is a body, no ``json`` is none.
        """
        assert POST("x", json=None).json is None
        assert POST("x").json is ...

    def test_with_query(self):
        """
        `with_query` changes a copy, and keeps the rest.
        """
        first = GET("a/{b}", b=1, query={"limit": 5})
        second = first.with_query(offset=5, limit=6)

        assert second.query == {"limit": 6, "offset": 5}
        assert second.path == first.path
        assert first.query == {"limit": 5}


class TestSecrecy:
    REQUEST = Request(
        method="POST",
        template="a/{b}",
        path={"b": SECRET},
        query={"token": SECRET},
        json={"password": SECRET},
        form={"password": SECRET},
        content=SECRET.encode(),
        headers={"X-Key": SECRET},
        base=f"https://{SECRET}.example/",
        link=f"https://api.example/?token={SECRET}",
    )

    def test_shown(self):
        """
        Repr and text have method and template, and nothing that could be secret.
        """
        assert str(self.REQUEST) == "POST a/{b}"
        assert repr(self.REQUEST) == "Request(method='POST', template='a/{b}')"

    @pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
    def test_no_pickle(self, protocol: int):
        """
        A request is cannot be pickled, by any protocol.
        """
        with pytest.raises(TypeError, match="cannot be pickled"):
            pickle.dumps(self.REQUEST, protocol)

    def test_no_deep_copy(self):
        """
        What pickles for copying does not get at it either.
        """
        with pytest.raises(TypeError, match="cannot be pickled"):
            copy.deepcopy(self.REQUEST)

    def test_info(self):
        """
        What may be said is method, template, and the address up to its query.
        """
        info = self.REQUEST.info(f"https://u:{SECRET}@api.example/a/1?t={SECRET}")

        assert (info.method, info.path) == ("POST", "a/{b}")
        assert info.url == "https://api.example/a/1"
        assert self.REQUEST.info().url == ""


class TestBuildURL:
    @pytest.mark.parametrize(
        ("request_", "url"),
        [
            (GET(""), ""),
            (GET("items"), "items"),
            (GET("/items"), "items"),
            (GET("//evil.example/items"), "evil.example/items"),
            (GET("account/{account}/bio", account=Account(7)), "account/7/bio"),
            (GET("a/{x}/{y}/{x}", x=1, y="b c"), "a/1/b%20c/1"),
            (GET("{key:path}/", key="/user/a b/"), "user/a%20b/"),
            (
                GET("a", query={"q": "x y", "n": [1, 2], "none": None}),
                "a?q=x%20y&n=1%2C2",
            ),
            (GET("a", query={"none": None}), "a"),
        ],
    )
    def test_template(self, request_: Request, url: str):
        """
        The template is filled, put behind the base, and the query behind that.
        """
        assert build_url(BASE, request_) == BASE + url

    def test_repeated_names(self):
        """
        Without a character to join by, the name of a list is repeated.
        """
        assert (
            build_url(BASE, GET("a", query={"n": [1, 2]}), join=None)
            == f"{BASE}a?n=1&n=2"
        )

    def test_other_base(self):
        """
        A request may name another base, with or without a slash at its end.
        """
        request = GET("a", base="https://other.example/v2")

        assert build_url(BASE, request) == "https://other.example/v2/a"

    @pytest.mark.parametrize(
        "request_",
        [
            GET("a/{b}"),
            GET("a/{b}", b=None),
            GET("a/{b}", b=".."),
            GET("a/{b}", b=Account(None)),
            GET("a", query={"b": Account(None)}),
            GET("a/{key:path}", key="x/../y"),
            GET("a", base="other.example"),
        ],
    )
    def test_refused(self, request_: Request):
        """
        A path value that is missing, has no id or climbs makes no address.
        """
        with pytest.raises(UnsafeURL):
            build_url(BASE, request_)


class TestLinks:
    @pytest.mark.parametrize(
        "link",
        [
            "https://api.example/v1/items?after=abc",
            "https://api.example/v2/elsewhere",
            "https://API.example:443/v1/items",
        ],
    )
    def test_same_origin(self, link: str):
        """
        A link within the origin is taken as it is.
        """
        assert build_url(BASE, GET("items", query={"limit": 5}).at(link)) == link

    @pytest.mark.parametrize(
        "link",
        [
            "http://api.example/v1/items",
            "https://api.example:8443/v1/items",
            "https://evil.example/v1/items",
            "https://api.example.evil.example/",
            "https://evil.example/https://api.example/v1/",
            "https://user:s3cr3t@api.example/v1/items",
            "https://evil.example\\@api.example/",
            "https://ａpi.example/",
            "//evil.example/",
            "/v1/items?token=s3cr3t",
            "wss://api.example/",
        ],
    )
    def test_foreign(self, link: str):
        """
        A link to another scheme, port or host, or with a login, is refused.
        """
        with pytest.raises(UnsafeURL) as caught:
            build_url(BASE, GET("items").at(link))

        assert "s3cr3t" not in str(caught.value)

    def test_error_names_the_place_only(self):
        """
        The error shows where the link led, without its query.
        """
        link = "https://evil.example/v1?token=s3cr3t#s3cr3t"

        with pytest.raises(UnsafeURL) as caught:
            build_url(BASE, GET("items").at(link))

        assert "https://evil.example/v1:" in str(caught.value)
        assert "s3cr3t" not in str(caught.value)

    def test_origin_of_the_requests_own_base(self):
        """
        With a base of its own, a request's link belongs to that origin.
        """
        request = GET("a", base="https://other.example")

        assert build_url(BASE, request.at("https://other.example/x"))
        with pytest.raises(UnsafeURL):
            build_url(BASE, request.at("https://api.example/x"))
