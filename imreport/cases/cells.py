"""Cells: the SQL that reads the text of one cell as a day or a number, and that writes a text as a literal."""

from typing import Final

from imreport.cases.engine import literal
from imreport.cases.files import BLANKS

GERMAN: Final = r"\d{1,2}\. ?\d{1,2}\. ?"
CLOCK: Final = r"([ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( Uhr)?)?"
SERIAL: Final = r"[2-7]\d{4}"
"""A day as Excel counts it, from 1954 to 2119; the clock of a day does not count."""
NUMBER: Final = r"(\d+|\d{1,3}(\.\d{3})+),\d{1,2}|\d+(\.\d{1,2})?"
"""A number: decimal comma, with thousands points or without, or decimal point; 1.500 may be both and is neither."""


def trimmed(text: str) -> str:
    """Return the SQL of a text without blanks of any kind around it; NULL where nothing is left.

    Trimming of many characters is slow, so a text that begins and ends with visible ASCII is taken as it is. What is
    kept as a number of a list becomes text first.
    """
    text = f"cast({text} as varchar)"
    plain = f"{text} between '!' and '~' and right({text}, 1) between '!' and '~'"
    return f"case when {plain} then {text} else nullif(trim({text}, {literal(BLANKS)}), '') end"


def day_sql(text: str) -> str:
    """Return the SQL that reads a day: 31.12.2020, 1.2.20 (this century), 2020-12-31, or Excel's number of it."""
    day = f"regexp_replace({text}, '{CLOCK}$', '')"
    german = f"replace({day}, ' ', '')"
    return f"""cast(case
        when regexp_full_match({text}, '\\d{{4}}-\\d{{2}}-\\d{{2}}{CLOCK}') then try_strptime({day}, '%Y-%m-%d')
        when regexp_full_match({text}, '{GERMAN}\\d{{4}}{CLOCK}') then try_strptime({german}, '%d.%m.%Y')
        when regexp_full_match({text}, '{GERMAN}\\d{{2}}{CLOCK}') then try_strptime({german}, '%d.%m.%y')
        when regexp_full_match({text}, '{SERIAL}') then date '1899-12-30' + cast({text} as integer)
        end as date)"""


def number_sql(text: str) -> str:
    """Return the SQL that reads a number to two decimals."""
    plain = f"case when contains({text}, ',') then replace(replace({text}, '.', ''), ',', '.') else {text} end"
    return f"case when regexp_full_match({text}, '{NUMBER}') then try_cast({plain} as decimal(9, 2)) end"
