"""
Saving of uploads and edits.
"""

from __future__ import annotations

from ._answers import invalid_upload
from ._forms import FormReader, Upload
from ._multipart import Form
from ._world import Cloudcast, User, World

#: Bytes of an MP3 with 320 kbit/s in a second.
_BYTES_A_SECOND = 40_000


def upload(world: World, user: User, form: Form) -> Cloudcast:
    """
    Save a new show.

    Raises:
        Refusal: A field is missing or not valid.
    """
    sent = _read(world, user, form)
    audio = sent.mp3
    assert audio is not None
    assert sent.name is not None
    cast = world.add_cloudcast(user, sent.name.strip())
    cast.audio = audio
    cast.audio_length = audio.size // _BYTES_A_SECOND
    cast.publish_at = sent.publish_date
    _save(world, cast, sent)
    return cast


def edit(world: World, cast: Cloudcast, form: Form) -> None:
    """
    Save changes of a show.

    Raises:
        Refusal: A field is not valid.
    """
    sent = _read(world, cast.user, form, cast)
    if sent.name is not None:
        cast.name = sent.name.strip()
    if sent.publish_date is not None:
        cast.publish_at = sent.publish_date
    _save(world, cast, sent)
    cast.updated_at = world.tick()


def _read(
    world: World, user: User, form: Form, cast: Cloudcast | None = None
) -> Upload:
    if not form.is_multipart:
        raise invalid_upload({"mp3": "Send this as multipart/form-data."})
    reader = FormReader(form, world.limits)
    sent = reader.read(new=cast is None, pro=user.is_pro)
    if cast and sent.publish_date and world.is_public(cast):
        reader.problems["publish_date"] = "This is public already."
    if reader.problems:
        raise invalid_upload(reader.problems)
    return sent


def _save(world: World, cast: Cloudcast, sent: Upload) -> None:
    """
    Save the fields that uploads and edits have in common.
    """
    if sent.description is not None:
        cast.description = sent.description
    if sent.picture is not None:
        cast.picture = sent.picture
    if sent.tags is not None:
        world.set_tags(cast, sent.tags)
    if sent.sections is not None:
        cast.sections = sent.sections
    if sent.disable_comments is not None:
        cast.disables_comments = sent.disable_comments
    if sent.hide_stats is not None:
        cast.hides_stats = sent.hide_stats
    _save_hosts(cast, sent.hosts)
    _show_or_hide(cast, sent.visibility)


def _save_hosts(cast: Cloudcast, names: list[str] | None) -> None:
    if names is None:
        return
    known = {user.username: user for user in cast.user.cohosts}
    # The service ignores the whole change without an error if one host has not
    # accepted.
    if all(name in known for name in names):
        cast.hosts = [known[name] for name in names]


def _show_or_hide(cast: Cloudcast, visibility: str | None) -> None:
    if visibility == "publish":
        cast.is_unlisted, cast.publish_at = False, None
    elif visibility is not None:
        # A date would make it public some day.
        cast.is_unlisted, cast.publish_at = True, None
