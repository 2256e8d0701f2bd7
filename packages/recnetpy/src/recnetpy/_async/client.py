"""
The client.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from clientcore import GET, Request, RequestInfo, Response, StatusError
from clientcore.aio import Auth
from clientcore.aio import Client as Base

from .._api import API, RecNetPolicy, is_page, is_page_text, parse
from .._codec import CODEC
from .._endpoints import LOADING_TIPS, NAME_SERVER
from .._errors import (
    HostGoneError,
    NoAnswerError,
    NotFound,
    RecNetError,
    WebPageError,
    own_errors,
)
from .._folder import Progress
from .._links import Kind, Links, Reference
from .._record import verify
from .._servers import Layout, Servers
from .._services import Health
from .._values import LoadingTip
from .archive import Archive
from .archiving import Archiver
from .auth import credentials
from .managers import (
    AccountManager,
    EventManager,
    ImageManager,
    InventionManager,
    RoomManager,
)
from .models import Account, BaseDataClass, Room
from .routes import RouteManager

if TYPE_CHECKING:
    from typing import Unpack

    from clientcore.aio import ClientOptions

S = TypeVar("S")
T = TypeVar("T")


@lru_cache
def _root(address: str) -> str:
    """Return the root of the host of an address."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}/"


class Client(Base):
    """
    A client of the RecNet API, or of a server that speaks it.

    Making one does no I/O and needs no event loop.

    Args:
        api_key: The key for the gateway, or ``None`` for none.

        servers: Where the service is, and how its paths look. ``None`` for the
            keyed gateway of the service as it was; without a key and *auth*, for its
            older hosts, which wanted none.

        auth: Credentials of your own, `clientcore.aio.Bearer` for one. Like the key,
            they go to the servers' trusted services only.

        **options: See `clientcore.aio.ClientOptions`; ``throttle=Pace()`` keeps below
            the quota of a public key.

    Attributes:
        servers: Where the service is.
    """

    api = API

    servers: Servers

    def __init__(
        self,
        api_key: str | None = None,
        *,
        servers: Servers | None = None,
        auth: Auth | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        if servers is None:
            servers = Servers() if api_key or auth else Servers.hosts()
        self.servers = servers
        #: Base addresses of servers that have bulk requests by GET only.
        self._bulk_by_get: set[str] = set()
        #: Roots of hosts that have sent something else than web pages.
        self._alive: set[str] = set()
        keyed = self.servers.layout is Layout.GATEWAY
        options.setdefault("policy", RecNetPolicy())
        with own_errors():
            super().__init__(
                self.servers.home,
                auth=credentials(api_key, auth, keyed=keyed),
                trusted=self.servers.trusted_addresses,
                **options,
            )

    @classmethod
    async def discover(cls, ns: str, **options: Unpack[ClientOptions]) -> Servers:
        """
        Ask a name server where the services are.

        Args:
            ns: Its address, ``https://ns.rec.net`` for one.

            **options: See `clientcore.aio.ClientOptions`.

        Returns:
            What to give a client as *servers*. They want no key.

        Raises:
            HostGoneError: There is no name server at the address.
        """
        async with cls(servers=Servers.hosts().changed(ns=ns), **options) as client:
            return Servers.from_names(await client.services(), ns=ns)

    async def close(self) -> None:
        """Close the client and its connections. More than once does no harm."""
        await super().aclose()

    # --- What there is --------------------------------------------------------

    @property
    def accounts(self) -> AccountManager:
        """People."""
        return AccountManager(self)

    @property
    def events(self) -> EventManager:
        """Events."""
        return EventManager(self)

    @property
    def images(self) -> ImageManager:
        """Images."""
        return ImageManager(self)

    @property
    def inventions(self) -> InventionManager:
        """Inventions."""
        return InventionManager(self)

    @property
    def rooms(self) -> RoomManager:
        """Rooms."""
        return RoomManager(self)

    @property
    def rec_net(self) -> RouteManager:
        """Raw access."""
        return RouteManager(self)

    @property
    def links(self) -> Links:
        """Makes addresses of pages and files, and reads what people type."""
        return Links(self.servers)

    async def find(self, text: str | Reference, expected: Kind | None = None) -> Any:
        """
        Get what a user has typed.

        Args:
            text: ``@name``, ``^room``, an address, an id, a file's name; or what
                `Links.parse` made of it.

            expected: What a bare id or name is of, or ``None`` to find nothing then.

        Returns:
            The object, or ``None`` if there is no such thing.
        """
        meant = self.links.parse(text, expected) if isinstance(text, str) else text
        if meant is None or meant.kind is None:
            return None
        manager: Any = getattr(self, f"{meant.kind.value}s")
        if meant.id is not None:
            return await manager.fetch(meant.id)
        return await manager.get(meant.name) if hasattr(manager, "get") else None

    async def archive(
        self,
        target: str | Reference | Account | Room,
        into: Archive | str | Path | None = None,
        *,
        on_progress: Callable[[Progress], object] | None = None,
    ) -> Archive:
        """
        Collect everything of a player or a room.

        Of a player: the profile, the level, subscribers, rooms with all parts, photos
        that they took and are in, and events. Of a room: all parts, photos and events.
        Of both: the comments and cheers of photos, the responses to events, and the
        records of all people and rooms that occur.

        What the archive has is not requested again, save for the profile and for new
        photos and events. If a call is interrupted, the next one continues it.

        Args:
            target: ``@name``, ``^room``, an address, or an object.
            into: An archive to add to, or the path of its file, which is read if it
                exists, and saved now and then. ``None`` for a new archive.
            on_progress: Called with a `Progress` after each step.

        Returns:
            The archive. What the server does not offer is listed in its ``skipped``.

        Raises:
            NotFound: There is no such player or room.
            RecNetError: A request failed; what was received before is in the file.
            TypeError: *target* is neither a player nor a room.
        """
        if isinstance(target, Account | Room):
            found: Any = await self._manager_of(target).fetch(target.id)
        else:
            found = await self.find(target)
        if found is None:
            raise NotFound(None, f"there is no {target!r}")
        if not isinstance(found, Account | Room):
            raise TypeError(f"players and rooms can be archived, and not {found!r}")
        return await Archiver(self, into, on_progress).collect(found)

    def _manager_of(self, thing: BaseDataClass) -> Any:
        return getattr(self, thing._manager_name)

    async def loading_tips(self, *, hidden: bool = False) -> list[LoadingTip]:
        """
        Get the tips that are shown on loading screens.

        Args:
            hidden: Whether those are among them that are not shown.
        """
        tips = await self.ask(LOADING_TIPS.get(self.servers), list[LoadingTip])
        return [tip for tip in tips or () if hidden or tip.is_visible]

    async def services(self) -> dict[str, str]:
        """Ask the name server for all services and their addresses."""
        found: Any = await self.ask(NAME_SERVER.get(self.servers), dict)
        names = (found or {}).items()
        return {name: each for name, each in names if isinstance(each, str)}

    async def health(self, services: Mapping[str, str] | None = None) -> list[Health]:
        """
        Ask services how they are, all at once.

        Args:
            services: Names and addresses; ``None`` for those that the name server
                knows.

        Returns:
            How they are, in the same order. One that is gone is not healthy.
        """
        asked = await self.services() if services is None else services
        return await self.map(self._health, asked.items())

    async def _health(self, service: tuple[str, str]) -> Health:
        name, url = service
        try:
            answer = await self.request(GET("health", base=url, auth=False, bucket=url))
        except RecNetError as error:
            return Health(name, url, is_healthy=False, told=str(error))
        told = answer.text.strip().strip('"')
        return Health(name, url, is_healthy=told.lower() == "healthy", told=told)

    # --- Sending --------------------------------------------------------------

    async def request(self, request: Request, /) -> Response:
        base = _root(request.base or self.base_url)
        try:
            response = await super().request(request)
        except NotFound as error:
            if is_page_text(error.body) and base not in self._alive:
                await self._check_host(base, error)
            raise
        if not is_page(response):
            self._alive.add(base)
        return response

    async def _check_host(self, base: str, missing: NotFound) -> None:
        """
        Check that a host that has a web page for a 404 still is the service.

        Raises:
            HostGoneError: Its root is not there either, or leads elsewhere.
        """
        try:
            await super().request(GET("", base=base, auth=False, bucket=base))
        except NotFound as error:
            if is_page_text(error.body):
                raise WebPageError.of_error(missing) from error
        except HostGoneError:
            raise
        except (StatusError, NoAnswerError):
            return
        self._alive.add(base)

    async def ask(self, request: Request, into: type[T]) -> T | None:
        """
        Send a request, and make objects of its answer.

        Args:
            request: What to ask.

            into: What to make of it: `Image`, or ``list[Image]``.

        Returns:
            The objects, or ``None`` for an answer that is empty.

        Raises:
            RecNetError: It failed, or the answer is no such thing.
        """
        response = await self.request(request)
        return await self.in_worker(self._read_some, response, into)

    def _read_some(self, response: Response, into: type[T]) -> T | None:
        data = self.parse_json(response)
        # Some servers say so in this way.
        nothing = data is None or data == {}
        return None if nothing else self.decode(data, into, response)

    def parse_json(self, response: Response) -> Any:
        with own_errors(response.request, response.secrets):
            return parse(response)

    def decode(self, data: Any, into: type[T], response: Response) -> T:
        with own_errors(response.request, response.secrets):
            found = CODEC.structure(
                data,
                into,
                client=self,
                strict=self.settings.strict,
                # Objects give their records back, whatever else is not kept.
                keep_raw=True,
                request=response.request,
                deadline=self.settings.deadline,
            )
            if self.settings.strict:
                verify(found)
        return found

    def read(self, data: Any, into: type[T]) -> T:
        """
        Make objects of JSON, bound to this client.

        Args:
            data: JSON, parsed to Python's types.

            into: What to make of it: `Image`, or ``list[Image]``.

        Raises:
            UnreadableError: *data* does not fit *into*.
        """
        return self.decode(data, into, Response(200, request=RequestInfo("", "")))
