"""Formats of other programs: autograders and gradebooks, one file each, all made from the JSON of our reports."""
