"""Numbering: keys of one form, letters and a running number of so many digits, are kept as that number.

Numbers take less room than texts, and are joined and counted faster. A form has one text for each number and a fixed
length, so that numbers are equal where texts are, and in the same order. Whatever a form holds is plain as the gate
understands it (``gate.scan.PLAIN``): a running number that cannot be a day.
"""

import itertools
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final, Self

from imreport.cases.engine import literal

SHAPE: Final = re.compile(r"(?P<prefix>[A-Za-z]{1,4}[-_]?)(?P<digits>[0-9]{1,7}|[0-9]{9,12})")
"""Eight digits may be a day of birth."""
TYPE: Final = "bigint"
SOME: Final = 500
"""So many texts are enough to guess a form: those that have another one are found when all are read."""


@dataclass(frozen=True, slots=True)
class Form:
    """How keys look: ``K0000002268`` has the prefix K and 10 digits."""

    prefix: str
    digits: int

    @classmethod
    def of(cls, texts: Collection[str]) -> Self | None:
        """Return the form that some texts seem to have, by their first letters and their length; else None.

        Examples:
            >>> Form.of(["K0017", "K2268"])
            Form(prefix='K', digits=4)
            >>> Form.of(["K0017", "K17"]), Form.of(["K19850412"])
            (None, None)
        """
        some = [*itertools.islice(texts, SOME)]
        first = min(some, default="")
        match = SHAPE.fullmatch(first)
        alike = match and all(len(text) == len(first) and text.startswith(match["prefix"]) for text in some)
        return cls(match["prefix"], len(match["digits"])) if match and alike else None

    def number(self, text: str) -> str:
        """Return the SQL of the number of a text, NULL where the text has another form."""
        shape = literal(self.prefix + "[0-9]" * self.digits)
        return f"case when {text} glob {shape} then cast(substr({text}, {len(self.prefix) + 1}) as {TYPE}) end"

    def text(self, number: str) -> str:
        """Return the SQL of the text of a number."""
        return f"{literal(self.prefix)} || substr(cast({number} + {10**self.digits} as varchar), 2)"


Forms = Mapping[str, Form]
"""Columns that are numbers, and their forms: of texts, beside them (``number_of``), or of the keys of case tables."""


def number_of(cell: str) -> str:
    """Return the column that holds the numbers of a column of texts, if a relation has one."""
    return f"{cell}_number"
