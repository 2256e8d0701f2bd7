"""
Draw the picture of listening in asyncspotify's documentation.

``python tools/listening.py`` writes ``docs/asyncspotify/listening.svg``, by the command
that users have, from a history that is made up. It is the same each time.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

PICTURE = (
    Path(__file__).resolve().parent.parent / "docs" / "asyncspotify" / "listening.svg"
)
_ARTISTS = (
    *("Paper Lanterns", "Slow Tram", "Kåre & Søn", "Oda Brandt", "The Umber Wolves"),
    *("Miradouro", "Nine Ferries", "Copper Otter", "Yuki no Oto", "DJ Halfmoon"),
)
#: Streams of an hour of the day.
_DAY = (1, 0, 0, 0, 0, 0, 1, 4, 6, 3, 2, 2, 3, 2, 2, 3, 4, 6, 5, 4, 5, 6, 5, 2)
_BEGIN = datetime(2023, 3, 1, tzinfo=UTC)
_DAYS = 670


def history() -> Iterator[dict[str, Any]]:
    """
    Yield the entries of a history of two years.
    """
    number = 0
    for day in range(_DAYS):
        begin = _BEGIN + timedelta(days=day)
        for hour, count in enumerate(_DAY):
            # Less in summer, and not every day is the same.
            share = 4 + abs(begin.month - 7) + (day * 7 + hour) % 5
            for nth in range(count * share // 12):
                number += 1
                # Small steps and a square: some artists are more liked than others.
                artist = (number * 37 % 100) ** 2 * len(_ARTISTS) // 10_000
                minutes = 3 + number % 3
                yield {
                    "ts": f"{begin + timedelta(hours=hour, minutes=5 * nth):%FT%TZ}",
                    "ms_played": minutes * 60_000,
                    "master_metadata_track_name": f"Track {number % 40}",
                    "master_metadata_album_artist_name": _ARTISTS[artist],
                    "spotify_track_uri": f"spotify:track:{number % 400:022}",
                }


def record(path: Path = PICTURE) -> None:
    """
    Draw the picture.

    Args:
        path: Where to.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "Streaming_History_Audio_2023-2024_0.json"
        file.write_text(json.dumps(list(history())), encoding="utf-8")
        command = (sys.executable, "-m", "asyncspotify", "-q", "history", folder)
        subprocess.run(
            [*command, "--zone", "UTC", "--plot", str(path)],
            check=True,
            env={**os.environ},
            stdout=subprocess.DEVNULL,
        )
    # Editors and hooks leave no space at the end of a line.
    text = path.read_text(encoding="utf-8")
    lines = (line.rstrip() for line in text.splitlines())
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    record()
