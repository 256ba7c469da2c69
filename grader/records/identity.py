"""Ids: opaque, not to be guessed, and in the order in which they were made."""

from __future__ import annotations

import secrets
import time


def new_id() -> str:
    """32 hexadecimal digits: the time in nanoseconds, then 64 random bits."""
    return f"{time.time_ns():016x}{secrets.token_hex(8)}"
