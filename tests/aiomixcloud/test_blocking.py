"""
What the half that blocks has over the one that waits.
"""

from __future__ import annotations

from typing import Any

import pytest

import aiomixcloud
from aiomixcloud import Mixcloud, sync
from aiomixcloud.sync import (
    MixcloudOAuthSync,
    MixcloudSync,
    ResourceListSync,
    ResourceSync,
)

from .answers import TOKEN, answer
from .opening import SyncSession, open_sync


@pytest.fixture
def routes(api: Any) -> Any:
    """
    What `chain` asks for.
    """
    api.get("/anna-lind/low-tide-sessions-12/comments/").respond(**answer("comments"))
    api.get("/dj_okapi/").respond(**answer("user_authorized"))
    return api


def chain(client: MixcloudSync) -> Any:
    """Go from one thing to another, as documented."""
    comments = client.get("anna-lind/low-tide-sessions-12/comments")
    return comments[0].user.load()


@pytest.mark.usefixtures("routes")
def test_without_loop():
    """
    It works where no event loop runs.
    """
    with open_sync() as client:
        user = chain(client)

    assert isinstance(user, ResourceSync)
    assert user.name == "DJ Okapi"


@pytest.mark.usefixtures("routes")
async def test_inside_a_loop():
    """
    And where one does, as in notebooks.
    """
    with open_sync() as client:
        user = chain(client)

    assert user.name == "DJ Okapi"


def test_names(api: Any):
    """
    Attributes are those of the resource, not some left over from the making.
    """
    api.get("/popular/").respond(**answer("popular_page_1"))
    with open_sync() as client:
        page = client.popular()

    assert isinstance(page, ResourceListSync)
    assert all(isinstance(item, ResourceSync) for item in page)
    assert page[0].name == "Low Tide Sessions #12"
    assert not hasattr(MixcloudSync, "name")


def test_sessions():
    """
    A session is an HTTP client that blocks, and is left open.
    """
    session = SyncSession()
    with open_sync(session=session) as client:
        assert client._session is session

    assert not session.is_closed
    session.close()


def test_oauth(api: Any):
    """
    Signing in blocks, too.
    """
    route = api.get("https://www.test/oauth/access_token").respond(
        **answer("oauth_token")
    )
    with open_sync() as client:
        oauth = MixcloudOAuthSync(
            "https://www.test/oauth",
            client_id="id",
            client_secret="x",
            redirect_uri="https://me.example/",
            mixcloud=client,
        )
        token = oauth.access_token("code")

    assert token == "synthetic-token-0001"
    assert TOKEN not in str(route.calls.last.request.url)


@pytest.mark.parametrize("name", ["Resource", "ResourceList", "User", "own"])
def test_classes_of_the_other_kind(name: str):
    """
    A class that awaits is refused by a client that blocks, and the other way round.
    """

    class Own(aiomixcloud.Resource):
        pass

    class OwnSync(sync.Resource):
        pass

    for client, own, other in (
        (Mixcloud, "aiomixcloud.Res", getattr(sync, name, OwnSync)),
        (sync.Mixcloud, r"aiomixcloud\.sync\.Res", getattr(aiomixcloud, name, Own)),
    ):
        is_list = name == "ResourceList"
        option = "resource_list_class" if is_list else "resource_class"
        make: Any = client
        with pytest.raises(TypeError, match=f"is for the other kind.* from {own}"):
            make(**{option: other})
