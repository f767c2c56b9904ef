"""Accounts: rows read = rows used + rows set aside, for every file and sheet; a sum that does not fit is a bug."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from imreport.cases.engine import Engine
from imreport.cases.parts import Part
from imreport.cases.schema import tables
from imreport.errors import ImreportError


@dataclass(frozen=True, slots=True)
class Account:
    """What became of the rows of one part.

    Attributes:
        table: Name of the table they were read for.
        file: What findings call the file.
        sheet: What findings call the sheet, empty where there is none.
        read: Rows with any text below the header.
        used: Rows that stand in the case table.
        aside: Reason to the number of rows set aside.
    """

    table: str
    file: str
    sheet: str
    read: int
    used: int
    aside: Mapping[str, int]


def accounts(engine: Engine, parts: Sequence[Part]) -> tuple[Account, ...]:
    """Count the rows of every part.

    Raises:
        ImreportError: Rows are missing or counted twice, which would be a bug.
    """
    found = tuple(_account(engine, part) for part in parts)
    for account in found:
        _require(account.read == account.used + sum(account.aside.values()), f"{account.file} {account.sheet}".strip())
    for table in tables().values():
        [used] = engine.rows(f"select count(*) from case_{table.name}")
        _require(_number(used) == sum(account.used for account in found if account.table == table.name), table.title)
    return found


def _require(fits: object, place: str) -> None:
    if not fits:
        hint = "Das ist ein Fehler von imreport. Bitte melden Sie ihn mit dem run.log."
        raise ImreportError(
            f"„{place}“: Die Zahl der gelesenen Zeilen ist nicht die der verwendeten und der übrigen.", hint
        )


def _account(engine: Engine, part: Part) -> Account:
    name, number = part.table.name, part.number
    [read] = engine.rows(f"select rows_ from parts_read where part_ = {number}")
    [used] = engine.rows(f"select count(*) from rows_{name} where part_ = {number}")
    aside = engine.rows(
        f"select reason, count(*) from aside_rows where part_ = {number} group by reason order by reason"
    )
    reasons = {str(reason): int(str(count)) for reason, count in aside}
    return Account(name, part.rectangle.file, part.rectangle.sheet, _number(read), _number(used), reasons)


def _number(row: tuple[object, ...]) -> int:
    return int(str(row[0]))
