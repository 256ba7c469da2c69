"""The second look by its page: the sheet beside the finding, a decision a button, undo, next, appeals, groups."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.pages.site import Site

REVIEW = "/courses/ml/review"
GROUPS = "/courses/ml/sets/week/groups"
SHEET = "z_1 = 0,3825\nz_2 = (0,2 + ?\na_1 = 0,9\n"
FIELD = re.compile(r'<input type="hidden" name="([a-z]+)" value="([^"]*)"')


def forms(text: str) -> list[dict[str, str]]:
    """The hidden fields of each form that decides."""
    found = [dict(FIELD.findall(form)) for form in re.findall(r"<form.*?</form>", text, re.DOTALL) if 'name="give"' in form]
    return [{name: value for name, value in form.items() if name != "csrf"} for form in found]


def waiting(site: Site, query: str = "") -> str:
    """The page of what waits, as the tutor sees it."""
    answer = site.browsers["tutor"].get(REVIEW + query)
    assert answer.status_code == 200
    return str(answer.text)


def marks(site: Site, id_: str) -> Any:  # noqa: ANN401 - marks
    """The marks of a submission."""
    return site.served.submissions.get(site.asker("student"), id_).marks


def test_what_waits_is_shown_with_its_sheet(site: Site) -> None:
    """Every line with its verdict, the one that waits marked, by a pseudonym; what was read is typeset."""
    site.submit("student", SHEET)
    text = waiting(site)
    assert re.search(r"Sheet of S-[A-Z0-9]{6}", text)
    assert ">Student<" not in text
    assert re.search(r'class="current" id="current"><span class="at">2</span>', text)
    assert "<math" in text
    assert forms(text)


def test_a_decision_is_kept_and_the_next_thing_comes(site: Site) -> None:
    """Nothing waits any more; the student's marks are others; what was decided can be taken back."""
    id_ = site.submit("student", SHEET)
    before = marks(site, id_)
    tutor = site.browsers["tutor"]
    steps = []
    while found := forms(waiting(site)):
        steps.append(tutor.post(REVIEW, found[0] | {"give": "points", "points": "0,5"}))
        assert steps[-1].status_code == 303
        assert len(steps) < 10
    answer = steps[-1]
    assert marks(site, id_).earned > before.earned
    assert "Nothing waits for you" in waiting(site)
    done = re.search(r"done=([0-9a-f]{32})", answer.headers["location"])
    assert done is not None
    assert "Undo" in tutor.get(answer.headers["location"]).text
    undone = tutor.post(f"{REVIEW}/undo", {"override": done[1]})
    assert "Taken back" in tutor.get(undone.headers["location"]).text
    assert forms(waiting(site))


def test_passing_over_comes_to_an_end(site: Site) -> None:
    """Next leads on to the next thing, on this sheet or another, until there is none; everything still waits."""
    for who in ("student", "fellow"):
        site.submit(who, SHEET)
    query, seen = "", 0
    while (found := re.search(rf'href="{REVIEW}(\?[^"]+)" data-key="n"', waiting(site, query))) is not None:
        query = found[1].replace("&amp;", "&")
        seen += 1
        assert seen < 20
    assert seen >= 2
    assert "That was the last one" in waiting(site, query)
    assert forms(waiting(site))


def test_an_appeal_is_upheld_or_declined(site: Site) -> None:
    """The student's words stand beside the line; upheld it brings its points, declined none, both with an answer."""
    id_ = site.submit("student", "z_1 = 0,3825\nz_2 = 0,9\n")
    review, student = site.served.review, site.asker("student")
    for give, state in (("full", "upheld"), ("keep", "declined")):
        review.appeal(student, id_, 2, "I see a <b>9</b>")
        text = waiting(site)
        assert "I see a &lt;b&gt;9" in text
        sent = forms(text)[0] | {"give": give, "reason": "We talked."}
        assert site.browsers["tutor"].post(REVIEW, sent).status_code == 303
        assert [(each.state, each.answer) for each in review.appeals(student, id_)][-1] == (state, "We talked.")
    assert marks(site, id_).earned > 0


@pytest.mark.parametrize("changed", [{"points": "much"}, {"points": "1/0"}, {"points": "9999"}, {"give": "all"}, {"submission": "0" * 32}])
def test_a_decision_that_cannot_be_is_refused(site: Site, changed: dict[str, str]) -> None:
    """Nothing is kept."""
    id_ = site.submit("student", SHEET)
    before = marks(site, id_)
    answer = site.browsers["tutor"].post(REVIEW, forms(waiting(site))[0] | {"give": "points", "points": "1"} | changed)
    assert answer.status_code in {400, 404, 409, 422}
    assert marks(site, id_) == before


def test_an_answer_group_is_decided_once(site: Site) -> None:
    """The same wrong answer of two students: one press, both have their points; the group says so."""
    ids = [site.submit(who, "z_1 = 0,0325\n") for who in ("student", "fellow")]
    text = site.browsers["tutor"].get(GROUPS).text
    assert "bias left out" in text
    answer = site.browsers["tutor"].post(GROUPS, forms(text)[0] | {"give": "half"})
    assert "changed=2" in answer.headers["location"]
    text = site.browsers["tutor"].get(answer.headers["location"]).text
    assert "2 answers are decided" in text
    assert "2 of 2 decided" in text
    assert {site.served.submissions.get(site.asker("tutor"), id_).marks.earned for id_ in ids} != {0}  # type: ignore[union-attr]


def test_groups_by_verdict_and_problem(site: Site) -> None:
    """Right answers stand in a list of their own; a problem of another set is none."""
    site.submit("student", "z_1 = 0,3825\n")
    browser = site.browsers["tutor"]
    assert "No answers of this kind" in browser.get(GROUPS).text
    assert '<code class="small">z[1,1]</code>' in browser.get(f"{GROUPS}?which=correct").text
    assert browser.get(f"{GROUPS}?problem=xor-thresholds").status_code == 404
    assert browser.get(f"{GROUPS}?which=none").status_code == 404
