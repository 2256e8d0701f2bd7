"""
What was listened to: files of Spotify's downloads, tables, bars and pictures.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asyncspotify._cli.choices import By
from asyncspotify._cli.listening import Listening, bar
from asyncspotify._cli.plots import Panel, draw
from asyncspotify._cli.streams import History, NotAHistory, Stream, read_stream

from .conftest import Result

NAME = "Streaming_History_Audio_2023-2024_0.json"


def _played(
    time: str, name: str | None, by: str | None = "Slow Tram", ms: Any = 180_000
) -> dict[str, Any]:
    """An entry of the extended history, with all of its keys."""
    return {
        "ts": time,
        "username": "synthetic",
        "platform": "linux",
        "ms_played": ms,
        "conn_country": "SE",
        "ip_addr": "192.0.2.1",
        "master_metadata_track_name": name,
        "master_metadata_album_artist_name": by,
        "master_metadata_album_album_name": "Open Window" if name else None,
        "spotify_track_uri": "spotify:track:YtkcAPblNlJ3luBsvhsOu4" if name else None,
        "episode_name": None,
        "episode_show_name": None,
        "spotify_episode_uri": None,
        "reason_start": "trackdone",
        "reason_end": None,
        "shuffle": None,
        "skipped": None,
        "offline": None,
        "offline_timestamp": None,
        "incognito_mode": False,
    }


ENTRIES = [
    _played("2023-11-30T23:30:00Z", "Blue Tide"),
    _played("2024-02-01T08:10:00Z", "Blue Tide", ms=240_000),
    _played("2024-02-01T08:12:00Z", "Late Mirror", "Oda Brandt", 29_999),
    _played("2024-02-02T20:00:00Z", "Late Mirror", "Oda Brandt", 3_600_000),
    _played("2024-02-03T20:00:00Z", None, None),
    {
        **_played("2024-02-04T07:00:00Z", None, None, 1_800_000),
        "episode_name": "Part 1",
        "episode_show_name": "Small Hours Radio",
        "spotify_episode_uri": "spotify:episode:MTFogxmJDbU5jFbSRFm6pS",
    },
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """
    A download, with files that are no history.
    """
    folder = tmp_path / "download"
    folder.mkdir()
    (folder / NAME).write_text(json.dumps(ENTRIES))
    (folder / "Userdata.json").write_text('{"email": "secret"}')
    return folder


def test_months(program: Callable[..., Result], folder: Path) -> None:
    """
    Months without listening are there too; what is not named is counted.
    """
    result = program("history", "download", "--zone", "UTC", "-o", "csv")

    assert (result.code, result.err) == (0, "without a name: 1 entry\n")
    assert result.out.splitlines() == [
        "month,plays,hours",
        "2023-11,1,0.1",
        "2023-12,0,0.0",
        "2024-01,0,0.0",
        "2024-02,3,1.6",
    ]


def test_bars(run: Callable[..., Result], folder: Path) -> None:
    """
    Tables have bars, the longest for the largest.
    """
    result = run("-o", "table", "history", "download", "--zone", "Asia/Tokyo")

    assert [line.split() for line in result.out.splitlines()] == [
        ["month", "plays", "hours", "bar"],
        ["2023-12", "1", "0.1", "█"],
        ["2024-01", "0", "0.0"],
        ["2024-02", "3", "1.6", "█" * 30],
    ]


@pytest.mark.parametrize(
    ("by", "rows"),
    [
        ("year", [{"year": "2023"}, {"year": "2024"}]),
        ("artist", [{"artist": "Oda Brandt"}, {"artist": "Slow Tram"}]),
        ("track", [{"track": "Late Mirror"}, {"track": "Blue Tide"}]),
        ("album", [{"album": "Open Window"}, {"album": "Open Window"}]),
        ("show", [{"show": "Small Hours Radio"}]),
    ],
)
def test_by(
    run: Callable[..., Result], folder: Path, by: str, rows: list[dict[str, str]]
) -> None:
    """
    Listening is added up by other things.
    """
    found = run("history", "download", "--by", by, "--zone", "UTC").rows

    assert [{by: row[by]} for row in found] == rows


@pytest.mark.parametrize(("by", "count"), [("hour", 24), ("weekday", 7)])
def test_cycles(run: Callable[..., Result], folder: Path, by: str, count: int) -> None:
    """
    Each hour and weekday is there.
    """
    assert len(run("history", "download", "--by", by).rows) == count


def test_time_zone(run: Callable[..., Result], folder: Path) -> None:
    """
    Hours are those of a time zone.
    """
    rows = run("history", "download", "--by", "hour", "--zone", "Asia/Tokyo").rows

    assert [row["hour"] for row in rows if row["plays"]] == [
        "05:00",
        "08:00",
        *(["16:00", "17:00"]),
    ]


def test_days(run: Callable[..., Result], folder: Path) -> None:
    """
    Days limit what is added up, both included.
    """
    rows = run(
        *("history", "download", "--by", "track", "--zone", "UTC"),
        *("--since", "2024-02-01", "--until", "2024-02-01"),
    ).rows

    assert [(row["track"], row["plays"]) for row in rows] == [
        ("Blue Tide", 1),
        ("Late Mirror", 0),
    ]


def test_top(program: Callable[..., Result], folder: Path) -> None:
    """
    Ranks come from files, or from Spotify.
    """
    files = program("top", "tracks", "download", "--limit", "1", "-o", "csv")
    service = program("--sandbox", "top", "artists", "--limit", "2", "-o", "csv")

    assert files.out.splitlines() == [
        "rank,track,artist,plays,hours",
        "1,Late Mirror,Oda Brandt,1,1.0",
    ]
    assert [line.split(",")[:2] for line in service.out.splitlines()] == [
        ["rank", "name"],
        ["1", "Kåre & Søn"],
        ["2", "Slow Tram"],
    ]


def test_recently_played(run: Callable[..., Result]) -> None:
    """
    Without files, the last tracks are listed.
    """
    result = run("history", "--limit", "3")

    assert len(result.rows) == 3
    assert result.rows[0]["played_at"] > result.rows[1]["played_at"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("history", "--by", "hour"),
        ("history", "--plot", "x.svg"),
        ("top", "albums"),
        ("top", "tracks", "--plot", "x.svg"),
        ("history", "download", "--zone", "Moon/Base"),
        ("history", "download", "--zone", "../etc"),
        ("history", "missing"),
    ],
)
def test_wrong_use(
    run: Callable[..., Result], folder: Path, arguments: tuple[str, ...]
) -> None:
    """
    What needs files says so.
    """
    result = run(*arguments)

    assert (result.code, result.out) == (2, "")


# --- Files --------------------------------------------------------------------


def test_archive(run: Callable[..., Result], folder: Path, tmp_path: Path) -> None:
    """
    An archive is read as it is; what is in two files counts once.
    """
    with zipfile.ZipFile(tmp_path / "my_spotify_data.zip", "w") as archive:
        archive.write(folder / NAME, f"Spotify Extended Streaming History/{NAME}")
        archive.writestr("ReadMe.pdf", "x")
        archive.writestr("endsong_3.json", json.dumps(ENTRIES[:3]))

    one = run("history", "my_spotify_data.zip", "--zone", "UTC")
    two = run("history", "my_spotify_data.zip", "download", "--zone", "UTC")

    assert [row["plays"] for row in one.rows] == [1, 0, 0, 3]
    assert one.out == two.out


def test_account_data(tmp_path: Path, run: Callable[..., Result]) -> None:
    """
    The smaller download has other names for the same.
    """
    entries = [
        {
            "endTime": "2024-02-01 08:10",
            "artistName": "Slow Tram",
            "trackName": "Blue Tide",
            "msPlayed": 240_000,
        },
        {
            "endTime": "2024-02-01 09:10",
            "podcastName": "Small Hours Radio",
            "episodeName": "Part 1",
            "msPlayed": 60_000,
        },
    ]
    (tmp_path / "StreamingHistory_music_0.json").write_text(json.dumps(entries))

    rows = run("history", str(tmp_path), "--zone", "UTC").rows

    assert rows == [{"month": "2024-02", "plays": 2, "hours": 0.1}]


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "{}",
        '[{"played": "x"}]',
        "[1, null]",
        '"text"',
        "\ud83d".encode("utf-8", "replace").decode(),
    ],
)
def test_foreign_file(tmp_path: Path, run: Callable[..., Result], text: str) -> None:
    """
    A file of another program is named, in one line.
    """
    (tmp_path / "plays.json").write_text(text)

    result = run("history", "plays.json")

    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("asyncspotify: plays.json is no")
    assert result.err.count("\n") == 1


def test_empty_folder(tmp_path: Path, run: Callable[..., Result]) -> None:
    """
    A folder without a history says how the files are named.
    """
    (tmp_path / "empty").mkdir()

    assert "Streaming_History_Audio" in run("history", "empty").err


def test_empty_history(tmp_path: Path, run: Callable[..., Result]) -> None:
    """
    A history of nothing is no error.
    """
    (tmp_path / "endsong_0.json").write_text("[]")

    result = run("history", "endsong_0.json")

    assert (result.code, result.out, result.err) == (0, "", "")


def test_nothing_but_nulls(tmp_path: Path, run: Callable[..., Result]) -> None:
    """
    Entries of which nothing is known are counted.
    """
    (tmp_path / "endsong_0.json").write_text(json.dumps([ENTRIES[4]]))

    result = run("history", "endsong_0.json")

    assert (result.code, result.err) == (0, "without a name: 1 entry\n")


@pytest.mark.parametrize(
    ("ms", "expected"),
    [("1000", 1000), (None, 0), (-5, 0), (1.5, 1), ("x", 0), ([], 0), (1e400, 0)],
)
def test_durations(ms: Any, expected: int) -> None:
    """
    A duration that makes no sense counts as none.
    """
    stream = read_stream(_played("2024-02-01T08:10:00Z", "Blue Tide", ms=ms))

    assert stream is not None
    assert stream.ms == expected


_JSON = st.sampled_from(
    [None, True, -1, 10**30, 1.5, float("nan"), "", "x", "2024-02-01", [], {}, ["x"]]
)
_KEYS = [
    *("ts", "ms_played", "master_metadata_track_name", "episode_name", "endTime"),
    *("master_metadata_album_artist_name", "spotify_track_uri", "trackName"),
]


@given(st.dictionaries(st.sampled_from(_KEYS), _JSON))
def test_anything(entry: dict[str, Any]) -> None:
    """
    No entry whatever is an error.
    """
    stream = read_stream(entry)

    assert stream is None or stream.ms >= 0


def test_unreadable_archive(tmp_path: Path) -> None:
    """
    An iteration over nothing raises.
    """
    with pytest.raises(NotAHistory):
        list(History([]))


# --- Pictures -----------------------------------------------------------------


@pytest.mark.parametrize("form", ["svg", "png"])
def test_plot(
    run: Callable[..., Result], folder: Path, tmp_path: Path, form: str
) -> None:
    """
    A picture is the same each time.
    """
    pytest.importorskip("matplotlib")
    pictures = []
    for number in range(2):
        name = f"{number}.{form}"
        result = run("history", "download", "--zone", "UTC", "--plot", name)
        pictures.append((tmp_path / name).read_bytes())
        assert result.code == 0
        assert f"drew {name}\n" in result.err

    assert pictures[0] == pictures[1]
    if form == "svg":
        text = pictures[0].decode()
        for words in ("Listening by month", "Listening by hour", "Top artists"):
            assert words in text
        assert "Oda Brandt" in text
        assert "<dc:date>" not in text


def test_plot_in_a_process(
    program: Callable[..., Result], folder: Path, tmp_path: Path
) -> None:
    """
    One chart, whatever style the user has, without a word of Matplotlib.
    """
    pytest.importorskip("matplotlib")
    (tmp_path / "matplotlibrc").write_text("axes.facecolor: red\n")

    result = program(
        *("top", "artists", "download", "--plot", "top.svg", "-q"), MPLBACKEND="TkAgg"
    )

    assert (result.code, result.err) == (0, "")
    text = (tmp_path / "top.svg").read_text()
    assert "Top artists" in text
    assert "Listening" not in text
    assert "#ff0000" not in text


def test_plot_names(tmp_path: Path) -> None:
    """
    Names that are formulas or long are drawn as text.
    """
    pytest.importorskip("matplotlib")
    names = ["A$AP $x$", "x" * 80, "日本語", "<&>"]

    draw(tmp_path / "x.svg", [Panel("Top", names, [4, 3, 2, 1], is_ranking=True)])
    draw(tmp_path / "x.png", [Panel("Nothing", [], [])])

    text = (tmp_path / "x.svg").read_text(encoding="utf-8")
    assert "A$AP $x$" in text
    assert "日本語" in text


def test_plot_suffix(run: Callable[..., Result], folder: Path, tmp_path: Path) -> None:
    """
    Other formats are refused, before a file is made.
    """
    result = run("history", "download", "--plot", "x.pdf")

    assert result.code == 1
    assert "x.pdf has to end in .svg or .png" in result.err
    assert not (tmp_path / "x.pdf").exists()


def test_without_matplotlib(
    run: Callable[..., Result], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    Without Matplotlib the error says what to install.
    """
    monkeypatch.setitem(__import__("sys").modules, "matplotlib", None)

    result = run("history", "download", "--plot", "x.svg")

    assert result.code == 1
    assert 'install "asyncspotify[plot]"' in result.err


# --- Sums ---------------------------------------------------------------------


def test_ties() -> None:
    """
    Equal amounts are in the order of names.
    """
    found = Listening(By.ARTIST, UTC)
    for by in ("b", "a", "c"):
        found.add(Stream(datetime(2024, 1, 1, tzinfo=UTC), 1000, "x", by))

    assert [name for name, *_ in found.rows()] == ["a", "b", "c"]


@given(st.floats(0, 1))
def test_bar(share: float) -> None:
    """
    A bar is never longer than its width.
    """
    assert len(bar(share, 10)) <= 10


def test_amounts_are_exact() -> None:
    """
    Milliseconds add up without rounding.
    """
    found = Listening(By.YEAR, UTC)
    for _ in range(1000):
        found.add(Stream(datetime(2024, 1, 1, tzinfo=UTC), 1, "x", "y"))

    [(_, _, amount)] = found.rows()
    assert amount.time == timedelta(seconds=1)
    assert amount.plays == 0
