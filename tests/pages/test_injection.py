"""Texts that would be code: in statements, titles, sheets, names, names of files, messages and addresses; none gets through."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from tests.pages.site import Site, running

EVILS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'--><svg/onload=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "[x](javascript:alert(1)) ![y](https://evil.example/z.png)",
    "{{ 7*7 }}{% raw %}${7*7}",
    "<math><mtext></mtext><script>alert(1)</script></math>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<div hx-get=//evil.example hx-trigger=load>",
    r"\text{<script>alert(1)</script>} \href{javascript:alert(1)}{x}",
)  # fmt: skip
SHEETS = (
    "a_1 = {} = 0,5", "${}$ = 1", "z_{{{}}} = 0,3825", r"\text{{{}}} = 2", r"\frac{{{}}}{{2}} = 1",
    "| {} | 2 |\n|---|---|\n| a | 1 |", "# {}",
)  # fmt: skip
OURS = {"htmx.min.js", "pages.js", "teach.js"}


class Page(HTMLParser):
    """What a browser would make of a page: everything in it that could act."""

    def __init__(self, text: str) -> None:
        """Read it whole."""
        super().__init__()
        self.acting: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Scripts that are not ours, handlers, styles, foreign addresses."""
        given = {name: value or "" for name, value in attrs}
        if tag == "script" and given.get("src", "").rpartition("/")[2] not in OURS:
            self.acting.append(f"<script {given}>")
        if tag in {"iframe", "object", "embed", "base", "img", "style", "foreignobject"} or (
            tag == "meta" and "url" in given.get("content", "")
        ):
            self.acting.append(f"<{tag} {given}>")
        self.acting += [f"<{tag} {name}>" for name in given if name.startswith("on") or name == "style"]
        self.acting += [
            f"<{tag} {name}={given[name]}>" for name in ("href", "src", "action", "formaction", "hx-get") if _foreign(given.get(name))
        ]
        self.acting += [f"<{tag} hx-post>"] if given.get("hx-post", "/reading") != "/reading" else []


def _foreign(address: str | None) -> bool:
    return address is not None and not (address.startswith(("/", "#", "?")) and not address.startswith("//"))


def yaml_text(text: str, indent: int) -> str:
    """A block of YAML that holds any text."""
    return "|\n" + "\n".join(" " * indent + line for line in text.splitlines())


@pytest.fixture(scope="module")
def evil_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site whose problem, names and titles are all code."""
    with running(tmp_path_factory.mktemp("evil")) as site:
        everything = "\n\n".join((*EVILS, *(f"${text}$" for text in EVILS), *(f"**{text}** `{text}`" for text in EVILS)))
        site.upload(
            f"id: evil\ntitle: {yaml_text(EVILS[0], 2)}\nstatement: {yaml_text(everything, 2)}\n"
            "network:\n  inputs: [1]\n  layers: [{weights: [[0.5]], biases: [0.1], activation: sigmoid}]\n"
            "notation:\n  names: {'<b onmouseover=alert(1)>': 'z[1,1]', '\"><script>alert(1)</script>': 'a[1,1]'}\n"
        )
        site.set_up(f"set: evil\ntitle: {yaml_text(EVILS[4], 2)}\nproblems: [evil]\n")
        site.person("mallory", shown=EVILS[0])
        site.served.courses.admit(site.asker("instructor"), "ml", site.ids["mallory"], "student")
        yield site


def test_the_check_itself_finds_what_acts() -> None:
    """Each evil text, unescaped, is found by it: or the tests below could not fail."""
    assert [text for text in (*EVILS[:5], *EVILS[7:10]) if not Page(text).acting] == []


def test_nothing_of_a_course_acts(evil_site: Site) -> None:
    """Titles, statements, notations, names."""
    for path in ("/", "/courses/ml", "/courses/ml/sets/evil/problems/evil", "/settings"):
        answer = evil_site.browsers["mallory"].get(path)
        assert answer.status_code == 200
        assert Page(answer.text).acting == []
        assert ">49<" not in answer.text
    assert "alert(1)" in evil_site.browsers["mallory"].get("/courses/ml").text


@pytest.mark.parametrize("shape", SHEETS)
def test_nothing_of_a_sheet_acts(evil_site: Site, shape: str) -> None:
    """Neither while it is typed, nor in the editor, nor in its report, nor in what is said of it."""
    mallory, text = evil_site.browsers["mallory"], "\n".join(shape.format(evil) for evil in EVILS)
    assert Page(mallory.post("/reading", {"text": text}).text).acting == []
    where = "/courses/ml/sets/evil/problems/evil"
    sent = mallory.post(where, {"nonce": "n"}, files={"file": (f"{EVILS[0]}.txt", text.encode())})
    id_ = sent.headers["location"].partition("?")[0].rpartition("/")[2]
    for path in (f"/submissions/{id_}", f"{where}?from={id_}"):
        answer = mallory.get(path)
        assert answer.status_code == 200
        assert "alert(1)" in answer.text
        assert Page(answer.text).acting == []


def test_nothing_of_a_message_acts(evil_site: Site) -> None:
    """What a student asks, and what is answered."""
    mallory, id_ = evil_site.browsers["mallory"], evil_site.submit("mallory", "z = 0,9\n", "evil", "evil")
    assert mallory.post(f"/submissions/{id_}/lines/1/appeal", {"message": "".join(EVILS)}).status_code == 303
    (asked,) = evil_site.served.review.appeals(evil_site.asker("mallory"), id_)
    evil_site.served.review.answer(evil_site.asker("tutor"), asked.id, "declined", "".join(EVILS))
    page = mallory.get(f"/submissions/{id_}").text
    assert page.count("alert(1)") > len(EVILS)
    assert Page(page).acting == []


def test_nothing_that_those_who_teach_look_at_acts(evil_site: Site) -> None:
    """A class of evil names, its sheets, appeals, groups and marks; a faulty upload shown line by line."""
    boss, served = evil_site.browsers["instructor"], evil_site.served
    sheet = "\n".join(("z = 0,9", "a = (0,5 + ?", *EVILS, *(f"{evil} = 1" for evil in EVILS)))
    id_ = evil_site.submit("mallory", sheet, "evil", "evil")
    served.review.appeal(evil_site.asker("mallory"), id_, 1, "".join(EVILS))
    rows = "".join(
        f'{number},"{evil.replace(chr(34), chr(34) * 2)}",,"{EVILS[1].replace(chr(34), chr(34) * 2)}"\n'
        for number, evil in enumerate(EVILS)
    )
    pages = [boss.post("/courses/ml/people", files={"file": ("c.csv", f"student_id,name,email,group\n{rows}".encode())})]
    pages += [boss.post("/courses/ml/people/links")]
    course, set_ = "/courses/ml", "/courses/ml/sets/evil"
    paths = [
        "teach",
        "review",
        "problems",
        "problems/evil",
        "people",
        *(f"sets/evil/{room}" for room in ("class", "groups", "marks", "rules")),
    ]
    pages += [boss.get(f"{course}/{path}") for path in paths]
    pages += [boss.get(f"{set_}/sheets", params={"cause": evil, "label": evil, "quantity": evil}) for evil in EVILS]
    pages += [boss.post(f"{course}/problems", {"text": evil + "\nid: 5\n" + evil}) for evil in EVILS]
    pages += [boss.post(f"{set_}/rules", {"due": evil[:100], "grace": evil[:100], "per_day": evil[:100]}) for evil in EVILS]
    pages += [boss.post(f"{set_}/marks", {"column": evil}, files={"file": (f"{evil}.csv", evil.encode())}) for evil in EVILS]
    for answer in pages:
        assert answer.status_code in {200, 422}
        assert Page(answer.text).acting == []
    assert sum("alert(1)" in answer.text for answer in pages) > len(pages) // 2


@pytest.mark.parametrize("evil", EVILS)
def test_nothing_of_an_address_acts(evil_site: Site, evil: str) -> None:
    """Paths that there are not, and parameters of those that there are."""
    for who in ("mallory", "nobody"):
        browser = evil_site.browsers[who]
        answers = [
            browser.get(f"/{evil}"), browser.get(f"/courses/{evil}"), browser.get("/join", params={"code": evil[:40]}),
            browser.get("/sign-in", params={"link": evil}), browser.get("/", params={"x": evil}),
            browser.get("/courses/ml/sets/evil/problems/evil", params={"from": evil[:32]}),
            browser.post("/join", {"code": evil[:40], "name": evil}),
            browser.post("/sign-in/password", {"who": evil, "password": evil}),
            browser.post("/settings/password", {"password": evil, "again": "", "current": evil}),
        ]  # fmt: skip
        assert all(Page(answer.text).acting == [] for answer in answers)
        assert all("text/html" in answer.headers["content-type"] for answer in answers)


@pytest.mark.parametrize("header", ["X-CSRF-Token", "Accept-Language", "Cookie", "Referer", "User-Agent"])
def test_nothing_of_a_header_acts(evil_site: Site, header: str) -> None:
    """Whatever a client sends of itself."""
    for evil in EVILS:
        value = f"inkgrade_look={evil}" if header == "Cookie" else evil
        answer = evil_site.client().get("/", headers={header: value})
        assert answer.status_code == 200
        assert Page(answer.text).acting == []
