"""
Genuine callbacks in real web frameworks: sent by the sandbox, over a socket.

Each view does what the documentation shows, by the framework's own objects for
headers and body.
"""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import ThreadingMixIn
from typing import Any, TypeAlias
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest

import polympics
import polympics.sync
from clientcore.sandbox import serve
from polympics import DecodeError, EventType, ForgedCallbackError
from polympics.sandbox import Sandbox

#: Receives in async or in blocking code, and returns the status to answer.
View: TypeAlias = Callable[[Any, Any], Any]

ADA = 300_000_000_000_000_000
SECRETS = ["s3cret", "schlüssel 🔑", " two  words=="]


def blocking(receiver: Any) -> View:
    """Return what a blocking view does."""

    def view(headers: Any, body: Any) -> int:
        try:
            receiver.receive(headers, body)
        except ForgedCallbackError:
            return 401
        except DecodeError:
            return 400
        return 204

    return view


def awaiting(receiver: Any) -> View:
    """Return what an async view does."""

    async def view(headers: Any, body: Any) -> int:
        try:
            await receiver.receive(headers, body)
        except ForgedCallbackError:
            return 401
        except DecodeError:
            return 400
        return 204

    return view


# --- Servers ------------------------------------------------------------------


class _Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def _running(server: Any) -> Iterator[str]:
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/hook"
    finally:
        server.shutdown()
        thread.join(20)
        server.server_close()


def _wsgi(app: Any) -> Any:
    return _running(make_server("127.0.0.1", 0, app, _Threads, _Quiet))


@contextmanager
def _asgi(app: Any) -> Iterator[str]:
    with serve(app) as url:
        yield f"{url}/hook"


# --- Frameworks ---------------------------------------------------------------


def flask_data(receiver: Any) -> Any:
    """Flask, with the body as bytes."""
    import flask

    app, view = flask.Flask("hooks"), blocking(receiver)

    @app.post("/hook")
    def hook() -> Any:
        return "", view(flask.request.headers, flask.request.get_data())

    return _wsgi(app)


def flask_json(receiver: Any) -> Any:
    """Flask, with the body as parsed JSON."""
    import flask

    app, view = flask.Flask("hooks"), blocking(receiver)

    @app.post("/hook")
    def hook() -> Any:
        return "", view(flask.request.headers, flask.request.get_json())

    return _wsgi(app)


def werkzeug(receiver: Any) -> Any:
    """Bare werkzeug."""
    from werkzeug import Request, Response

    view = blocking(receiver)

    @Request.application
    def app(request: Request) -> Response:
        return Response(status=view(request.headers, request.get_data()))

    return _wsgi(app)


def wsgi(receiver: Any) -> Any:
    """Bare WSGI, where headers are in the environment."""
    view = blocking(receiver)

    def app(environ: Any, start: Any) -> list[bytes]:
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        start(f"{view(environ, body)} -", [])
        return []

    return _wsgi(app)


def http_server(receiver: Any) -> Any:
    """The standard library's server."""
    view = blocking(receiver)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(view(self.headers, body))
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return _running(ThreadingHTTPServer(("127.0.0.1", 0), Handler))


def starlette(receiver: Any) -> Any:
    """Starlette."""
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

    view = awaiting(receiver)

    async def hook(request: Request) -> Response:
        return Response(status_code=await view(request.headers, await request.body()))

    return _asgi(Starlette(routes=[Route("/hook", hook, methods=["POST"])]))


def fastapi_json(receiver: Any) -> Any:
    """FastAPI, with the body as parsed JSON."""
    import fastapi

    app, view = fastapi.FastAPI(), awaiting(receiver)

    async def hook(request: fastapi.Request) -> fastapi.Response:
        return fastapi.Response(
            status_code=await view(request.headers, await request.json())
        )

    # Not as a decorator: FastAPI would resolve the annotations in this module.
    hook.__annotations__ = {"request": fastapi.Request, "return": fastapi.Response}
    app.post("/hook")(hook)
    return _asgi(app)


def callback_app(receiver: Any) -> Any:
    """`CallbackApp` as a route of Starlette."""
    from starlette.applications import Starlette
    from starlette.routing import Route

    return _asgi(Starlette(routes=[Route("/hook", polympics.CallbackApp(receiver))]))


@contextmanager
def mounted_app(receiver: Any) -> Iterator[str]:
    """`CallbackApp`, mounted in FastAPI: the path of a mount ends with a slash."""
    import fastapi

    app = fastapi.FastAPI()
    app.mount("/hook", polympics.CallbackApp(receiver))
    with _asgi(app) as url:
        yield f"{url}/"


def _django() -> None:
    import django
    from django.conf import settings

    if not settings.configured:
        settings.configure(
            ROOT_URLCONF="", SECRET_KEY="tests", ALLOWED_HOSTS=["*"], USE_TZ=True
        )
        django.setup()


@contextmanager
def _django_urls(hook: Any) -> Iterator[None]:
    from django.test import override_settings
    from django.urls import path

    # Any object with this attribute is a URLconf.
    conf = type("conf", (), {"urlpatterns": [path("hook", hook)]})
    with override_settings(ROOT_URLCONF=conf):
        yield


@contextmanager
def django_wsgi(receiver: Any) -> Any:
    """Django on WSGI."""
    _django()
    from django.core.handlers.wsgi import WSGIHandler
    from django.http import HttpRequest, HttpResponse
    from django.views.decorators.csrf import csrf_exempt

    view = blocking(receiver)

    @csrf_exempt
    def hook(request: HttpRequest) -> HttpResponse:
        return HttpResponse(status=view(request.headers, request.body))

    with _django_urls(hook), _wsgi(WSGIHandler()) as url:
        yield url


@contextmanager
def django_meta(receiver: Any) -> Any:
    """Django on WSGI, by ``request.META``."""
    _django()
    from django.core.handlers.wsgi import WSGIHandler
    from django.http import HttpRequest, HttpResponse
    from django.views.decorators.csrf import csrf_exempt

    view = blocking(receiver)

    @csrf_exempt
    def hook(request: HttpRequest) -> HttpResponse:
        return HttpResponse(status=view(request.META, request.body))

    with _django_urls(hook), _wsgi(WSGIHandler()) as url:
        yield url


@contextmanager
def django_asgi(receiver: Any) -> Any:
    """Django on ASGI, with an async view."""
    _django()
    from django.core.handlers.asgi import ASGIHandler
    from django.http import HttpRequest, HttpResponse
    from django.views.decorators.csrf import csrf_exempt

    view = awaiting(receiver)

    @csrf_exempt
    async def hook(request: HttpRequest) -> HttpResponse:
        return HttpResponse(status=await view(request.headers, request.body))

    with _django_urls(hook), _asgi(ASGIHandler()) as url:
        yield url


@asynccontextmanager
async def aiohttp_server(receiver: Any) -> AsyncIterator[str]:
    """The server of aiohttp, in the test's own event loop."""
    from aiohttp import web

    view = awaiting(receiver)

    async def hook(request: web.Request) -> web.Response:
        return web.Response(status=await view(request.headers, await request.read()))

    app = web.Application()
    app.router.add_post("/hook", hook)
    runner = web.AppRunner(app)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    finally:
        await runner.cleanup()


BLOCKING = [
    flask_data,
    flask_json,
    werkzeug,
    wsgi,
    http_server,
    django_wsgi,
    django_meta,
]
AWAITING = [
    starlette,
    fastapi_json,
    callback_app,
    mounted_app,
    django_asgi,
    aiohttp_server,
]


@asynccontextmanager
async def served(framework: Any, receiver: Any) -> AsyncIterator[str]:
    """Serve a framework, and yield the URL of its view."""
    server = framework(receiver)
    if framework is aiohttp_server:
        async with server as url:
            yield url
        return
    with server as url:
        yield url


# --- Tests --------------------------------------------------------------------


def receiver_for(framework: Any, *secrets: str) -> tuple[Any, list[str]]:
    """Make a receiver for a framework, and what it is to receive."""
    face: Any = polympics.sync if framework in BLOCKING else polympics
    receiver, seen = face.CallbackReceiver(*secrets), []
    receiver.on(EventType.ACCOUNT_TEAM_UPDATE)(
        lambda event: seen.append(event.team and event.team.name)
    )
    return receiver, seen


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize(
    "framework", BLOCKING + AWAITING, ids=lambda framework: framework.__name__
)
async def test_genuine(framework: Any, secret: str):
    """
    A callback that the server sends is verified, whatever the secret is made of.
    """
    receiver, seen = receiver_for(framework, secret)
    sandbox = Sandbox()

    async with served(framework, receiver) as url, sandbox.client() as client:
        await client.create_callback(EventType.ACCOUNT_TEAM_UPDATE, url, secret)
        await client.update_account(ADA, team=2)
        await client.rotate_callback_secret(EventType.ACCOUNT_TEAM_UPDATE, "another")
        await client.update_account(ADA, team=3)

    assert seen == ["Bronze Larks"]


@pytest.mark.parametrize(
    "framework", BLOCKING + AWAITING, ids=lambda framework: framework.__name__
)
async def test_rotation(framework: Any):
    """
    While a secret is replaced, both are accepted, and any other is not.
    """
    receiver, seen = receiver_for(framework, "new", "old")
    sandbox = Sandbox()

    async with served(framework, receiver) as url, sandbox.client() as client:
        await client.create_callback(EventType.ACCOUNT_TEAM_UPDATE, url, "old")
        await client.update_account(ADA, team=1)
        await client.rotate_callback_secret(EventType.ACCOUNT_TEAM_UPDATE, "new")
        await client.update_account(ADA, team=2)
        await client.rotate_callback_secret(EventType.ACCOUNT_TEAM_UPDATE, "newer")
        await client.update_account(ADA, team=3)

    assert seen == ["Amber Foxes", "Bronze Larks"]
