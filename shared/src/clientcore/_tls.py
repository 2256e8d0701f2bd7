"""
TLS contexts: the process's own, and those of ``verify=``.
"""

from __future__ import annotations

import os
import ssl
import threading
from functools import cache

from ._errors import SettingsError

_lock = threading.Lock()


def tls_context(
    verify: ssl.SSLContext | os.PathLike[str] | str | bool,
) -> ssl.SSLContext:
    """
    Return the TLS context for *verify*, see `Settings`.

    Raises:
        SettingsError: A file of CA certificates is missing or unreadable.
    """
    if isinstance(verify, ssl.SSLContext):
        return verify
    if verify is False:
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        return context
    if verify is True:
        # Two threads would both read the CA certificates, which takes 15 ms.
        with _lock:
            return _default_context()
    return _from_path(os.fspath(verify), "verify")


@cache
def _default_context() -> ssl.SSLContext:
    """Return the context of OpenSSL's variables, else of certifi's certificates."""
    for variable in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        if path := os.environ.get(variable):
            return _from_path(path, variable)
    import certifi

    return _from_path(certifi.where(), "certifi")


def _from_path(path: str, source: str) -> ssl.SSLContext:
    try:
        if os.path.isdir(path):  # noqa: PTH112, an import of pathlib for one call
            return ssl.create_default_context(capath=path)
        return ssl.create_default_context(cafile=path)
    except OSError as error:
        # ssl.SSLError, for a file without certificates, is an OSError too.
        raise SettingsError(
            f"{source}: cannot read CA certificates from {path}: {error}"
        ) from error
