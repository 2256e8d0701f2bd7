"""
Tokens, under their documented path.
"""

from __future__ import annotations

from .._tokens import AuthenticationResponse, AuthorizationCodeFlowResponse

__all__ = ["AuthenticationResponse", "AuthorizationCodeFlowResponse"]
