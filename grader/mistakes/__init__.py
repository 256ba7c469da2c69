"""Misconceptions, one a file: what is done wrong, sheets that show it, and the wrong formula."""
