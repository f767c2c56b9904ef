"""The scopes that numbers are compared under."""

from dataclasses import replace
from datetime import date

from imreport.cases import Scope

WHOLE = Scope(date(2018, 2, 1), date(2021, 2, 28), as_of=date(2021, 2, 28), cut=date(2020, 3, 1))
YEAR = replace(WHOLE, start=date(2019, 1, 1), end=date(2019, 12, 31), as_of=date(2019, 12, 31))
EMPTY = replace(WHOLE, start=date(2017, 1, 1), end=date(2017, 3, 31), as_of=date(2017, 3, 31))
SCOPES = {
    "whole period": WHOLE,
    "year 2019": YEAR,
    "reference date in 2019": replace(WHOLE, as_of=date(2019, 6, 14)),
    "team": replace(WHOLE, team="ehingen"),
    "commune": replace(WHOLE, commune="08425071"),
    "three weeks of a team in a commune": replace(
        YEAR, start=date(2019, 9, 9), end=date(2019, 9, 29), cut=date(2019, 9, 16), team="ehingen", commune="08425033"
    ),
}
