"""One running installation: its use cases and settings, and what all its doors count and sign with."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from grader.services.together import Services
from grader.web.cookies import Cookies
from grader.web.rates import Rates
from grader.web.turns import queue
from grader.web.watch import Metrics
from grader.wiring import Settings, graders_of


@dataclass(frozen=True, slots=True)
class Installation:
    """What the doors serve, and with what."""

    served: Services
    settings: Settings
    cookies: Cookies
    rates: Rates
    metrics: Metrics
    turns: asyncio.Semaphore

    @classmethod
    def of(cls, served: Services, settings: Settings) -> Installation:
        """The installation of these use cases.

        Raises Refused for a rate that is none.
        """
        rates = Rates(settings.rate, settings.rate_sign_in)
        return cls(
            served,
            settings,
            Cookies(served.sign_in.key()),
            rates,
            Metrics(served.background.size),
            queue(graders_of(settings) if served.graders else 1),
        )
