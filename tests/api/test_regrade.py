"""Regrading: a dry run that changes nothing, a difference, applied whole, never lowering unless told to, decisions kept."""

from __future__ import annotations

from typing import Any

import pytest

from grader import records
from tests.api.service import Service, furnish

SHEETS = {"student": "z[1,1] = 0.5\nz[2,2] = 9 wrong sign\n", "fellow": "z[1,1] = 0.5\nz[1,2] = 1\n"}


def changed(service: Service, problem: str) -> dict[str, str]:
    """A class has handed in, then the problem is uploaded anew and the set with it; the submissions' ids."""
    furnish(service)
    ids = {who: service.submit(who, text=text)["id"] for who, text in SHEETS.items()}
    service.ok("instructor", "POST", "/problems", content=problem)
    service.ok("instructor", "POST", "/sets", content="set: week\ntitle: Week\nproblems: [one]\n")
    return ids


def dry(service: Service) -> dict[str, Any]:
    """A dry run, once it is ready."""
    id_ = service.ok("instructor", "POST", "/regrades", json={"set": "week"})["id"]
    service.served.background.idle()
    found: dict[str, Any] = service.ok("instructor", "GET", f"/v1/regrades/{id_}")
    assert (found["state"], found["done"]) == ("ready", found["total"])
    return found


def earned(service: Service, ids: dict[str, str]) -> dict[str, str]:
    """Everybody's marks."""
    return {who: service.ok(who, "GET", f"/v1/submissions/{id_}")["marks"]["earned"] for who, id_ in ids.items()}


def test_a_dry_run_shows_the_difference_and_changes_nothing(anywhere: Service) -> None:
    """Who goes up, line by line; reports and marks are as they were until it is applied, and then all of them at once."""
    ids = changed(anywhere, "one Unit worth=2")
    run = dry(anywhere)
    assert (run["up"], run["down"], run["unchanged"]) == (2, 0, 0)
    by = {each["submission"]: each for each in run["differences"]}
    assert (by[ids["student"]]["before"], by[ids["student"]]["after"]) == ("1", "2")
    assert by[ids["student"]]["lines"] == [
        {"line": 1, "quantity": "z[1,1]", "before": "correct - 1", "after": "correct - 2"},
    ]
    assert earned(anywhere, ids) == {"student": "1", "fellow": "2"}
    assert anywhere.ok("instructor", "POST", f"/v1/regrades/{run['id']}/apply", json={}) == {"changed": 2}
    assert earned(anywhere, ids) == {"student": "2", "fellow": "4"}
    assert anywhere.ok("student", "GET", f"/v1/submissions/{ids['student']}")["problem_version"] == 2
    assert anywhere.rows()["reports"] == 4


@pytest.mark.parametrize(("lower", "after"), [(False, {"student": "1", "fellow": "2"}), (True, {"student": "0", "fellow": "0"})])
def test_marks_fall_only_when_told_to(anywhere: Service, lower: bool, after: dict[str, str]) -> None:  # noqa: FBT001 - parametrized
    """Without `lower` whoever would lose keeps marks and report."""
    ids = changed(anywhere, "one Unit worth=0")
    run = dry(anywhere)
    assert (run["down"], run["up"]) == (2, 0)
    anywhere.ok("instructor", "POST", f"/v1/regrades/{run['id']}/apply", json={"lower": lower})
    assert earned(anywhere, ids) == after


def test_decisions_survive(anywhere: Service) -> None:
    """A person's points stand over every report; the difference counts them as kept."""
    ids = changed(anywhere, "one Unit worth=2")
    decision = {"line": 2, "quantity": "z[2,2]", "points": "1", "reason": "right"}
    anywhere.ok("tutor", "POST", f"/v1/submissions/{ids['student']}/overrides", json=decision)
    run = dry(anywhere)
    assert run["overrides"] == 1
    assert {each["submission"]: (each["before"], each["after"]) for each in run["differences"]}[ids["student"]] == ("2", "3")
    anywhere.ok("instructor", "POST", f"/v1/regrades/{run['id']}/apply", json={})
    seen = anywhere.ok("student", "GET", f"/v1/submissions/{ids['student']}")
    assert (seen["marks"]["earned"], seen["decisions"][0]["reason"]) == ("3", "right")


def test_applied_once_and_on_what_it_was_compared_with(anywhere: Service) -> None:
    """A regrading is applied once; another one that was compared with older reports is refused as a whole."""
    ids = changed(anywhere, "one Unit worth=2")
    first, second = dry(anywhere), dry(anywhere)
    path = "/v1/regrades/{}/apply"
    anywhere.ok("instructor", "POST", path.format(first["id"]), json={})
    assert anywhere.call("instructor", "POST", path.format(first["id"]), json={}).status_code == 409
    before = anywhere.everything()
    assert anywhere.call("instructor", "POST", path.format(second["id"]), json={}).status_code == 409
    assert anywhere.everything() == before
    assert earned(anywhere, ids) == {"student": "2", "fellow": "4"}


def test_a_regrading_that_was_cut_short_goes_on(anywhere: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was done before the end of the program is not done again, what was left is."""
    ids = changed(anywhere, "one Unit worth=2")
    keep = anywhere.served.regrades._keep
    done: list[str] = []

    def dying(regrade: str, submission: str, *rest: Any) -> None:  # noqa: ANN401 - as it comes
        if done:
            raise MemoryError
        done.append(submission)
        keep(regrade, submission, *rest)

    monkeypatch.setattr(anywhere.served.regrades, "_keep", dying)
    id_ = anywhere.ok("instructor", "POST", "/regrades", json={"set": "week"})["id"]
    anywhere.served.background.idle()
    assert anywhere.ok("instructor", "GET", f"/v1/regrades/{id_}")["state"] == "running"
    monkeypatch.undo()
    assert anywhere.served.regrades.take_up() == 1
    anywhere.served.background.idle()
    assert anywhere.ok("instructor", "GET", f"/v1/regrades/{id_}")["done"] == 2
    assert anywhere.store.read(lambda t: t.count(records.RegradeItem)) == 2
    anywhere.ok("instructor", "POST", f"/v1/regrades/{id_}/apply", json={})
    assert earned(anywhere, ids) == {"student": "2", "fellow": "4"}


def test_a_fault_of_ours_is_never_applied(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the new grading fails, the old report stands, also with `lower`."""
    service.submit(text="z[1,1] = 0.5\n")
    engine = service.served.submissions._engine
    monkeypatch.setattr(engine, "later", lambda _: iter(()))
    monkeypatch.setattr(engine, "now", _failed)
    run = dry(service)
    service.ok("instructor", "POST", f"/v1/regrades/{run['id']}/apply", json={"lower": True})
    assert service.ok("student", "GET", "/submissions")["items"][0]["marks"]["earned"] == "1"


def _failed(_: object) -> Any:  # noqa: ANN401 - an outcome
    from grader.services.engine import failed

    return failed("MemoryError", "sheet", "1")
