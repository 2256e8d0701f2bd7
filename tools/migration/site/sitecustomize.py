"""
Sends what a program sends to a service's hosts to a sandbox on loopback.

Python imports this module when it starts, before the program, which is not changed:
its requests have the addresses of the service, and TLS. No other host can be reached.
"""

import collections
import collections.abc
import os
import socket
import sys

_HOSTS = os.environ["MIGRATION_HOSTS"].split()
_PORT = int(os.environ["MIGRATION_PORT"])
_LOOPBACK = ("127.0.0.1", "::1", "localhost", None)

_getaddrinfo = socket.getaddrinfo
_connect = socket.socket.connect


def getaddrinfo(host, port, *args, **options):
    name = host.decode() if isinstance(host, bytes) else host
    if name in _HOSTS:
        name = "127.0.0.1"
    elif name not in _LOOPBACK:
        raise socket.gaierror(socket.EAI_NONAME, f"{name} is not emulated")
    return _getaddrinfo(name, port, *args, **options)


def connect(self, address):
    if self.family == socket.AF_INET and address[1] == 443:
        address = ("127.0.0.1", _PORT)
    return _connect(self, address)


def report(kind, error, _traceback):
    """Print an exception without lines of anybody's source."""
    sys.stderr.write(f"{kind.__name__}: {error}\n")


socket.getaddrinfo = getaddrinfo
socket.socket.connect = connect

if os.environ.get("MIGRATION_OLD"):
    sys.excepthook = report
    # Python 3.10 removed these names from `collections`, which backtracked 0.1.1 uses.
    for name in ("Iterable", "Mapping", "MutableMapping", "Sequence", "Callable"):
        setattr(collections, name, getattr(collections.abc, name))
