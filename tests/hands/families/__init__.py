"""The hands, each typed by hand; the last three were written when the reader was done."""

from tests.hands.families.held_out import FIELDS, SUMS, WORDS
from tests.hands.families.letters import HIDDEN, NUMBERED, PROGRAM_HAND, UNITS
from tests.hands.families.superscripts import BRACKETS, CARET, TEXTBOOK, THETA, UNICODE_HAND
from tests.hands.hand import Hand

FIRST: tuple[Hand, ...] = (TEXTBOOK, THETA, BRACKETS, UNITS, NUMBERED, HIDDEN, PROGRAM_HAND, CARET, UNICODE_HAND)
HELD_OUT: tuple[Hand, ...] = (SUMS, FIELDS, WORDS)
HANDS = FIRST + HELD_OUT
