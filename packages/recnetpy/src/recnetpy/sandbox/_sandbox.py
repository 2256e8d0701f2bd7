"""
The service, embedded.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import anyio
from starlette.responses import Response
from starlette.routing import BaseRoute
from starlette.types import Scope

from clientcore import sandbox as kit
from recnetpy._folder import saved_files

from ._answers import HANDLERS, failed
from ._archive import load, read
from ._routes import ROUTES
from ._seed import seed
from ._world import TODAY, World, now

if TYPE_CHECKING:
    import recnetpy
    import recnetpy.sync

#: Which of the service's two layouts a client speaks.
Layout: TypeAlias = Literal["gateway", "hosts"]

_HERE: Final = "http://sandbox"
_CREDENTIALS: Final = {b"ocp-apim-subscription-key", b"authorization"}
#: Where the hosts are below one origin, by what the client calls them.
_HOSTS: Final = {
    "apim": "/apim/public",
    "api": "/api/api",
    "accounts": "/accounts",
    "rooms": "/rooms",
    "clubs": "/clubs",
    "cdn": "/cdn",
    "img": "/img",
    "ns": "/ns",
}


class Sandbox(kit.Sandbox[World]):
    """
    A RecNet for development and tests.

    Each of the service's hosts is below a prefix of its own. The world stands still
    at an evening in May 2024, so that it is always the same.

    Args:
        seeded: Whether to start with people, rooms, photos, events and inventions.

        archive: Records to start with instead: the path of a file of JSON Lines, a
            record a line with its type, or a list of such lines.

        files: Folder of image files, as ``images.save_files()`` has made it. Images
            without a file there are drawn. ``None`` to draw all of them.

        today: When it is in the seed world. ``None`` for an evening in May 2024.

        max_take: How many items a page has at most, whatever is asked for, as some
            servers do. ``None`` for the service's own limits.

        bulk_by_post: Whether long lists of IDs are taken by POST. If not, they are
            taken by GET only.

        clock: What the time is, for limits.

        sleep: How to wait, for faults that take time.

    Attributes:
        key: A key of the gateway; it outlives a reset.

        bearer: A bearer token of the seed world's first account.

    Raises:
        ValueError: The archive is none.

        OSError: The archive cannot be read.
    """

    def __init__(
        self,
        *,
        seeded: bool = True,
        archive: Path | str | Sequence[str] | None = None,
        files: Path | str | None = None,
        today: datetime | None = None,
        max_take: int | None = None,
        bulk_by_post: bool = True,
        clock: Callable[[], datetime] = now,
        sleep: Callable[[float], Any] = anyio.sleep,
    ) -> None:
        self._seeded = seeded
        self._archive = archive
        self._files = {} if files is None else saved_files(Path(files))
        self._today = today or TODAY
        self._max_take = max_take
        self._bulk_by_post = bulk_by_post
        self._clock = clock
        self.key: str = secrets.token_hex(16)
        self.bearer: str = secrets.token_hex(16)
        super().__init__(sleep=sleep)

    def make_world(self) -> World:
        world = World(
            clock=self._clock,
            today=self._today,
            keys={self.key},
            max_take=self._max_take,
            bulk_by_post=self._bulk_by_post,
            files=self._files,
        )
        if self._archive is not None:
            _fill(world, self._archive)
        elif self._seeded:
            seed(world)
        if world.accounts:
            world.bearers[self.bearer] = min(world.accounts)
        return world

    def routes(self) -> Sequence[BaseRoute]:
        return ROUTES

    def exception_handlers(self) -> Mapping[Any, Callable[..., Any]]:
        return HANDLERS

    def environment(self, base_url: str) -> Mapping[str, str]:
        hosts = _addresses(base_url).items()
        return {
            **{f"RECNET_{name.upper()}": address for name, address in hosts},
            "RECNET_KEY": self.key,
        }

    def failure(self, status: int, headers: Mapping[str, str]) -> Response:
        return failed(status, headers)

    def expire_token(self, scope: Scope) -> Scope | Response:
        # The gateway has to see for itself that the key is none; the hosts that
        # take none do not look.
        changed = [
            (name, b"expired" if name in _CREDENTIALS else value)
            for name, value in scope["headers"]
        ]
        return {**scope, "headers": changed}

    def client(self, layout: Layout = "gateway", **options: Any) -> recnetpy.Client:
        """
        Make an async client that reaches the sandbox in process.

        Args:
            layout: Which of the service's two layouts it speaks: the gateway's, with
                the key, or that of the older hosts, without one.

            options: More arguments for the client. It is strict by default.
        """
        import recnetpy

        made = self._options(layout, self.transport(), options)
        return recnetpy.Client(**made)

    def sync_client(
        self, layout: Layout = "gateway", **options: Any
    ) -> recnetpy.sync.Client:
        """
        Make a sync client that reaches the sandbox in process.

        Args:
            layout: The same as for :meth:`client`.

            options: The same as for :meth:`client`.
        """
        import recnetpy.sync

        made = self._options(layout, self.sync_transport(), options)
        return recnetpy.sync.Client(**made)

    def _options(
        self, layout: Layout, transport: Any, options: Mapping[str, Any]
    ) -> dict[str, Any]:
        from recnetpy import Servers

        keyed = layout == "gateway"
        servers = Servers() if keyed else Servers.hosts()
        return {
            "api_key": self.key if keyed else None,
            "strict": True,
            "servers": servers.changed(**_addresses(_HERE)),
            "transport": transport,
            **options,
        }


def _fill(world: World, archive: Path | str | Sequence[str]) -> None:
    if isinstance(archive, str | Path):
        load(world, Path(archive))
    else:
        read(world, archive)


def _addresses(origin: str) -> dict[str, str]:
    return {name: origin + path for name, path in _HOSTS.items()}
