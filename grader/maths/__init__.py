"""Numbers as they are written, exact numbers, intervals and formulas: the arithmetic every other room rests on."""
