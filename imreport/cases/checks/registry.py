"""The registry of rules: what a rule is, what it yields, and ``RULES``, all of them in order."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from imreport.cases.findings import Severity
from imreport.cases.schema import Column, Table

if TYPE_CHECKING:
    from imreport.cases.checks.export import Export, Place


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a whole table or column.

    Attributes:
        table: The table that it is about.
        message: One German sentence.
        column: The column that it is about.
        suggestion: What was meant.
        place: The file and sheet; by default the first one of the table.
    """

    table: Table
    message: str
    column: Column | None = None
    suggestion: str = ""
    place: "Place | None" = None


@dataclass(frozen=True, slots=True)
class Rows:
    """Every row of a table that breaks a rule, as SQL; one finding each.

    Either a condition, which is asked together with all others in one scan of the table, or a query of its own.

    Attributes:
        table: The table whose rows they are.
        message: One German sentence; ``{text}`` stands for what is shown of the row, in quotes.
        column: The column that it is about.
        where: A condition over ``t``: the row's typed values and its texts (``Column.text``).
        query: Or a query that returns ``row_`` and ``shown``.
        show: With ``where``, the SQL of what is shown; never a key.
        read: Turns what the SQL shows into what is printed.
        suggest: Finds what was meant.
    """

    table: Table
    message: str
    column: Column | None = None
    where: str = ""
    query: str = ""
    show: str = "''"
    read: Callable[[str], str] = str
    suggest: Callable[[str], str] = lambda _: ""


Check = Callable[["Export"], Iterator[Rows | Fault]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: a check and what a clerk must know about it.

    Attributes:
        key: What bericht.toml and the findings call it.
        severity: How bad a finding is, unless bericht.toml says otherwise.
        check: The function that yields the faults.
        what: German: what is checked.
        advice: German: what to do.
        limits: The limits that it compares with.
    """

    key: str
    severity: Severity
    check: Check
    what: str
    advice: str
    limits: tuple[str, ...] = ()


RULES: Final[dict[str, Rule]] = {}


def rule(
    key: str, severity: Severity, *, what: str, advice: str, limits: tuple[str, ...] = ()
) -> Callable[[Check], Check]:
    """Enter a function into the registry of rules."""

    def enter(check: Check) -> Check:
        RULES[key] = Rule(key, severity, check, what, advice, limits)
        return check

    return enter
