"""
What is uploaded, and what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from aiomixcloud._cli.shows import find_audio, read_properties, read_show, read_shows

yaml = pytest.importorskip("yaml")

Audio = Callable[..., Path]

PROPERTIES = """\
name: Night Bus 3
description: From the last stop to the first.
tags: [House, Deep house]
picture: covers/bus.jpg
publish_date: 2031-10-01
unlisted: true
hosts: anna-lind, zoë-k
tracks:
- {artist: Paper Lantern, title: Salt, start: "1:02:03"}
- Depot
"""


def test_alone(audio: Audio):
    """
    A file alone has its name as the name of the show.
    """
    show = read_show(audio("Night Bus 3.mp3", 5), {})

    assert (show.name, show.details, show.size) == ("Night Bus 3", {}, 5)


def test_beside(audio: Audio):
    """
    The tracklist and the cover are beside the file.
    """
    path = audio("bus.mp3")
    path.with_suffix(".cue").write_text('TRACK 01 AUDIO\nTITLE "Depot"\n')
    path.with_suffix(".png").write_bytes(b"png")

    show = read_show(path, {})

    assert show.details == {
        "picture": path.with_suffix(".png"),
        "sections": [{"chapter": "Depot"}],
    }


def test_properties(audio: Audio):
    """
    YAML may have all properties, and options come first.
    """
    path = audio("bus.mp3")
    path.with_suffix(".yaml").write_text(PROPERTIES, encoding="utf-8")
    cover = audio("covers/bus.jpg", 10)

    show = read_show(path, {"tags": ["Dub"]})

    assert show.name == "Night Bus 3"
    assert show.details == {
        "description": "From the last stop to the first.",
        "picture": cover,
        "tags": ["Dub"],
        "publish_date": datetime(2031, 10, 1),  # noqa: DTZ001, local time
        "unlisted": True,
        "hosts": ["anna-lind", "zoë-k"],
        "sections": [
            {"artist": "Paper Lantern", "song": "Salt", "start_time": 3723},
            {"chapter": "Depot"},
        ],
    }


def test_tags(audio: Audio):
    """
    Without other names and covers, those in the tags of a file are used.
    """
    id3: Any = pytest.importorskip("mutagen.id3")
    path = audio("bus.mp3", 0)
    path.write_bytes((b"\xff\xfb\x90\x64" + bytes(413)) * 20)
    tags = id3.ID3()
    tags.add(id3.TIT2(encoding=3, text=["Nätt  buss"]))
    tags.add(id3.APIC(encoding=3, mime="image/png", type=3, desc="", data=b"png"))
    tags.save(path)

    show = read_show(path, {})
    named = read_show(path, {"name": "Another"})

    assert show.name == "Nätt buss"
    assert show.details["picture"].content_type == "image/png"
    assert named.name == "Another"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("genre: x", "unknown 'genre'"),
        ("unlisted: maybe", "unlisted is true or false, not 'maybe'"),
        ("sections: [{song: x}]", "an artist and a song"),
        ("tags: [a, b, c, d, e, f]", "5 tags at most"),
        ("name: ' '", "must not be blank"),
        ("picture: missing.jpg", "No such file"),
        ("publish_date: some day", "not a time"),
        ("[", "not valid YAML"),
        ("5", "expected a list of sections"),
        ("{1: 2}", "unknown 1"),
    ],
)
def test_wrong_properties(audio: Audio, text: str, message: str):
    """
    What is wrong with a file beside is a problem of the audio file.
    """
    path = audio("bus.mp3")
    path.with_suffix(".yml").write_text(text)

    shows, problems = read_shows([path, audio("other.mp3")], {})

    assert [show.name for show in shows] == ["other"]
    assert len(problems) == 1
    assert problems[0].startswith(f"{path}: ")
    assert message in problems[0]


def test_other_problems(audio: Audio, tmp_path: Path):
    """
    Files that are missing, empty or too large, and names that are taken, are problems.
    """
    large = audio("large.mp3")
    with large.open("r+b") as file:
        file.truncate(2**32 + 1)
    paths = [
        audio("empty.mp3", 0),
        tmp_path / "missing.mp3",
        large,
        audio("a/mix.mp3"),
        audio("b/mix.mp3"),
    ]

    _, problems = read_shows(paths, {})

    assert [problem.partition(": ")[2] for problem in problems] == [
        "mp3 file is empty, or was read to its end",
        "No such file or directory",
        "mp3 file size must be 4294967296 bytes at most",
        f"its name is 'mix' as that of {paths[3]}",
    ]


def test_folder(audio: Audio, tmp_path: Path):
    """
    Of a folder, the audio files are taken in their order, each once.
    """
    paths = [audio(f"mixes/{name}") for name in ("2.MP3", "3.flac", ".4.mp3", "5.txt")]
    first = audio("mixes/1.mp3")
    (tmp_path / "none").mkdir()

    found = find_audio([paths[1], tmp_path / "mixes", paths[3]])

    assert found == [paths[1], first, paths[0], paths[3]]
    with pytest.raises(ValueError, match="no audio files in this folder"):
        find_audio([tmp_path / "none"])


def test_tracklist_of_command(tmp_path: Path):
    """
    A list in YAML, and other formats, are tracklists without other properties.
    """
    path = tmp_path / "bus.yaml"
    path.write_text("- Depot\n- A - B\n")

    assert read_properties(path) == {
        "sections": [{"chapter": "Depot"}, {"artist": "A", "song": "B"}]
    }
