"""
Image files in a folder.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from clientcore.testing import connect_error
from recnetpy import ConnectionFailedError, Image, Progress, WebPageError
from recnetpy.sandbox import Sandbox

from ..opening import open_async

JPEG = b"\xff\xd8\xff"


def files(folder: Path) -> list[str]:
    """Return the files below a folder, without the manifest."""
    found = (path for path in folder.rglob("*") if path.is_file())
    names = sorted(path.relative_to(folder).as_posix() for path in found)
    return [name for name in names if name != "manifest.jsonl"]


def asked(sandbox: Sandbox) -> int:
    """Return how many files were requested."""
    return sum(request.path.startswith("/img/") for request in sandbox.requests)


async def test_saved_and_kept(tmp_path: Path):
    """
    All files of a list are saved; the next call requests none of them.
    """
    sandbox = Sandbox()
    steps: list[Progress] = []
    async with open_async(sandbox=sandbox) as client:
        photos = client.images.all_in_room(2001, take=5)
        first = await client.images.save_files(
            photos, tmp_path, on_progress=steps.append
        )
        count = asked(sandbox)
        again = await client.images.save_files(await photos.collect(), tmp_path)

    assert (first.saved, first.kept, first.missing) == (13, 0, [])
    assert (again.saved, again.kept, again.missing) == (0, 13, [])
    assert asked(sandbox) == count == len(files(tmp_path)) == 13
    assert [step.done for step in steps] == list(range(1, 14))
    assert files(tmp_path)[0] == "2024-01-12/4113.png"
    lines = (tmp_path / "manifest.jsonl").read_text().splitlines()
    assert {json.loads(line)["image_id"] for line in lines} == {
        int(Path(name).stem) for name in files(tmp_path)
    }


async def test_damaged_files_are_saved_again(tmp_path: Path):
    """
    A file that was cut off, changed or removed is downloaded again.
    """
    sandbox = Sandbox()
    async with open_async(sandbox=sandbox) as client:
        photos = await client.images.all_in_room(2001).collect()
        await client.images.save_files(photos, tmp_path, pattern="{id}")
        whole = {name: (tmp_path / name).read_bytes() for name in files(tmp_path)}
        cut, changed, gone, *_ = whole
        (tmp_path / cut).write_bytes(whole[cut][:-1])
        (tmp_path / changed).write_bytes(whole[changed][:-1] + b"x")
        (tmp_path / gone).unlink()
        with (tmp_path / "manifest.jsonl").open("a") as file:
            file.write('{"image_id": 1, "ima')
        result = await client.images.save_files(photos, tmp_path, pattern="{id}")

    assert (result.saved, result.kept) == (3, 10)
    assert {name: (tmp_path / name).read_bytes() for name in whole} == whole


async def test_interrupted(tmp_path: Path, net: Any):
    """
    What was saved before a failure is there, and the rest comes with the next call.
    """
    images = [Image(None, one, {"ImageName": f"{one}.jpg"}) for one in (1, 2, 3)]
    for one in (1, 2):
        net.get(f"https://img.rec.net/{one}.jpg").respond(content=JPEG + bytes([one]))
    lost = net.get("https://img.rec.net/3.jpg").respond(html="<p>for sale</p>")

    async with open_async(in_flight=1) as client:
        with pytest.raises(WebPageError):
            await client.images.save_files(images, tmp_path, pattern="{id}")
        assert files(tmp_path) == ["1.jpg", "2.jpg"]
        lost.respond(content=JPEG)
        result = await client.images.save_files(images, tmp_path, pattern="{id}")

    assert (result.saved, result.kept) == (1, 2)


@pytest.mark.parametrize(
    ("name", "pattern", "path"),
    [
        ("sharecamera/2026-06-15/x.jpg", "{name}", "sharecamera/2026-06-15/x.jpg"),
        ("x.jpg", "{date}/{room}/{player}", "2026-06-15/no-room/7.jpg"),
        ("x.jpg", "{year}/{month}/{time}-{id}", "2026/06/12-30-00-1.jpg"),
        ("legacy", "{name}", "legacy.jpg"),
        ("con.jpg", "{name}", "_con.jpg"),
        ("a:b?.jpg", "{name}", "a_b_.jpg"),
        (".hidden.jpg", "{name}", "hidden.jpg"),
        ("manifest.jsonl", "{name}", "manifest-1.jsonl"),
        ("x" * 300 + ".jpg", "{name}", "x" * 117 + ".jpg"),
        ("x.jpg", "../../{id}", "1.jpg"),
        ("x.jpg", "/etc/{id}", "etc/1.jpg"),
    ],
)
async def test_names(name: str, pattern: str, path: str, tmp_path: Path, net: Any):
    """
    Names follow the pattern, and stay in the folder whatever they are.
    """
    net.get(url__startswith="https://img.rec.net/").respond(content=JPEG)
    record = {"ImageName": name, "PlayerId": 7, "CreatedAt": "2026-06-15T12:30:00Z"}

    async with open_async() as client:
        images = [Image(client, 1, record)]
        await client.images.save_files(images, tmp_path / "a/b", pattern=pattern)

    assert files(tmp_path) == [f"a/b/{path}", "a/b/manifest.jsonl"] or files(
        tmp_path
    ) == ["a/b/manifest.jsonl", f"a/b/{path}"]


async def test_hostile_names_and_missing_files(tmp_path: Path, net: Any):
    """
    Images without a file, and names that lead elsewhere, are listed; the rest is saved.
    """
    names = ["../evil.jpg", "gone.jpg", None, "ok.jpg"]
    net.get("https://img.rec.net/gone.jpg").respond(404)
    net.get("https://img.rec.net/ok.jpg").respond(content=JPEG)

    async with open_async() as client:
        images = [
            Image(client, one, {"ImageName": name}) for one, name in enumerate(names)
        ]
        result = await client.images.save_files(images, tmp_path / "in", pattern="{id}")

    assert files(tmp_path / "in") == ["3.jpg"]
    assert sorted(each.image_id for each in result.missing) == [0, 1, 2]
    assert files(tmp_path) == ["in/3.jpg", "in/manifest.jsonl"]


async def test_links_out_of_the_folder(tmp_path: Path, net: Any):
    """
    A link in the folder that leads out of it is not followed.
    """
    net.get("https://img.rec.net/out/x.jpg").respond(content=JPEG)
    folder, outside = tmp_path / "in", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    (folder / "out").symlink_to(outside)

    async with open_async() as client:
        images = [Image(client, 1, {"ImageName": "out/x.jpg"})]
        await client.images.save_files(images, folder, pattern="{name}")

    assert files(outside) == []
    assert len(files(folder)) == 1


async def test_no_file_is_replaced(tmp_path: Path, net: Any):
    """
    A file of another image, or of the user, keeps its name and its content.
    """
    for one in (1, 2, 3):
        net.get(f"https://img.rec.net/{one}.jpg").respond(content=JPEG + bytes([one]))
    (tmp_path / "photo.jpg").write_bytes(b"mine")

    async with open_async(in_flight=1) as client:
        images = [Image(client, one, {"ImageName": f"{one}.jpg"}) for one in (1, 2, 3)]
        for _ in range(2):
            await client.images.save_files(images, tmp_path, pattern="photo")

    assert files(tmp_path) == ["photo-1.jpg", "photo-2.jpg", "photo-3.jpg", "photo.jpg"]
    assert (tmp_path / "photo.jpg").read_bytes() == b"mine"


async def test_many_files(tmp_path: Path, net: Any):
    """
    A thousand files come from an iterator that is read as they are saved.
    """
    net.get(url__startswith="https://img.rec.net/").respond(content=JPEG)
    ahead: list[int] = []
    saved: list[int] = []

    def images() -> Any:
        for one in range(1, 1001):
            ahead.append(one - len(saved))
            yield Image(None, one, {"ImageName": f"{one}.jpg"})

    async with open_async() as client:
        result = await client.images.save_files(
            images(),
            tmp_path,
            pattern="{id}",
            on_progress=lambda each: saved.append(each.done),
        )

    assert result.saved == 1000
    assert max(ahead) <= 12


@pytest.mark.parametrize("pattern", ["{nothing}", "", "..", "{0}x{what}"])
async def test_wrong_patterns(pattern: str, tmp_path: Path):
    """
    An unknown field is refused before anything is requested.
    """
    async with open_async() as client:
        with pytest.raises(ValueError, match="a pattern has the fields"):
            await client.images.save_files([], tmp_path, pattern=pattern)


async def test_host_that_is_gone(tmp_path: Path, net: Any):
    """
    A host that is gone ends the call: not every file is tried.
    """
    route = net.get(url__startswith="https://img.rec.net/").mock(
        side_effect=connect_error()
    )
    images = [Image(None, one, {"ImageName": f"{one}.jpg"}) for one in range(1, 200)]
    async with open_async() as client:
        with pytest.raises(ConnectionFailedError):
            await client.images.save_files(images, tmp_path)
    assert route.call_count <= 20
