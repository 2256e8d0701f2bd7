"""
Uploads and edits of shows.
"""

from __future__ import annotations

from starlette.responses import Response

from aiomixcloud.sandbox._answers import ScriptResponse, not_yours
from aiomixcloud.sandbox._endpoint import Call, Endpoints
from aiomixcloud.sandbox._saving import edit, upload

endpoints = Endpoints()


@endpoints.act("/upload/", "POST")
def upload_cloudcast(call: Call) -> Response:
    if call.viewer is None and "access_token" in call.form.fields:
        # The service reads tokens from the query only, and responds with nothing.
        return Response(media_type=ScriptResponse.media_type)
    cast = upload(call.world, call.require_viewer(), call.form)
    return call.done(f"Uploaded {cast.name}", key=cast.key)


@endpoints.act("/upload/{user}/{slug}/edit/", "POST")
def edit_cloudcast(call: Call, user: str, slug: str) -> Response:
    viewer, cast = call.require_viewer(), call.cloudcast(user, slug)
    if cast.user is not viewer:
        raise not_yours()
    edit(call.world, cast, call.form)
    return call.done(f"Edited {cast.name}")
