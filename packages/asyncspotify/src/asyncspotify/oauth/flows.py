"""
Authenticators, under their documented path.
"""

from __future__ import annotations

from .._api import ACCOUNTS_URL
from .._async.auth import Authenticator, ClientCredentialsFlow
from .._async.code_flow import AuthorizationCodeFlow, PKCEFlow
from .._async.easy_flow import EasyAuthorizationCodeFlow

#: Where users sign in.
AUTHORIZE_URL = f"{ACCOUNTS_URL}/authorize"

#: Where tokens come from.
TOKEN_URL = f"{ACCOUNTS_URL}/api/token"

__all__ = [
    "AUTHORIZE_URL",
    "TOKEN_URL",
    "Authenticator",
    "AuthorizationCodeFlow",
    "ClientCredentialsFlow",
    "EasyAuthorizationCodeFlow",
    "PKCEFlow",
]
