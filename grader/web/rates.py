"""How often one person or address may ask."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import HTTPException
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from grader.errors import Refused


class Rates:
    """Counted in this process; the rate `off` is no limit."""

    def __init__(self, rate: str, knock: str) -> None:
        """`rate` for everything, such as 600/minute; `knock` for attempts to sign in or to join.

        Raises Refused for a rate that is none.
        """
        self._rate, self._knock = _rate(rate), _rate(knock)
        self._windows = FixedWindowRateLimiter(MemoryStorage())

    def check(self, who: str) -> None:
        """Answer 429 where `who` has asked too often."""
        self._hit(self._rate, "all", who)

    def check_knock(self, address: str) -> None:
        """Answer 429 where an address has knocked, or somebody was knocked at, too often."""
        self._hit(self._knock, "knock", address)

    def _hit(self, rate: RateLimitItem | None, *names: str) -> None:
        if rate is not None and not self._windows.hit(rate, *names):
            raise HTTPException(HTTPStatus.TOO_MANY_REQUESTS, f"at most {rate}", {"Retry-After": str(rate.get_expiry())})


def _rate(text: str) -> RateLimitItem | None:
    try:
        return None if text in {"", "off"} else parse(text)
    except ValueError as fault:
        message = f"a rate is such as 600/minute, not {text!r}"
        raise Refused(message) from fault
