"""
QueUp's socket: a WebSocket connection that reconnects, on asyncio and trio.

Empty, so that importing one of its modules does not import ``websockets``.
"""
