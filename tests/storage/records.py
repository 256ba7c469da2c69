"""One record of each kind, each referring to those before it."""

from __future__ import annotations

from datetime import UTC, datetime

from grader import records
from grader.records import Record

NOW = datetime(2026, 12, 1, 23, 59, 1, 123456, tzinfo=UTC)
PERSON = records.Person("1", "Ada", "ada@example.org", "member", NOW)
COURSE = records.Course("1", "ml", "ML", "CODE", NOW)
PROBLEM = records.Problem("1", "1", "p", 1, "P", "id: p", "1", NOW)
SET = records.ProblemSet("1", "1", "s", 1, "S", "set: s", "1", NOW, NOW)
SUBMISSION = records.Submission("1", "1", "s", "1", "p", "1", "1", 1, 1, "sheet", "key", "received", NOW)
REGRADE = records.Regrade("1", "1", "s", "1", NOW)
EVERY: tuple[Record, ...] = (
    PERSON,
    records.Link("1", "1", "d", NOW, by="1"),
    records.Password("1", "$argon2id$", NOW),
    records.Session("1", "1", NOW, NOW, "1"),
    records.Token("1", "1", "laptop", "d", "read submit", NOW, by="1"),
    records.Secret("key", "value"),
    COURSE,
    records.Member("1", "1", "1", "student", "S-1", "1001", "A", NOW),
    records.Audit("1", NOW, "1", "1", "act", "target"),
    PROBLEM,
    SET,
    records.SetProblem("1", "1", 0, "1"),
    records.Release("1", "1", "s", "1", NOW),
    records.Extension("1", "1", "s", "1", NOW, "ill", "1", NOW),
    records.Drawing("1", "1", "p", "1", 3, '{"network.inputs[0]": "1/2"}', NOW),
    SUBMISSION,
    records.Sheet("1", bytes(range(256)) * 3),
    records.GradedReport("1", "1", "1", "0.1", '{"a": "\u00bd"}', NOW),
    records.Override("1", "1", "1", 3, None, "correct", "1/2", "why", "1", NOW),
    records.Appeal("1", "1", "1", "1", 3, "why?", NOW),
    REGRADE,
    records.RegradeItem("1", "1", "1", None, "1", "graded", "0.1", "{}", "1", "0", "1"),
)
