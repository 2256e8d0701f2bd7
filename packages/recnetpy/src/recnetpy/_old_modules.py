"""
The modules of 0.2.75: see `clientcore.keep_modules`.
"""

from __future__ import annotations

from typing import Final

_EXCEPTIONS: Final = (
    "BadRequest Forbidden HTTPError InternalServerError NotFound RateLimited"
    " Unauthorized"
)

OLD_MODULES: Final[dict[str, str | None]] = {
    "client": None,
    "dataclasses": None,
    "dataclasses.account": (
        "Account _labels:IDENTITY_FLAGS_LIST _labels:PERSONAL_PRONOUNS_LIST"
        " _labels:PLATFORM_LIST"
    ),
    "dataclasses.base": "BaseDataClass",
    "dataclasses.comment": "Comment",
    "dataclasses.event": "Event misc.constants:BROADCAST_PERMISSION_DICT",
    "dataclasses.event_response": (
        "EventInteraction misc.constants:RESPONSE_TYPE_DICT"
    ),
    "dataclasses.image": "Image misc.constants:IMAGE_TYPE",
    "dataclasses.invention": "Invention misc.constants:INVENTION_PERMISSION_DICT",
    "dataclasses.invention_version": "InventionVersion",
    "dataclasses.loading_screen": "LoadScreen",
    "dataclasses.progression": "Progression",
    "dataclasses.promo_external_content": (
        "PromoExternalContent misc.constants:ROOM_PROMO_EXTERNAL_CONTENT_TYPE"
    ),
    "dataclasses.role": "Role misc.constants:ROLE_DICT",
    "dataclasses.room": (
        "Room misc.constants:MAX_PLAYER_CALCULATION_MODE"
        " misc.constants:ROOM_MODERATION_STATE _labels:WARNING_MASK_LIST"
    ),
    "dataclasses.score": "Score",
    "dataclasses.subroom": "SubRoom",
    "dataclasses.tag": "Tag misc.constants:TAG_TYPE",
    "managers": None,
    "managers.account_manager": "AccountManager",
    "managers.base_manager": "BaseManager",
    "managers.event_manager": "EventManager",
    "managers.image_manager": "ImageManager",
    "managers.invention_manager": "InventionManager",
    "managers.room_manager": "RoomInclude RoomManager",
    "misc": None,
    "misc.api_responses": None,
    "misc.bitmask_decode": "_labels:bitmask_decode",
    "misc.chunks": "misc:list_chunks",
    "misc.constants": None,
    "misc.date_to_unix": "_dates:date_to_unix",
    "misc.stringify_bulk": "misc:stringify_bulk",
    "misc.variable_class": "misc:VariableClass",
    "rest": None,
    "rest.exceptions": None,
    "rest.exceptions.bad_request": "BadRequest",
    "rest.exceptions.forbidden": "Forbidden",
    "rest.exceptions.http_error": "HTTPError",
    "rest.exceptions.internal_server_error": "InternalServerError",
    "rest.exceptions.not_found": "NotFound",
    "rest.exceptions.rate_limited": "RateLimited",
    "rest.exceptions.unauthorized": "Unauthorized",
    "rest.http_client": _EXCEPTIONS,
    "rest.request": "Response",
    "rest.response": "Response",
    "rest.route_builder": "RouteBuilder",
    "rest.route_manager": "RouteManager",
}
