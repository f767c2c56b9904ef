"""Pollutions: what exports suffer on their way through programs and hands, each as a small function.

A pollution gets a draft of one file and two numbers that choose the place. Not among them is what nobody could detect:
a row that is deleted, or added under a key of its own; a legal value in place of another (another day, another topic,
another client's key); a cell emptied that may be empty; a file cut off between two rows.
"""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

OLD = date(1899, 12, 30)
"""The day before the first one that Excel counts, as Excel counts it."""
HARMLESS_PREAMBLE = (
    ["Export der Beratungsplattform"],
    ["Zeitraum:", "2018 bis 2021"],
    [""],
    ["Seite 1 von 1", "", "x"],
)


@dataclass
class Draft:
    """One file before it is written.

    Attributes:
        rows: Its rows, the header first.
        others: The rows of another table of the same export.
        header: Where the header stands among the rows.
    """

    rows: list[list[str]]
    others: Sequence[Sequence[str]]
    header: int = 0
    delimiter: str = ";"
    end: str = "\r\n"
    encoding: str = "utf-8-sig"
    quoting: int = csv.QUOTE_MINIMAL
    text_changes: list[Callable[[str], str]] = field(default_factory=list)

    def body(self, number: int) -> int:
        """Choose a row below the header."""
        return self.header + 1 + number % max(1, len(self.rows) - self.header - 1)

    def cell(self, row: int, number: int) -> int:
        """Choose a cell of a row."""
        return number % max(1, len(self.rows[row]))

    def content(self) -> bytes:
        """Write the file."""
        stream = io.StringIO(newline="")
        options = {"delimiter": self.delimiter, "lineterminator": self.end}
        csv.writer(stream, quoting=self.quoting, **options).writerows(self.rows)  # type: ignore[arg-type]
        text = stream.getvalue()
        for change in self.text_changes:
            text = change(text)
        return text.encode(self.encoding, errors="replace")


Pollution = Callable[[Draft, int, int], None]


def extra_separator(draft: Draft, a: int, b: int) -> None:
    row = draft.rows[draft.body(a)]
    row.insert(b % (len(row) + 1), "")


def missing_separator(draft: Draft, a: int, b: int) -> None:
    row = draft.rows[draft.body(a)]
    place = b % max(1, len(row) - 1)
    row[place : place + 2] = ["".join(row[place : place + 2])]


def extra_and_missing_separator(draft: Draft, a: int, b: int) -> None:
    missing_separator(draft, a, b)
    extra_separator(draft, a, b // 7)


def separators_of_the_header(draft: Draft, a: int, b: int) -> None:
    header = draft.rows[draft.header]
    place = b % (len(header) + 1)
    header[place:place] = [""] * (1 + a % 2)


def swapped_cells(draft: Draft, a: int, b: int) -> None:
    row = draft.rows[draft.body(a)]
    first, second = b % len(row), b // len(row) % len(row)
    if {first, second} != {0, 1}:  # two keys: whoever does not know their form cannot tell them apart
        row[first], row[second] = row[second], row[first]


def swapped_rows(draft: Draft, a: int, b: int) -> None:
    first, second = draft.body(a), draft.body(b)
    draft.rows[first], draft.rows[second] = draft.rows[second], draft.rows[first]


def row_twice(draft: Draft, a: int, b: int) -> None:
    draft.rows.insert(draft.body(b), [*draft.rows[draft.body(a)]])


def row_above_the_header(draft: Draft, a: int, b: int) -> None:
    draft.rows.insert(draft.header, draft.rows.pop(draft.body(a)))
    draft.header += 1


def header_moved_down(draft: Draft, a: int, b: int) -> None:
    header = draft.rows.pop(draft.header)
    draft.header = min(draft.header + a % 5, len(draft.rows))
    draft.rows.insert(draft.header, header)


def totals(draft: Draft, a: int, b: int) -> None:
    words = ("Summe", "Gesamt:", "Insgesamt 27", "Zwischensumme Ehingen", "TOTAL")
    row = [""] * len(draft.rows[draft.header])
    row[b % 2 if len(row) > 1 else 0] = words[a % len(words)]
    row[-1] = str(len(draft.rows))
    draft.rows.insert(draft.body(b) + 1, row)


def blank_rows(draft: Draft, a: int, b: int) -> None:
    width = (0, 1, len(draft.rows[draft.header]))[b % 3]
    draft.rows.insert(draft.body(a), [" \t"[: b % 2]] * width)


def preamble(draft: Draft, a: int, b: int) -> None:
    lines = [[*line] for line in HARMLESS_PREAMBLE[: 1 + a % 4]] * (1 + b % 3)
    draft.rows[:0] = lines
    draft.header += len(lines)


def header_in_two_rows(draft: Draft, a: int, b: int) -> None:
    titles = ["Angaben"] + [""] * (len(draft.rows[draft.header]) - 2) + ["Weiteres"]
    draft.rows.insert(draft.header + (a % 2), titles)
    draft.header += 1 - a % 2


def header_again(draft: Draft, a: int, b: int) -> None:
    draft.rows.insert(draft.body(a) + 1, [*draft.rows[draft.header]])


def header_decorated(draft: Draft, a: int, b: int) -> None:
    header = draft.rows[draft.header]
    place = a % len(header)
    forms = (
        str.upper,
        str.lower,
        "{}:".format,
        " {} *".format,
        "\ufeff{}\u200b".format,
        lambda t: t.replace(" ", "\n"),
    )
    header[place] = forms[b % len(forms)](header[place])


def header_renamed(draft: Draft, a: int, b: int) -> None:
    header = draft.rows[draft.header]
    names = ("Wert", "", header[b % len(header)], f"{header[a % len(header)]} neu", "Team")
    header[a % len(header)] = names[b % len(names)]


def swapped_headers(draft: Draft, a: int, b: int) -> None:
    header = draft.rows[draft.header]
    first, second = a % len(header), b % len(header)
    if {first, second} != {0, 1}:
        header[first], header[second] = header[second], header[first]


def other_order_of_columns(draft: Draft, a: int, b: int) -> None:
    for row in draft.rows:
        turn = a % len(row) if len(row) == len(draft.rows[draft.header]) else 0
        row[:] = row[turn:] + row[:turn]


def column_deleted(draft: Draft, a: int, b: int) -> None:
    place = a % len(draft.rows[draft.header])
    for row in draft.rows:
        del row[place : place + 1]


def column_twice(draft: Draft, a: int, b: int) -> None:
    place = a % len(draft.rows[draft.header])
    for row in draft.rows:
        row.append("".join(row[place : place + 1]))


def empty_columns(draft: Draft, a: int, b: int) -> None:
    for row in draft.rows:
        row.extend([""] * (1 + a % 3))


def unlisted_column(draft: Draft, a: int, b: int) -> None:
    place = a % (len(draft.rows[draft.header]) + 1)
    for number, row in enumerate(draft.rows):
        row.insert(place, "Merkmal" if number == draft.header else "ja" if number > draft.header else "")


def other_table_below(draft: Draft, a: int, b: int) -> None:
    draft.rows += [[]] * (b % 2) + [[*row] for row in draft.others[a % 2 : 4]]


def other_table_beside(draft: Draft, a: int, b: int) -> None:
    width = max(map(len, draft.rows))
    for row, other in zip(draft.rows[draft.header :], draft.others, strict=False):
        row.extend([*[""] * (width - len(row) + a % 2), *other])


def _change(draft: Draft, a: int, b: int, new: Callable[[str], str]) -> None:
    row = draft.rows[draft.body(a)]
    if row:
        row[b % len(row)] = new(row[b % len(row)])


def blanks_around(draft: Draft, a: int, b: int) -> None:
    blank = (" ", "\t", "\xa0", "\u202f", "\u200b", "\ufeff", "\n")[a // 7 % 7]
    _change(draft, a, b, lambda text: f"{blank}{text}{blank}" if b % 2 else f"{text}{blank}")


def blank_inside(draft: Draft, a: int, b: int) -> None:
    blank = (" ", "\xa0", "\u200b", "\n")[a // 5 % 4]
    _change(draft, a, b, lambda text: text[: len(text) // 2] + blank + text[len(text) // 2 :])


def other_case(draft: Draft, a: int, b: int) -> None:
    _change(draft, a, b, (str.upper, str.lower, str.title)[a // 3 % 3])


def excel_error(draft: Draft, a: int, b: int) -> None:
    _change(draft, a, b, lambda _: ("#N/A", "#REF!", "#NAME?", "=A1+1", "1,23E+14")[a // 5 % 5])


def broken_umlaut(draft: Draft, a: int, b: int) -> None:
    _change(draft, a, b, lambda text: text.encode().decode("cp1252", errors="replace"))


def dates_in_another_form(draft: Draft, a: int, b: int) -> None:
    start = draft.header + 1
    draft.rows[start:] = [[_other_date(text, a) for text in row] for row in draft.rows[start:]]


def _other_date(text: str, form: int) -> str:
    try:
        day = datetime.strptime(text, "%d.%m.%Y")
    except ValueError:
        return text
    short = f"{day.day}.{day.month}.{day:%y}"
    return (day.date().isoformat(), short, f"{day:%d.%m.%Y} 09:30", str((day.date() - OLD).days))[form % 4]


def american_date(draft: Draft, a: int, b: int) -> None:
    _change(draft, a, b, lambda text: "/".join(text.split(".")[i] for i in (1, 0, 2)) if text.count(".") == 2 else text)


def other_separator_in_a_row(draft: Draft, a: int, b: int) -> None:
    place = draft.body(a)
    draft.rows[place] = [",\t|"[b % 3].join(draft.rows[place])]


def delimiter(draft: Draft, a: int, b: int) -> None:
    draft.delimiter = ";,\t|"[a % 4]


def line_ends(draft: Draft, a: int, b: int) -> None:
    draft.end = ("\n", "\r\n", "\r")[a % 3]


def encoding(draft: Draft, a: int, b: int) -> None:
    draft.encoding = ("utf-8", "cp1252", "utf-16", "latin-1", "ascii")[a % 5]


def all_quoted(draft: Draft, a: int, b: int) -> None:
    draft.quoting = csv.QUOTE_ALL


def lines_in_a_cell(draft: Draft, a: int, b: int) -> None:
    """Two cells of an unlisted column hold line breaks."""
    unlisted_column(draft, b, 0)
    place = draft.rows[draft.header].index("Merkmal")
    for number in (a, a // 7):
        row = draft.rows[draft.body(number)]
        row[place : place + 1] = ["ja\nnein\nja"]


def line_of_a_cell_deleted(draft: Draft, a: int, b: int) -> None:
    lines_in_a_cell(draft, a, b)

    def change(text: str) -> str:
        lines = text.split("\n")
        inner = [
            number for number, line in enumerate(lines) if line.strip('\r"') in ("nein",) or line.startswith('ja"')
        ]
        return "\n".join(line for number, line in enumerate(lines) if number not in inner[a % 2 : 1 + a % 2])

    draft.text_changes.append(change)


def _insert(draft: Draft, a: int, what: str) -> None:
    """Put something into the text below the header."""

    def change(text: str) -> str:
        place = len(text) // 5 + a % max(1, len(text) - len(text) // 5)
        return text[:place] + what + text[place:]

    draft.text_changes.append(change)


def stray_quote(draft: Draft, a: int, b: int) -> None:
    _insert(draft, a, '"')
    if b % 2:
        _insert(draft, b, '"')


def stray_line_end(draft: Draft, a: int, b: int) -> None:
    _insert(draft, a, draft.end)


def stray_separator(draft: Draft, a: int, b: int) -> None:
    _insert(draft, a, draft.delimiter * (1 + b % 3))


def stray_nul(draft: Draft, a: int, b: int) -> None:
    _insert(draft, a, "\0")


def _delete(draft: Draft, a: int, what: str) -> None:
    def change(text: str) -> str:
        places = [place for place in range(len(text)) if text.startswith(what, place)]
        place = places[a % len(places)] if places else len(text)
        return text[:place] + text[place + len(what) :]

    draft.text_changes.append(change)


def line_end_lost(draft: Draft, a: int, b: int) -> None:
    _delete(draft, a, draft.end)


def quote_lost(draft: Draft, a: int, b: int) -> None:
    draft.quoting = csv.QUOTE_ALL if b % 3 else draft.quoting
    _delete(draft, a, '"')


def separator_lost(draft: Draft, a: int, b: int) -> None:
    _delete(draft, a, draft.delimiter)


def cut_off(draft: Draft, a: int, b: int) -> None:
    """End the file somewhere within one of its last lines; whether whole lines are lost, no file can tell."""

    def change(text: str) -> str:
        left = text[: -1 - a % min(100, len(text))]
        return left[:-1] if left.endswith(draft.end) else left

    draft.text_changes.append(change)


def sep_line(draft: Draft, a: int, b: int) -> None:
    draft.text_changes.append(lambda text: f"sep={draft.delimiter}{draft.end}{text}")


POLLUTIONS: dict[str, Pollution] = {
    function.__name__: function
    for function in (
        extra_separator, missing_separator, extra_and_missing_separator, separators_of_the_header, swapped_cells,
        swapped_rows, row_twice, row_above_the_header, header_moved_down, totals, blank_rows, preamble,
        header_in_two_rows, header_again, header_decorated, header_renamed, swapped_headers, other_order_of_columns,
        column_deleted, column_twice, empty_columns, unlisted_column, other_table_below, other_table_beside,
        blanks_around, blank_inside, other_case, excel_error, broken_umlaut, dates_in_another_form, american_date,
        other_separator_in_a_row, delimiter, line_ends, encoding, all_quoted, lines_in_a_cell, line_of_a_cell_deleted,
        stray_quote, stray_line_end, stray_separator, stray_nul, line_end_lost, quote_lost, separator_lost, cut_off,
        sep_line,
    )
}  # fmt: skip
