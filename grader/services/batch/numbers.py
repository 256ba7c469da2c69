"""Which numbers a sheet was worked with, where those of its problem are drawn for each student."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.errors import Refused
from grader.problem.variants import variant_for
from grader.services.batch.sheet import Known, Sheet, Unmatched

WHOLE = re.compile(r"([0-9]{1,9})(?:\.0*)?")  # a column that has gaps may have been written as 3.0
NO_SUCH = "no-such-variant"


def with_numbers(sheet: Sheet, problems: Sequence[Known], variant: str = "") -> Sheet | Unmatched:
    """The sheet with the variant that is written beside it, else its student's, else the first; one that there is not is not guessed."""
    known = next(known for known in problems if known.id == sheet.problem)
    written = WHOLE.fullmatch(variant.strip())
    if variant.strip() and written is None:
        return Unmatched(sheet.submission, NO_SUCH)
    try:
        number = variant_for(known, int(written[1]) if written else None, sheet.student)
    except Refused:
        return Unmatched(sheet.submission, NO_SUCH)
    return sheet._replace(variant=number, told=written is not None)
