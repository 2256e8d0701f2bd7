"""
The web site: oEmbed, and the authorization pages.
"""

from __future__ import annotations

from urllib.parse import unquote, urlencode, urlsplit

from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    RedirectResponse,
    Response,
)

from aiomixcloud.sandbox._answers import missing
from aiomixcloud.sandbox._embeds import SITE, oembed, oembed_xml
from aiomixcloud.sandbox._endpoint import WWW, Call, Endpoints
from aiomixcloud.sandbox._world import Cloudcast

endpoints = Endpoints(WWW)


@endpoints.get("/oembed")
@endpoints.get("/oembed/")
def get_oembed(call: Call) -> Response:
    form = call.query.get("format", "json")
    cast = _named(call, call.query.get("url", ""))
    data = oembed(cast, call.shapes.www, call.display())
    if form == "json":
        return JSONResponse(data)
    if form == "xml":
        return Response(oembed_xml(data), media_type="text/xml; charset=utf-8")
    # https://oembed.com, section 2.3.2
    return Response(status_code=501)


def _named(call: Call, url: str) -> Cloudcast:
    """
    Return the show of a web page.
    """
    for site in (call.shapes.www, SITE):
        if url.startswith(site):
            _, user, slug, *_ = f"{unquote(url.removeprefix(site))}//".split("/")
            return call.cloudcast(user, slug)
    raise missing()


@endpoints.get("/oauth/authorize")
@endpoints.get("/oauth/authorize/")
def authorize(call: Call) -> Response:
    app = call.world.apps.get(call.query.get("client_id", ""))
    back = call.query.get("redirect_uri", "")
    if app is None or not urlsplit(back).scheme:
        return HTMLResponse("<h1>This app is not known here</h1>", 400)
    if call.world.visitor is None or not call.world.consents:
        answer = {"error": "access_denied"}
    else:
        answer = {"code": call.world.grant(app, call.world.visitor, back)}
    if "state" in call.query:
        # RFC 6749, section 4.1.2.
        answer["state"] = call.query["state"]
    # A redirect URI may have a query of its own.
    joint = "&" if urlsplit(back).query else "?"
    return RedirectResponse(f"{back}{joint}{urlencode(answer)}", 302)


@endpoints.get("/oauth/access_token")
@endpoints.get("/oauth/access_token/")
def exchange(call: Call) -> Response:
    query = call.query
    app = call.world.apps.get(query.get("client_id", ""))
    if app is None or app.secret != query.get("client_secret"):
        return _refused("The client is not known")
    # It can be used once, by the right app or by another.
    grant = call.world.grants.pop(query.get("code", ""), None)
    if not grant or (grant.app, grant.redirect_uri) != (app, query.get("redirect_uri")):
        return _refused("The code is invalid or has expired")
    return JSONResponse({"access_token": call.world.issue_token(grant.user)})


def _refused(message: str) -> Response:
    return JSONResponse({"error": message}, 400)
