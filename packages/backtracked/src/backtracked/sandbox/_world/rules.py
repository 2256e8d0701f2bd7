"""
How much the service allows, and what it gets wrong.
"""

from __future__ import annotations

import attrs


@attrs.define
class Limits:
    """
    Limits of the service. Times are seconds of the world's clock.

    Attributes:
        session_lifetime: How long a login lasts.
        ticket_lifetime: How long a token of the socket can be used.
        chat_length: UTF-16 code units in a message.
        chat_count: Messages that one user may send within *chat_window*.
        chat_window: See *chat_count*.
        chat_penalty: How long a user over the quota is refused.
        chat_wait: Value of the wait in the refusal's response.
        votes: Number of times that one user may vote on one entry.
        rooms: Number of rooms that one user may create.
        people: Maximum number of users in a conversation.
        passwords: Number of wrong passwords until a user is refused.
    """

    session_lifetime: float = 14 * 86_400
    ticket_lifetime: float = 60
    chat_length: int = 255
    chat_count: int = 20
    chat_window: float = 10
    chat_penalty: float = 600
    chat_wait: str = "10 minutes"
    votes: int = 10
    rooms: int = 5
    people: int = 10
    passwords: int = 5


@attrs.define
class Quirks:
    """
    What the service is known to get wrong; all of it can be switched on.

    Attributes:
        vote_404: A vote is counted, and answered with 404.

        null_rows: The queue's details have a row that is null.

        no_song_info: The playing song comes without its medium.

        no_song: For a moment the playing song comes without itself.

        slim_users: Users in events have a name and an id only.

        bare_roles: Lists of people have ids of roles instead of roles.

        no_users: Lists of people lack the users themselves.

        socket_id: The socket's greeting calls the connection's id that.

        no_queue_object: Chat messages come without their author's record.
    """

    vote_404: bool = False
    null_rows: bool = False
    no_song_info: bool = False
    no_song: bool = False
    slim_users: bool = False
    bare_roles: bool = False
    no_users: bool = False
    socket_id: bool = False
    no_queue_object: bool = False
