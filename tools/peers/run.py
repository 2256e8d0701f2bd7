"""
Serve the sandbox, and run the scripts of other clients in environments of their own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from asyncspotify.sandbox import Sandbox

_HERE = Path(__file__).parent

#: The script of a client, and what it needs.
PEERS = {
    "spotipy": "spotipy==2.26.0",
    "tekore": "tekore==6.2.0",
    "upstream": "asyncspotify==0.12.1",
    "spotifyaio": "spotifyaio",
}


def run(peer: str, folder: Path) -> int:
    """Run the script of *peer* in an environment below *folder*."""
    environment = folder / peer
    python = environment / "bin" / "python"
    if not python.exists():
        venv.create(environment, with_pip=True)
        install = [str(python), "-m", "pip", "install", "--quiet", PEERS[peer]]
        subprocess.run(install, check=True)
    # Strict clients stop at the gaps of the usual world.
    sandbox = Sandbox(tidy=True)
    with sandbox.serve() as url:
        told = {**os.environ, **sandbox.environment(url), "PYTHONPATH": ""}
        script = [str(python), str(_HERE / f"{peer}_peer.py")]
        done = subprocess.run(script, env=told, check=False)
    sys.stdout.write(f"{peer}: {'passed' if done.returncode == 0 else 'FAILED'}\n")
    return done.returncode


def main(names: list[str]) -> int:
    """Run the named clients, or all."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(os.environ.get("PEERS", temporary))
        return max(run(name, folder) for name in names or PEERS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
