"""Planted misconceptions: wrong rules for the quantities of a dense network, by the place where they act."""

from __future__ import annotations

from .backward import BACKWARD
from .forward import FORWARD
from .losses import LOSSES
from .rule import Mistake
from .updates import UPDATES

__all__ = ["MISTAKES", "Mistake"]

MISTAKES: tuple[Mistake, ...] = (*FORWARD, *LOSSES, *BACKWARD, *UPDATES)
