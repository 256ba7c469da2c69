"""The pages of those who teach: a class at a glance, the second look, problems and sets, people, marks, regrading."""

from grader.pages.teach import class_page, groups, home, marks, people, problems, regrades, review, rules

ROOMS = (home, class_page, review, groups, problems, people, rules, marks, regrades)

__all__ = ["ROOMS"]
