"""
TLS certificates of servers on loopback, good and bad.
"""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta

import trustme

AUTHORITY = trustme.CA()
#: What is wrong with a certificate, and what the TLS library says about it.
BAD = {
    "unknown authority": "unable to get local issuer certificate",
    # OpenSSL 1.1 writes it without the hyphen.
    "self-signed": "self.signed certificate",
    "expired": "certificate has expired",
    "other host": "certificate is not valid for '127.0.0.1'",
}


def trusting() -> ssl.SSLContext:
    """Return a client's context that trusts `AUTHORITY`."""
    context = ssl.create_default_context()
    AUTHORITY.configure_trust(context)
    return context


def context_of(kind: str) -> ssl.SSLContext:
    """Return a server's context, with a bad certificate of a *kind*, or a good one."""
    if kind == "self-signed":
        own = trustme.CA()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        with own.cert_pem.tempfile() as cert, own.private_key_pem.tempfile() as key:
            context.load_cert_chain(cert, key)
        return context
    authority = trustme.CA() if kind == "unknown authority" else AUTHORITY
    host = "other.test" if kind == "other host" else "127.0.0.1"
    expires = datetime.now(UTC) - timedelta(days=1) if kind == "expired" else None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(host, not_after=expires).configure_cert(context)
    return context
