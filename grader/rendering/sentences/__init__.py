"""The one catalogue of sentences: a finding's key and facts become one sentence in the reader's language."""

from __future__ import annotations

from functools import cached_property, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from grader.rendering.figures import brief, differ, marked, tidy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from fluent.runtime import FluentBundle
    from fluent.runtime.resolver import Pattern

    from grader.grading.report import Finding

LANGUAGES = ("en", "de")
#: The patterns of a message in the order in which they are tried; None is the message's own value.
PATTERNS = ("full", None, "less", "least", "plain")
SPOKEN = 4096  # sentences of a language that are kept ready
_NUMBERS = ("written", "expected", "expected_here", "shown", "belongs", "computed", "right", "true")


class Sentences:
    """The sentences of one language; an unknown language speaks English.

    `decimal` is the reader's decimal mark; a finding's own fact `decimal` goes before it.
    """

    def __init__(self, language: str = "en", decimal: str = "") -> None:
        """Choose the language; its file is read with the first sentence."""
        self.language = language if language in LANGUAGES else "en"
        self.decimal = decimal

    def __reduce__(self) -> tuple[type[Sentences], tuple[str, str]]:
        """What a pickle holds: the language, not its file."""
        return type(self), (self.language, self.decimal)

    @cached_property
    def _bundle(self) -> FluentBundle:
        from fluent.runtime import FluentBundle, FluentResource

        bundle = FluentBundle([self.language], use_isolating=False)
        for text in self._texts():
            bundle.add_resource(FluentResource(text))
        return bundle

    def _texts(self) -> Iterator[str]:
        """The files of the language."""
        yield (files(__package__) / f"{self.language}.ftl").read_text("utf-8")

    def marked(self, decimal: str) -> Sentences:
        """The same sentences with another decimal mark."""
        if decimal == self.decimal:
            return self
        other = type(self)(self.language, decimal)
        other.__dict__.update(_bundle=self._bundle, _constants=self._constants, _known=self._known, _spoken=self._spoken)
        return other

    def speak(self, finding: Finding) -> str:
        """The sentence of a finding, as full as its facts allow."""
        constant = self._constant(finding.key)
        if constant is not None:
            return constant
        facts = tuple((name, self._text(value)) for name, value in finding.facts.items() if value not in (None, "", ()))
        return self._spoken(finding.key, facts, self.decimal)

    @cached_property
    def _spoken(self) -> Callable[[str, tuple[tuple[str, str], ...], str], str]:
        """The sentences that were asked for last: in a class most lines are alike."""

        @lru_cache(maxsize=SPOKEN)
        def spoken(key: str, facts: tuple[tuple[str, str], ...], decimal: str) -> str:
            return self._say(key, self._facts(dict(facts), decimal)) or self._plain(key)

        return spoken

    def word(self, key: str, **facts: str | int | datetime) -> str:
        """A word or a phrase of the reports; the key itself where the catalogue has none."""
        return self._say(key, facts) or key

    def title(self, cause: str) -> str:
        """A mistake's name in a few words; its id where the catalogue has none."""
        key = f"wrong-{cause}"
        if not self._bundle.has_message(key):
            return cause
        pattern = self._bundle.get_message(key).attributes.get("title")
        return cause if pattern is None else self._format(pattern, {}) or cause

    def keys(self) -> tuple[str, ...]:
        """Every key of the catalogue, in the order of the file."""
        return tuple(self._bundle._messages)  # noqa: SLF001 - the library has no public list

    @cached_property
    def _constants(self) -> dict[str, str | None]:
        return {}

    def _constant(self, key: str) -> str | None:
        """The sentence that the key always gives: its fullest pattern asks for no facts. Most findings are of this kind."""
        if key not in self._constants:
            fullest = next(iter(self._patterns(key)), None)
            self._constants[key] = None if fullest is None else self._format(fullest[0], {})
        return self._constants[key]

    def _say(self, key: str, facts: Mapping[str, Any]) -> str | None:
        for pattern, asked in self._patterns(key):
            sentence = self._format(pattern, facts) if asked <= facts.keys() else None
            if sentence is not None:
                return sentence
        return None

    @cached_property
    def _known(self) -> dict[str, tuple[tuple[Pattern, frozenset[str]], ...]]:
        return {}

    def _patterns(self, key: str) -> tuple[tuple[Pattern, frozenset[str]], ...]:
        """The patterns of a message, the fullest first, each with facts that it cannot do without."""
        found = self._known.get(key)
        if found is None:
            message = self._bundle.get_message(key) if self._bundle.has_message(key) else None
            patterns = [message.value if name is None else message.attributes.get(name) for name in PATTERNS] if message else []
            found = self._known[key] = tuple((pattern, _asked(pattern)) for pattern in patterns if pattern is not None)
        return found

    def _format(self, pattern: Pattern, facts: Mapping[str, Any]) -> str | None:
        sentence, errors = self._bundle.format_pattern(pattern, dict(facts))
        return None if errors else str(sentence)

    def _plain(self, key: str) -> str:
        """What is said where the catalogue has no sentence of that key, or not the facts for it."""
        for prefix in ("wrong", "correct", "unreadable", "unchecked"):
            if key.startswith(prefix):
                return f"{self.word(f'word-{prefix}').capitalize()}."
        return f"{key.replace('-', ' ').capitalize()}."

    def _facts(self, facts: dict[str, str], decimal: str) -> dict[str, str]:
        """The facts with those that follow from them: name, lines, right, true; `decimal` marks their numbers unless they say another."""
        if "quantity" in facts:
            facts.setdefault("name", facts["quantity"])
        self._count(facts)
        _right(facts)
        mark = facts.get("decimal", decimal)
        return facts | {key: marked(facts[key], mark) for key in _NUMBERS if key in facts}

    def _text(self, value: Any) -> str:  # noqa: ANN401 - facts are what the judge says
        return ", ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)

    def _count(self, facts: dict[str, str]) -> None:
        """`lines` as a list in words, and `many`: one or other."""
        lines = [place.strip() for place in facts.get("lines", facts.get("roots", "")).split(",") if place.strip()]
        if lines:
            last = lines[-1]
            facts["lines"] = last if len(lines) == 1 else self.word("part-and", first=", ".join(lines[:-1]), last=last)
            facts["many"] = "one" if len(lines) == 1 else "other"


def _asked(pattern: Pattern) -> frozenset[str]:
    """The facts that stand in a pattern itself, or that its variants are chosen by."""
    from fluent.syntax.ast import VariableReference

    inside = [getattr(element, "expression", None) for element in getattr(pattern, "elements", ())]  # a plain text has none
    chosen = [getattr(expression, "selector", expression) for expression in inside]
    return frozenset(expression.id.name for expression in chosen if isinstance(expression, VariableReference))


def _right(facts: dict[str, str]) -> None:
    """`right`: the value that belongs here by the student's own numbers, or else by the problem's; `true`: by the problem's.

    All computed numbers get as many digits as the written one that they stand beside.
    """
    written = facts.get("written")
    right = facts.get("expected_here", facts.get("expected"))
    if right is not None:
        facts["right"] = brief(right, written)
        facts["basis"] = "yours" if "expected_here" in facts else "problem"
    if "expected" in facts and differ(facts["expected"], written):
        facts["true"] = brief(facts["expected"], written)
    if "computed" in facts:
        facts["computed"] = brief(facts["computed"], written)
    if "belongs" in facts:
        facts["belongs"] = brief(facts["belongs"], facts.get("shown", written))
    for name in ("written", "shown"):
        if name in facts:
            facts[name] = tidy(facts[name])
