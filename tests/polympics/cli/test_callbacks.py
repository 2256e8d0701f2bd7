"""
Listening to callbacks.
"""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import urllib.error
import urllib.request

import pytest

from polympics import NO_TEAM, EventType

from .conftest import Run, Server, Start

ADA = 300_000_000_000_000_000


def wait_for(program: subprocess.Popen[str], beginning: str) -> str:
    """Return the rest of a line on standard error that begins so."""
    assert program.stderr is not None
    for line in program.stderr:
        if line.startswith(beginning):
            return line.removeprefix(beginning).strip()
    raise AssertionError(f"no line begins with {beginning}")


def post(url: str, body: bytes, secret: str) -> int:
    """Send an event, and return the status of the response."""
    headers = {"Authorization": f"Bearer {secret}"}
    request = urllib.request.Request(url, body, headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def move(server: Server, team: int | None) -> None:
    """Set the team of an account."""
    with server.sandbox.sync_client() as client:
        client.update_account(ADA, team=team or NO_TEAM)


def test_listen(server: Server, start: Start) -> None:
    """
    Each event is a JSON line in a pipe, and the callback is removed at the end.
    """
    program = start("callbacks", "listen", "--register", "--port=0", "--limit=2")
    url = wait_for(program, "registered ")
    callbacks = server.sandbox.world.callbacks
    assert [callback.url for callback in callbacks.values()] == [url]
    move(server, 2)
    move(server, None)
    out, err = program.communicate(timeout=30)

    assert (program.returncode, err) == (0, "")
    first, second = (json.loads(line) for line in out.splitlines())
    assert first.pop("received_at").endswith("+00:00")
    assert first == {
        "account": "Ada",
        "team": "Bronze Larks",
        "account_id": str(ADA),
        "team_id": 2,
    }
    assert second["team"] is None
    assert not callbacks


@pytest.mark.skipif(os.name == "nt", reason="has no such signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted(server: Server, start: Start, number: signal.Signals) -> None:
    """
    An event is a sentence in a table, at once. Ctrl-C ends it, and the callback is
    removed.
    """
    arguments = ["callbacks", "listen", "--register", "--port=0"]
    program = start("-o", "table", *arguments)
    wait_for(program, "registered ")
    # A name controls neither lines nor the terminal.
    server.sandbox.world.accounts[ADA].name = "Ada\n\x1b[31m"
    move(server, 2)
    assert program.stdout is not None
    line = program.stdout.readline()
    program.send_signal(number)
    out, err = program.communicate(timeout=30)

    assert re.fullmatch(r"\d\d:\d\d:\d\d  Ada \[31m joined Bronze Larks\n", line)
    assert (program.returncode, out, err) == (130, "", "polympics: interrupted\n")
    assert not server.sandbox.world.callbacks


def test_registered_elsewhere(on: Run, server: Server) -> None:
    """
    A callback of another program is replaced only if that is wanted.
    """
    with server.sandbox.sync_client() as client:
        url = "https://bot.example/team"
        client.create_callback(EventType.ACCOUNT_TEAM_UPDATE, url, "a secret")

    assert on("-q", "callbacks", "listen", "--register", "--port=0") == (
        1,
        "",
        (
            "polympics: the app has a callback for https://bot.example/team,"
            " whose secret would be lost: --replace replaces it\n"
        ),
    )
    (callback,) = server.sandbox.world.callbacks.values()
    assert callback.url == url


def test_replace(server: Server, start: Start, free_port: int) -> None:
    """
    ``--replace`` replaces it, and ``--url`` is where the server sends events.
    """
    with server.sandbox.sync_client() as client:
        event = EventType.ACCOUNT_TEAM_UPDATE
        client.create_callback(event, "https://bot.example/team", "a secret")
    url = f"http://127.0.0.1:{free_port}/polympics"
    program = start(
        *("callbacks", "listen", "--register", "--replace", "--limit=1", "--json"),
        *(f"--port={free_port}", f"--url={url}"),
    )

    assert wait_for(program, "registered ") == url
    move(server, 3)
    out, _ = program.communicate(timeout=30)
    assert json.loads(out)["team"] == "Copper Otters"


def test_known_secret(
    server: Server, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    With the secret of a callback that is registered already, nothing is registered.
    Requests without it are refused.
    """
    secret = "known to both"
    monkeypatch.setenv("POLYMPICS_CALLBACK_SECRET", secret)
    program = start("-o", "csv", "callbacks", "listen", "--port=0", "--limit=1")
    url = wait_for(program, "listening at ")
    with server.sandbox.sync_client() as client:
        data = client.get_account(ADA).to_data()
    body = json.dumps({"account": data, "team": None}).encode()
    statuses = [post(url, body, each) for each in ("forged", secret)]
    out, err = program.communicate(timeout=30)

    assert statuses == [401, 204]
    assert out.splitlines()[1].endswith(f",Ada,,{ADA},")
    assert secret not in out + err
    assert not server.sandbox.world.callbacks


@pytest.mark.parametrize("secret", ["s3cret ", "s3\ncret", "s" * 2048])
def test_bad_secret(
    on: Run, server: Server, monkeypatch: pytest.MonkeyPatch, secret: str
) -> None:
    """
    With a secret that no request can have, nothing is registered.
    """
    monkeypatch.setenv("POLYMPICS_CALLBACK_SECRET", secret)
    code, out, err = on("callbacks", "listen", "--register", "--port=0")

    assert (code, out) == (1, "")
    assert err.startswith("polympics: secret ")
    assert secret not in err
    assert server.sandbox.requests == []


@pytest.mark.parametrize("secret", [None, ""])
def test_no_secret(
    run: Run, monkeypatch: pytest.MonkeyPatch, secret: str | None
) -> None:
    """
    Without a secret nothing could be verified.
    """
    if secret is not None:
        monkeypatch.setenv("POLYMPICS_CALLBACK_SECRET", secret)

    assert run("callbacks", "listen") == (
        1,
        "",
        "polympics: no secret: set POLYMPICS_CALLBACK_SECRET, or use --register\n",
    )


def test_port_in_use(on: Run) -> None:
    """
    A port that is in use is one line, and nothing is registered.
    """
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, out, err = on("callbacks", "listen", "--register", f"--port={port}")

    assert (code, out) == (1, "")
    assert "in use" in err
    assert err.count("\n") == 1
