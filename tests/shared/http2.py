"""
A server of HTTP/2 on loopback. Over HTTP/1.1, which it offers too, it is a `Server`.
"""

from __future__ import annotations

import socket
from email.message import Message

import h2.config
import h2.connection
import h2.events

from .certificates import context_of
from .servers import Play, Received, Server


class HTTP2Server(Server):
    """
    Answers each request over HTTP/2 with ``{"id": 1}``.

    Args:
        plays: What it does with requests over HTTP/1.1, see `Server`.

    Attributes:
        streams: How many requests came over HTTP/2.
        http2_connections: How many connections they came over.
    """

    def __init__(self, *plays: Play) -> None:
        tls = context_of("good")
        tls.set_alpn_protocols(["h2", "http/1.1"])
        super().__init__(*plays, tls=tls)
        self.streams = 0
        self.http2_connections = 0

    def _converse(self, connection: socket.socket, number: int) -> None:
        if connection.selected_alpn_protocol() != "h2":  # type: ignore[attr-defined]
            super()._converse(connection, number)
            return
        self.http2_connections += 1
        speaker = h2.connection.H2Connection(
            h2.config.H2Configuration(client_side=False)
        )
        speaker.initiate_connection()
        connection.sendall(speaker.data_to_send())
        while data := connection.recv(65536):
            for event in speaker.receive_data(data):
                if isinstance(event, h2.events.RequestReceived):
                    self._answer(speaker, event, number)
            connection.sendall(speaker.data_to_send())

    def _answer(
        self,
        speaker: h2.connection.H2Connection,
        event: h2.events.RequestReceived,
        number: int,
    ) -> None:
        assert event.headers is not None
        headers = Message()
        for name, value in event.headers:
            headers[name.decode()] = value.decode()
        self.requests.append(
            Received(headers[":method"], headers[":path"], headers, connection=number)
        )
        self.streams += 1
        body = b'{"id": 1}'
        length = str(len(body))
        assert event.stream_id is not None
        speaker.send_headers(
            event.stream_id, [(":status", "200"), ("content-length", length)]
        )
        speaker.send_data(event.stream_id, body, end_stream=True)
