"""
Authenticators and tokens, under their documented paths.
"""

from __future__ import annotations

from .flows import (
    Authenticator,
    AuthorizationCodeFlow,
    ClientCredentialsFlow,
    EasyAuthorizationCodeFlow,
    PKCEFlow,
)
from .response import AuthenticationResponse, AuthorizationCodeFlowResponse

__all__ = [
    "AuthenticationResponse",
    "Authenticator",
    "AuthorizationCodeFlow",
    "AuthorizationCodeFlowResponse",
    "ClientCredentialsFlow",
    "EasyAuthorizationCodeFlow",
    "PKCEFlow",
]
