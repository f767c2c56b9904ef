"""Workbooks: XLSX, XLS and ODS through calamine; every cell becomes text, in one form whatever the program was."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from imreport.cases.files import ods, xls, xlsx
from imreport.cases.files.faults import FileFault
from imreport.cases.files.limits import Limits
from imreport.cases.files.markup import Errors
from imreport.cases.files.scratch import Copy, write_copy

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

INSPECTIONS: Final[dict[str, Callable[[Path, Limits], Mapping[str, Errors]]]] = {
    "xlsx": xlsx.inspect,
    "ods": ods.inspect,
    "xls": xls.inspect,
}
EXACT: Final = 2.0**63


def worksheets(path: Path, scratch: Path, *, kind: str, limits: Limits) -> Iterator[tuple[str, str, Copy]]:
    """Yield name, "ausgeblendet" or nothing, and the records of every worksheet.

    Args:
        path: The workbook.
        scratch: Where the records go.
        kind: "xlsx", "xls" or "ods".
        limits: What is too large.

    Raises:
        FileFault: It is damaged, encrypted, too large or holds what no spreadsheet program writes.
    """
    from python_calamine import SheetVisibleEnum

    errors = INSPECTIONS[kind](path, limits)
    workbook = _opened(path)
    if len(workbook.sheet_names) > limits.sheets:
        raise FileFault("mappe_zu_viele_blaetter", limit=limits.sheets)
    if any(errors[title] for title in errors.keys() - set(workbook.sheet_names)):
        raise FileFault("mappe_ungewoehnlich", what="Blätter ohne Namen")
    for metadata in workbook.sheets_metadata:
        try:
            sheet = _sheet(workbook, metadata.name)
            copy = write_copy(_records(sheet, errors.get(metadata.name, {})), scratch, limits=limits)
        except FileFault as fault:
            raise fault.within("", metadata.name) from fault.__cause__
        yield metadata.name, "" if metadata.visible == SheetVisibleEnum.Visible else "ausgeblendet", copy


@contextmanager
def _as_faults() -> Iterator[None]:
    """Turn what calamine raises into faults; a panic of Rust derives from BaseException."""
    import python_calamine

    try:
        yield
    except python_calamine.PasswordError as error:
        raise FileFault("datei_verschluesselt") from error
    except (FileFault, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        raise FileFault("datei_beschaedigt") from error


def _opened(path: Path) -> "CalamineWorkbook":
    from python_calamine import CalamineWorkbook

    with _as_faults(), path.open("rb") as stream:
        return CalamineWorkbook.from_filelike(stream)


def _sheet(workbook: "CalamineWorkbook", name: str) -> "CalamineSheet":
    with _as_faults():
        return workbook.get_sheet_by_name(name)


def _records(sheet: "CalamineSheet", errors: Errors) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows from the top of the sheet, blank ones too, from column A on, with the texts of errors."""
    noted: dict[int, dict[int, str]] = {}
    for (row, column), text in errors.items():
        noted.setdefault(row, {})[column] = text
    height = 0
    for height, texts in enumerate(_texts(sheet), start=1):
        yield height, _with_errors(texts, noted.get(height, {}))
    yield from ((row, _with_errors([], noted[row])) for row in sorted(noted) if row > height)


def _texts(sheet: "CalamineSheet") -> Iterator[list[str]]:
    left = [""] * (sheet.start or (0, 0))[1]
    with _as_faults():
        for cells in sheet.iter_rows():
            yield [*left, *(cell if isinstance(cell, str) else as_text(cell) for cell in cells)]


def _with_errors(texts: list[str], noted: Mapping[int, str]) -> list[str]:
    for column, text in noted.items():
        texts.extend([""] * (column - len(texts)))
        texts[column - 1] = text
    return texts


def as_text(cell: object) -> str:
    """Return a cell as text: days as 2020-12-31, whole numbers without a point, "ja" and "nein"."""
    match cell:
        case bool():
            return "ja" if cell else "nein"
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < EXACT else repr(cell)
        case dt.datetime():
            return cell.isoformat(sep=" ").removesuffix(" 00:00:00")
        case dt.date() | dt.time():
            return cell.isoformat()
        case dt.timedelta():
            return _duration(cell)
    return str(cell)


def _duration(span: dt.timedelta) -> str:
    """Return a duration as ODS writes it: PT30H00M00S."""
    seconds = int(span.total_seconds())
    hours, rest = divmod(abs(seconds), 3600)
    return f"{'-' if seconds < 0 else ''}PT{hours:02}H{rest // 60:02}M{rest % 60:02}S"
