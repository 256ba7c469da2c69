"""Text in, lines of formulas out: spans, layout, normalising, grammar. Knows no problem and no answer; never raises."""
