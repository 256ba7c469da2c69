"""Taking a decision back."""

from __future__ import annotations

from fractions import Fraction

import pytest

from grader.errors import NotFound
from grader.services.review import Decision
from grader.services.rights import Forbidden
from tests.api.service import Service, furnish


def test_a_decision_is_taken_back(anywhere: Service) -> None:
    """What was decided before counts again, the line waits again, and the audit knows of both; of others' decisions there are none."""
    furnish(anywhere)
    id_ = anywhere.submit(text="z[2,1] = 8 unreadable\n")["id"]
    tutor, review = anywhere.asker("tutor"), anywhere.served.review
    first = review.override(tutor, id_, Decision(1, "z[2,1]", "correct", Fraction(1), "read"))
    second = review.override(tutor, id_, Decision(1, "z[2,1]", "wrong", Fraction(0), "no"))
    with pytest.raises(NotFound):
        review.undo(anywhere.asker("instructor"), second.id)
    for who, refused in (("student", Forbidden), ("stranger", NotFound)):
        with pytest.raises(refused):
            review.undo(anywhere.asker(who), second.id)
    assert review.undo(tutor, second.id) == second
    assert anywhere.ok("student", "GET", f"/v1/submissions/{id_}")["marks"]["earned"] == "1"
    assert review.queue(tutor, "ml", "", 50)[0] == []
    review.undo(tutor, first.id)
    assert [each.why for each in review.queue(tutor, "ml", "", 50)[0]] == ["unreadable"]
    with pytest.raises(NotFound):
        review.undo(tutor, first.id)
    acts = [line["act"] for line in anywhere.ok("instructor", "GET", "/audit", params={"limit": 200})["items"]]
    assert (acts.count("override"), acts.count("override-undone")) == (2, 2)
