"""Addresses that are handed out: where people reach the service, and their one-time links."""

from __future__ import annotations

SIGN_IN = "/sign-in"


def link_to(base: str, secret: str) -> str:
    """The address of a one-time link."""
    return f"{base.rstrip('/')}{SIGN_IN}?link={secret}"
