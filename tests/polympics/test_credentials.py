"""
Credentials are values, and keep their secret.
"""

from __future__ import annotations

import copy
import pickle
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from polympics import App, AppCredentials, Credentials, Permissions, Session
from polympics._credentials import authorization, check_kind, expiry_hint

from .answers import load

NOON = datetime(2021, 7, 8, 12, tzinfo=UTC)
SESSION = Session("S12", "secret", NOON)
APP = AppCredentials("A3", "board", "secret", permissions=Permissions.from_int(95))


@pytest.mark.parametrize("credentials", [Credentials("A3", "secret"), SESSION, APP])
def test_values(credentials: Credentials):
    """
    They are equal by value, hashable, and survive copying and pickling.
    """
    assert copy.copy(credentials) == credentials
    assert pickle.loads(pickle.dumps(credentials)) == credentials
    assert hash(copy.deepcopy(credentials)) == hash(credentials)
    assert isinstance(credentials, Credentials)


@pytest.mark.parametrize("credentials", [Credentials("A3", "secret"), SESSION, APP])
def test_repr(credentials: Credentials):
    """
    The repr has the name, and not the token.
    """
    assert credentials.username in repr(credentials)
    assert "secret" not in repr(credentials)


def test_kinds():
    """
    An app's credentials are credentials, and the app.
    """
    credentials = AppCredentials.from_data(load("app_credentials"))

    assert isinstance(credentials, Credentials)
    assert isinstance(credentials, App)
    assert credentials.name == "results board"
    assert credentials.permissions.to_int() == 95
    assert App.from_data(load("app_self")).permissions.authenticate_users


def test_expiry():
    """
    A session ends when it says, in UTC.
    """
    session = Session.from_data(load("session_created"))
    naive = Session("S1", "token", NOON.replace(tzinfo=None))

    assert session.expires_at == datetime(2021, 7, 8, 10, 26, 40, 750000, UTC)
    assert session.is_expired
    assert not SESSION.expired_at(NOON - timedelta(seconds=1))
    assert SESSION.expired_at(NOON)
    assert naive.expired_at(NOON)


def test_header():
    """
    They are sent as RFC 7617 says.
    """
    assert authorization(Credentials("Aladdin", "open sesame")) == (
        "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
    )


@pytest.mark.parametrize("value", ["tökén", "a\nb", "a\0b", 5, None])
def test_unsendable(value: Any):
    """
    What cannot be sent is refused at once, and not shown.
    """
    with pytest.raises((TypeError, ValueError), match="password") as caught:
        Credentials("A3", value)

    assert str(value) not in str(caught.value)


@pytest.mark.parametrize("username", ["A3", "a3", "owl", "Sam", ""])
def test_kind_accepted(username: str):
    """
    Only names that are surely of the other kind are refused.
    """
    check_kind(Credentials(username, "token"), "a", "AppClient")


@pytest.mark.parametrize("username", ["S3", "s12"])
def test_kind_refused(username: str):
    """
    The refusal says what is wanted, and what was given.
    """
    with pytest.raises(ValueError, match=r"AppClient needs .* an app.* a session"):
        check_kind(Credentials(username, "token"), "a", "AppClient")


def test_expiry_hint():
    """
    Only an expired session explains why it was refused.
    """
    assert expiry_hint(SESSION, NOON - timedelta(hours=1)) is None
    assert expiry_hint(APP, NOON) is None
    assert expiry_hint(None, NOON) is None
    assert (
        expiry_hint(SESSION, NOON) == "the session expired at 2021-07-08 12:00:00 UTC"
    )
