"""
Tracklists of files.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from aiomixcloud.sandbox import Sandbox
from aiomixcloud.tracklists import read_tracklist

CUE = """\
REM GENRE House
PERFORMER "DJ Okapi"
TITLE "Night Bus 3"
FILE "night-bus-3.mp3" MP3
  TRACK 01 AUDIO
    TITLE "Depot"
    INDEX 01 00:00:00
  TRACK 02 AUDIO
    TITLE "Salt"
    PERFORMER "Paper Lantern"
    INDEX 00 01:33:10
    INDEX 01 01:35:74
  TRACK 03 AUDIO
    TITLE "Okonkwo - Second "Harbour""
    INDEX 01 75:30:00
  TRACK 04 AUDIO
    PERFORMER Okonkwo
    TITLE May
  TRACK 05 AUDIO
    INDEX 01 120:00:00
"""
FROM_CUE = [
    {"chapter": "Depot", "start_time": 0},
    {"artist": "Paper Lantern", "song": "Salt", "start_time": 95},
    {"artist": "Okonkwo", "song": 'Second "Harbour"', "start_time": 4530},
    {"artist": "Okonkwo", "song": "May"},
    {"chapter": "Track 5", "start_time": 7200},
]
REKORDBOX_CUE = """\
REM DATE 2026-05-02 10:15 PM
REM RECORDED_BY "rekordbox-dj"
TITLE "Night Bus 4"
PERFORMER "DJ Okapi"
FILE "01 Night Bus 4.wav" WAVE
\tTRACK 01 AUDIO
\t\tTITLE "Salt"
\t\tPERFORMER "Paper Lantern"
\t\tFILE "/music/salt.mp3" WAVE
\t\tINDEX 01 00:00:00
\tTRACK 02 AUDIO
\t\tTITLE "Okonkwo - May"
\t\tFILE "D:/music/may.flac" WAVE
\t\tINDEX 01 01:16:42
"""
YAML = """\
- chapter: Depot
  start_time: 0
- {artist: Paper Lantern, track: Salt, start: "1:35"}
- {performer: Okonkwo, title: May}
- Okonkwo - June
"""
FROM_YAML = [
    {"chapter": "Depot", "start_time": 0},
    {"artist": "Paper Lantern", "song": "Salt", "start_time": 95},
    {"artist": "Okonkwo", "song": "May"},
    {"artist": "Okonkwo", "song": "June"},
]
REKORDBOX = """\
#\tArtwork\tTrack Title\tArtist\tAlbum\tBPM\tTime\tKey
1\t\tSalt\tPaper Lantern\t\t120.00\t04:12\tAm
2\t\tMaj\tÅsa\t\t121.00\t05:00\t
3\t\tJingle\t\t\t\t00:05\t
"""
FROM_REKORDBOX = [
    {"artist": "Paper Lantern", "song": "Salt"},
    {"artist": "Åsa", "song": "Maj"},
    {"chapter": "Jingle"},
]
MIXXX = '''\
"#","Artist","Title","Duration"
"1","Paper Lantern","Salt, and ""Sugar""","04:12"
"2","Åsa","Maj","05:00"
'''
M3U = """\
#EXTM3U
#EXTINF:252,Paper Lantern - Salt
/music/salt.mp3

#EXTINF:300,Jingle
C:\\music\\jingle.mp3
/music/Åsa - Maj.flac
"""


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("mix.cue", CUE.encode(), FROM_CUE),
        ("MIX.CUE", CUE.encode("utf-8-sig"), FROM_CUE),
        ("mix.cue", CUE.replace("\n", "\r\n").encode("utf-16"), FROM_CUE),
        (
            "mix.cue",
            REKORDBOX_CUE.encode(),
            [
                {"artist": "Paper Lantern", "song": "Salt", "start_time": 0},
                {"artist": "Okonkwo", "song": "May", "start_time": 4602},
            ],
        ),
        ("mix.yaml", YAML.encode(), FROM_YAML),
        (
            "mix.yml",
            f"name: x\ntracks:\n{YAML}".encode(),
            FROM_YAML,
        ),
        ("mix.txt", REKORDBOX.encode("utf-16"), FROM_REKORDBOX),
        ("mix.txt", REKORDBOX.encode("cp1252"), FROM_REKORDBOX),
        (
            "mix.csv",
            MIXXX.encode(),
            [
                {"artist": "Paper Lantern", "song": 'Salt, and "Sugar"'},
                {"artist": "Åsa", "song": "Maj"},
            ],
        ),
        (
            "mix.csv",
            b"Title,Artist,Start\nSalt,Paper Lantern,1:35\n,,\n",
            [{"artist": "Paper Lantern", "song": "Salt", "start_time": 95}],
        ),
        (
            "mix.csv",
            b'Title;Artist;Start\n"Salt, Sugar";Paper Lantern;95\n',
            [{"artist": "Paper Lantern", "song": "Salt, Sugar", "start_time": 95}],
        ),
        (
            "mix.m3u8",
            M3U.encode(),
            [
                {"artist": "Paper Lantern", "song": "Salt"},
                {"chapter": "Jingle"},
                {"artist": "Åsa", "song": "Maj"},
            ],
        ),
    ],
)
def test_formats(tmp_path: Path, name: str, content: bytes, expected: Any):
    """
    Each format becomes sections, in any encoding that programs use.
    """
    path = tmp_path / name
    path.write_bytes(content)

    assert read_tracklist(path) == read_tracklist(str(path)) == expected


def test_several_files(tmp_path: Path):
    """
    The times of a sheet of several files are none of the show.
    """
    path = tmp_path / "mix.cue"
    second = '  TRACK 06 AUDIO\n    TITLE "x"\n    INDEX 01 00:10:00\n'
    path.write_text(f'{CUE}FILE "b.mp3" MP3\n{second}', encoding="utf-8")

    sections = read_tracklist(path)
    assert len(sections) == 6
    assert not any("start_time" in section for section in sections)


def test_annotated_files(tmp_path: Path):
    """
    A file that Mixxx names in a track is the one that was played, and no other part
    of the recording.
    """
    path = tmp_path / "mix.cue"
    path.write_text(
        'FILE "mix.wav" WAVE\n'
        '  TRACK 01 AUDIO\n    TITLE "Salt"\n    PERFORMER "Paper Lantern"\n'
        '    FILE "/music/salt.mp3"\n    INDEX 01 00:00:00\n'
        '  TRACK 02 AUDIO\n    TITLE "May"\n    PERFORMER "Okonkwo"\n'
        '    FILE "/music/may.flac"\n    INDEX 01 03:21:40\n',
        encoding="utf-8",
    )

    assert read_tracklist(path) == [
        {"artist": "Paper Lantern", "song": "Salt", "start_time": 0},
        {"artist": "Okonkwo", "song": "May", "start_time": 201},
    ]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("mix.cue", "", "has no tracks"),
        (
            "mix.cue",
            "TRACK 01 AUDIO\nINDEX 01 soon",
            "line 2: '01 soon' is not an index",
        ),
        ("mix.cue", "TRACK 01 AUDIO\nINDEX 01 00:75:00", "line 2"),
        ("mix.yaml", "a: [", "not valid YAML"),
        ("mix.yaml", "a: b", "expected a list"),
        ("mix.yaml", "", "expected a list"),
        ("mix.yaml", "- [1]", "expected a mapping"),
        ("mix.yaml", "- {artist: x}", "an artist and a song"),
        ("mix.yaml", "- {chapter: x, mood: y}", "no 'mood'"),
        ("mix.yaml", "- {chapter: x, start: soon}", "start_time is seconds"),
        ("mix.yaml", "- !!python/object/apply:os.getcwd []", "not valid YAML"),
        ("mix.csv", "a,b\n1,2\n", "no column for the title"),
        ("mix.txt", "", "no column for the title"),
        ("mix.m3u", "#EXTM3U\n", "has no tracks"),
        ("mix.mp3", "", "not a tracklist; the formats are .cue"),
        ("mix", "", "not a tracklist"),
    ],
)
def test_odd_files(tmp_path: Path, name: str, content: str, words: str):
    """
    A file that is none is refused, by its name and with the reason.
    """
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")

    with pytest.raises(ValueError, match=words) as caught:
        read_tracklist(path)
    assert str(caught.value).startswith(f"{name}: ")


def test_large(tmp_path: Path):
    """
    So is one that is too large to be one.
    """
    path = tmp_path / "mix.cue"
    with path.open("wb") as file:
        file.truncate(10_000_001)

    with pytest.raises(ValueError, match="too large"):
        read_tracklist(path)


def test_missing(tmp_path: Path):
    """
    A file that is not there is the usual error.
    """
    with pytest.raises(FileNotFoundError):
        read_tracklist(tmp_path / "mix.cue")


def test_without_yaml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """
    Without the extra, the error says which it is.
    """
    path = tmp_path / "mix.yaml"
    path.write_text(YAML, encoding="utf-8")
    monkeypatch.setitem(sys.modules, "yaml", None)

    with pytest.raises(ImportError, match=r"pip install 'aiomixcloud\[yaml\]'"):
        read_tracklist(path)


def test_uploaded(tmp_path: Path):
    """
    The service takes the sections as they are.
    """
    path = tmp_path / "mix.cue"
    path.write_text(CUE, encoding="utf-8")
    sandbox = Sandbox()
    with sandbox.sync_client(raise_exceptions=True) as client:
        result = client.upload(b"la", "Mix", sections=read_tracklist(path))

    sections = sandbox.world.cloudcasts[result.result.key].sections
    assert [section.start_time for section in sections] == [0, 95, 4530, None, 7200]
    assert [section.artist for section in sections][:2] == [None, "Paper Lantern"]
