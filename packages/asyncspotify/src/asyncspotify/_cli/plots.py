"""
Pictures of what was listened to, by Matplotlib.

A picture is the same for the same data: fixed style, size and fonts, no dates.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import attrs

from clientcore import replacing

_GREEN, _GREY = "#1a8f4c", "#555555"
#: Ticks that fit below each other.
_TICKS = 8

_STYLE: dict[Any, Any] = {
    "axes.axisbelow": True,
    "axes.edgecolor": _GREY,
    "axes.grid": True,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlesize": 11,
    "figure.dpi": 100,
    "font.family": ["DejaVu Sans"],
    "font.size": 9,
    "grid.color": "#dddddd",
    "savefig.facecolor": "white",
    # Otherwise the names of parts of an SVG are random.
    "svg.hashsalt": "asyncspotify",
    # Text stays text, which can be searched and read out.
    "svg.fonttype": "none",
    # Names may have a $.
    "text.parse_math": False,
}


class NoMatplotlib(Exception):
    """Matplotlib is not installed."""


@attrs.frozen
class Panel:
    """
    One chart of a picture.

    Attributes:
        title: What it shows.
        labels: Names of the bars.
        hours: Their lengths in hours.
        is_ranking: Whether the bars lie, the longest on top.
    """

    title: str
    labels: Sequence[str]
    hours: Sequence[float]
    is_ranking: bool = False


def draw(path: Path, panels: Sequence[Panel]) -> None:
    """
    Draw charts below each other into a file, which is replaced as a whole.

    Args:
        path: An SVG or PNG file.
        panels: The charts, from top to bottom. A picture has at least one.

    Raises:
        NoMatplotlib: Matplotlib is not installed.
        ValueError: The file's name has another suffix.
        OSError: The file cannot be written.
    """
    form = path.suffix.lower().removeprefix(".")
    if form not in {"svg", "png"}:
        raise ValueError(f"{path} has to end in .svg or .png")
    try:
        # Matplotlib before 3.10.7 calls what newer releases of pyparsing deprecate.
        with warnings.catch_warnings(action="ignore"):
            import matplotlib as mpl
            from matplotlib.figure import Figure
    except ImportError:
        raise NoMatplotlib(
            'plots need Matplotlib: install "asyncspotify[plot]"'
        ) from None
    # It tells about its cache of fonts, and about names that they have no letters for.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    # The user's own style would change the picture.
    with mpl.rc_context(), warnings.catch_warnings(action="ignore"):
        mpl.rcdefaults()
        mpl.rcParams.update(_STYLE)
        figure = Figure(figsize=(8, 2.8 * len(panels)), layout="constrained")
        axes = figure.subplots(len(panels), squeeze=False)
        for axis, panel in zip(axes.flat, panels, strict=True):
            _fill(axis, panel)
        # Date and version of the software would differ from one time to the next.
        metadata = (
            {"Date": None, "Creator": None} if form == "svg" else {"Software": None}
        )
        with replacing(path) as temporary:
            figure.savefig(temporary, format=form, metadata=metadata)


def _fill(axis: Any, panel: Panel) -> None:
    """Draw one chart."""
    axis.set_title(panel.title)
    places = range(len(panel.labels))
    if panel.is_ranking:
        axis.barh(places, panel.hours, color=_GREEN, height=0.7)
        axis.set_yticks(places, [_short(label) for label in panel.labels])
        axis.invert_yaxis()
        axis.grid(visible=False, axis="y")
        axis.set_xlabel("hours")
        return
    axis.bar(places, panel.hours, color=_GREEN, width=0.8)
    step = max(1, -(-len(panel.labels) // _TICKS))
    axis.set_xticks(places[::step], panel.labels[::step])
    axis.grid(visible=False, axis="x")
    axis.set_ylabel("hours")


def _short(label: str) -> str:
    return label if len(label) <= 28 else f"{label[:27]}…"
