# Generated from aio/test_queue.py by `nox -s twins`: do not edit.
"""
The queue, what is playing, what was, and what one thinks of it.
"""

from __future__ import annotations

from typing import Any

import pytest

from backtracked.sync import (
    Client,
    NotFoundError,
    RateLimitError,
    SessionExpiredError,
    SongInfo,
)

from ..answers import (
    BOB,
    MEDIUM,
    NEXT,
    PLAYING,
    PLAYLIST,
    ROOM,
    answer,
    data,
    load,
    responses,
    wrapped,
)


def test_queue(api: Any, base_url: str):
    """
    Empty rows are skipped, and media that are not embedded are asked for once.
    """
    api.get(f"/room/{ROOM}/playlist/details").respond(**answer("queue_details.ok"))
    medium = api.get(path__regex="^/song/").respond(**answer("song.ok"))
    rows = [row for row in data("queue_details.ok") if row]

    with Client(api=base_url) as queup:
        songs = queup.fetch_queue(ROOM)
        again = queup.fetch_queue(ROOM, media=False)

        assert [song.id for song in songs] == [row["_id"] for row in rows]
        assert songs[0].user is not None
        assert len(again) == len(songs)
        assert queup.song_cache[MEDIUM].name == "Synthetic Sunrise & Friends"
    assert medium.called


def test_purged_medium(api: Any, base_url: str):
    """
    A medium that is gone costs no queue.
    """
    api.get(f"/room/{ROOM}/playlist/details").respond(**answer("queue_details.ok"))
    api.get(path__regex="^/song/").respond(404)

    with Client(api=base_url) as queup:
        songs = queup.fetch_queue(ROOM)

        assert songs[0].id == NEXT
        assert songs[0].song_info is None


@pytest.mark.parametrize(
    ("path", "fetch"),
    [
        (f"/user/session/room/{ROOM}/queue", lambda queup: queup.fetch_own_queue(ROOM)),
        (f"/room/{ROOM}/playlist/waitlist", lambda queup: queup.fetch_waitlist(ROOM)),
    ],
)
def test_other_queues(path: str, fetch: Any, api: Any, base_url: str):
    """
    One's own queue and the waiting line are read like the queue of the room.
    """
    api.get(path).respond(**answer("queue_own.ok"))

    with Client(api=base_url) as queup:
        songs = fetch(queup)

        assert all(song.song_info for song in songs)


def test_queue_known_medium(api: Any, base_url: str):
    """
    A medium that was found can be queued as it is; one without an id can't.
    """
    route = api.post(f"/room/{ROOM}/playlist").respond(**answer("queue_add.ok"))
    found = SongInfo.from_data(data("song_search.ok")["items"][0])

    with Client(api=base_url) as queup:
        queup.queue_song(ROOM, found)
        with pytest.raises(ValueError, match="an id"):
            queup.queue_song(ROOM, "youtube", "")

    assert route.calls.last.request.content == b"songType=youtube&songId=AAAAAAAAAAA"


# --- What is playing ----------------------------------------------------------


def test_nothing_playing(api: Any, base_url: str):
    """
    A 404 says that nothing is playing, which is no error.
    """
    path = f"/room/{ROOM}/playlist/active"
    api.get(path).respond(**answer("playlist_active.none", 404))
    api.get(f"{path}/dubs").respond(**answer("playlist_active.none", 404))

    with Client(api=base_url) as queup:
        assert queup.fetch_now_playing(ROOM) is None
        assert queup.fetch_votes(ROOM) is None


def test_no_medium(api: Any, base_url: str):
    """
    What is playing is known even if its medium is not said.
    """
    api.get(f"/room/{ROOM}/playlist/active").side_effect = responses(
        answer("playlist_active.songinfo_null"), answer("playlist_active.song_missing")
    )

    with Client(api=base_url) as queup:
        first = queup.fetch_now_playing(ROOM)
        second = queup.fetch_now_playing(ROOM)

    assert first is not None
    assert (first.song.id, first.info) == (PLAYING, None)
    assert second is None


def test_false_alarm(api: Any, base_url: str):
    """
    A vote that is answered by a 404 was counted.
    """
    route = api.post(f"/room/{ROOM}/playlist/{PLAYING}/dubs")
    route.respond(**answer("vote.spurious_404", 404))

    with Client(api=base_url) as queup:
        queup.updub(ROOM, PLAYING)

    assert route.called


def test_too_many_votes(api: Any, base_url: str, no_backoff: None):
    """
    Too many votes are an error, and have nothing to do with the chat.
    """
    api.post(f"/room/{ROOM}/playlist/{PLAYING}/dubs").respond(429)
    api.post(f"/chat/{ROOM}").respond(**answer("chat_send.ok"))

    with Client(api=base_url, retries=0) as queup:
        with pytest.raises(RateLimitError):
            queup.updub(ROOM, PLAYING)
        queup.send_message(ROOM, "hi")


def test_bad_vote(base_url: str):
    """
    There are two kinds of votes.
    """
    with Client(api=base_url) as queup:
        with pytest.raises(ValueError, match="downdub"):
            queup.vote(ROOM, PLAYING, "maybe")  # type: ignore[arg-type]


# --- Lists that come in pages -------------------------------------------------


def entries(first: int, count: int) -> list[dict[str, Any]]:
    """Return *count* entries of a history."""
    return [{"_id": f"{first + place:024}"} for place in range(count)]


def test_history(api: Any, base_url: str):
    """
    The history is read to its short page, and moving rows are not told twice.
    """
    route = api.get(f"/room/{ROOM}/playlist/history")
    pages = [entries(0, 20), entries(19, 20), [None, *entries(39, 3)]]
    route.side_effect = responses(
        *[{"status_code": 200, "json": wrapped(page)} for page in pages]
    )

    with Client(api=base_url) as queup:
        songs = queup.history(ROOM).collect()

    assert [int(song.id) for song in songs] == list(range(42))
    assert [call.request.url.params["page"] for call in route.calls] == ["1", "2", "3"]


def test_history_from_a_page(api: Any, base_url: str):
    """
    The history begins at any page, and goes on and back from there.
    """
    route = api.get(f"/room/{ROOM}/playlist/history")
    route.respond(json=wrapped(entries(0, 20)))

    with Client(api=base_url) as queup:
        page = queup.history(ROOM, page=3).page()
        later, before = page.next(), page.previous()

    assert later is not None
    assert before is not None
    assert [call.request.url.params["page"] for call in route.calls] == ["3", "4", "2"]


def test_history_row(api: Any, base_url: str):
    """
    An entry has its medium and its user; one whose medium is gone has none.
    """
    api.get(f"/room/{ROOM}/playlist/history").respond(**answer("history.ok"))

    with Client(api=base_url) as queup:
        songs = queup.history(ROOM).collect()

        assert songs[0].song_info is not None
        assert songs[0].user is not None
        assert songs[0].user.id == BOB
        assert songs[-1].song_info is None


def test_lobby(api: Any, base_url: str):
    """
    The lobby is read in steps of twenty.
    """
    full = [{**data("room.ok"), "_id": f"{place}"} for place in range(20)]
    route = api.get("/room")
    route.side_effect = responses(
        {"status_code": 200, "json": wrapped(full)},
        {"status_code": 200, "json": load("rest.rooms.ok")},
    )

    with Client(api=base_url) as queup:
        rooms = queup.lobby().collect()

    assert len(rooms) == 20 + len(data("rooms.ok"))
    assert dict(route.calls.last.request.url.params) == {"offset": "20"}


def test_search_rooms(api: Any, base_url: str):
    """
    A term goes into the path.
    """
    route = api.get("/room/term/testing%20lounge").respond(**answer("rooms_search.ok"))

    with Client(api=base_url) as queup:
        rooms = queup.search_rooms("testing lounge").collect()

    assert [room.id for room in rooms] == [
        row["_id"] for row in data("rooms_search.ok")
    ]
    assert route.called


def test_search_songs(api: Any, base_url: str):
    """
    A search is read by the tokens that its pages name.
    """
    route = api.get("/song")
    route.side_effect = responses(
        answer("song_search.ok"),
        {"status_code": 200, "json": wrapped({"items": [None]})},
    )

    with Client(api=base_url) as queup:
        found = queup.search_songs("sunrise").collect()

    assert [one.media_id for one in found] == ["AAAAAAAAAAA"]
    assert dict(route.calls[0].request.url.params) == {
        "name": "sunrise", "type": "youtube", "details": "1"
    }  # fmt: skip
    assert route.calls[1].request.url.params["nextPageToken"] == "PAGE2"


def test_playlist_songs(api: Any, base_url: str):
    """
    A playlist's items have their media, and can be filtered.
    """
    route = api.get(f"/playlist/{PLAYLIST}/songs").respond(
        **answer("playlist_songs.ok")
    )

    with Client(api=base_url) as queup:
        items = queup.playlist_songs(PLAYLIST, name="sun").collect()

    assert items[0].info is not None
    assert items[0].info.id == items[0].song_id
    assert dict(route.calls.last.request.url.params) == {"name": "sun", "page": "1"}


# --- Media --------------------------------------------------------------------


def test_song_url(api: Any, base_url: str):
    """
    The provider's address is where the service redirects to, which is not followed.
    """
    link = "https://www.youtube.com/watch?v=AAAAAAAAAAA"
    api.get(f"/song/{MEDIUM}/redirect").respond(302, headers={"location": link})

    with Client(api=base_url) as queup:
        assert queup.fetch_song_url(MEDIUM) == link


def test_no_song_url(api: Any, base_url: str):
    """
    A medium that does not exist has none.
    """
    api.get(f"/song/{MEDIUM}/redirect").respond(404)

    with Client(api=base_url) as queup:
        with pytest.raises(NotFoundError):
            queup.fetch_song_url(MEDIUM)


def test_song_url_for_members(api: Any, base_url: str):
    """
    The way to the login page is no address of a medium.
    """
    to_login = {"location": "/auth/login"}
    api.get(f"/song/{MEDIUM}/redirect").respond(302, headers=to_login)

    with Client(api=base_url) as queup:
        with pytest.raises(SessionExpiredError):
            queup.fetch_song_url(MEDIUM)


def test_avatar_url(api: Any, base_url: str):
    """
    So has a picture, in two sizes.
    """
    path = f"/user/{BOB}/image"
    for size in ("", "/large"):
        link = {"location": f"https://img.example.invalid{size}"}
        api.get(f"{path}{size}").respond(302, headers=link)

    with Client(api=base_url) as queup:
        small = queup.fetch_avatar_url(BOB)
        large = queup.fetch_avatar_url(BOB, large=True)

    assert (small, large) == (
        "https://img.example.invalid", "https://img.example.invalid/large"
    )  # fmt: skip


def test_songs_once(api: Any, base_url: str):
    """
    Many media are given in order, and those that were seen are not asked for.
    """
    route = api.get(f"/song/{MEDIUM}").respond(**answer("song.ok"))

    with Client(api=base_url) as queup:
        queup.fetch_song(MEDIUM)
        found = queup.fetch_songs([MEDIUM, MEDIUM])

    assert [one.id for one in found] == [MEDIUM, MEDIUM]
    assert route.call_count == 1
