"""Every number once more: plain pandas on the CSV files, nothing of imreport but the scope's dates."""

from collections.abc import Callable
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path

import pandas as pd

from imreport.cases import Scope

ROOT = Path(__file__).parents[2]
Cells = dict[tuple[str, ...], tuple[float, int, int, int]]


@cache
def table(name: str) -> pd.DataFrame:
    return read(ROOT / "data" / f"{name}.csv")


def read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, sep=";", dtype=str, encoding="utf-8-sig", keep_default_na=False)


@cache
def keys(codes: str, *, column: str = "schluessel") -> dict[str, str]:
    """Label to key (or to the broader category) of a code list."""
    own = ROOT / "data" / f"{codes}.csv"
    rows = read(own if own.exists() else ROOT / "imreport" / "cases" / "codes" / f"{codes}.csv")
    return dict(zip(rows["bezeichnung"], rows[column], strict=True))


def days(texts: "pd.Series[str]") -> "pd.Series[pd.Timestamp]":
    return pd.to_datetime(texts, format="%d.%m.%Y")


def during(rows: pd.DataFrame, first: str, last: str, on: "date | pd.Series[pd.Timestamp]") -> "pd.Series[bool]":
    """Rows that have begun and not ended on a day; an empty end is open."""
    day = pd.Timestamp(on) if isinstance(on, date) else on
    ends = days(rows[last].replace("", "31.12.2099"))
    return (days(rows[first]) <= day) & (ends >= day)


def here(rows: pd.DataFrame, scope: Scope, *, team: str = "Team", commune: str = "Gemeindeschlüssel") -> pd.DataFrame:
    if scope.team:
        rows = rows[rows[team].map(keys("teams")) == scope.team]
    return rows[rows[commune] == scope.commune] if scope.commune else rows


@cache
def talks(scope: Scope) -> pd.DataFrame:
    """One row per consultation and person in it."""
    consultations, clients = table("beratungsgespraeche"), table("klienten")
    alone = consultations["Klient-Nr."] != ""
    single = consultations[alone].drop(columns="Haushalt-Nr.").merge(clients, on="Klient-Nr.", suffixes=("", "_k"))
    family = consultations[~alone].drop(columns="Klient-Nr.").merge(clients, on="Haushalt-Nr.", suffixes=("", "_k"))
    family = family[during(family, "Betreuung von", "Betreuung bis", days(family["Gesprächsdatum"]))]
    rows = here(pd.concat([single, family], ignore_index=True), scope)
    day = days(rows["Gesprächsdatum"])
    rows = rows.assign(
        year=day.dt.strftime("%Y"),
        month=day.dt.strftime("%Y-%m"),
        era=(day < pd.Timestamp(scope.cut)).map({True: "vorher", False: "seither"}),
        form=rows["Form"].map(keys("formen")),
        channel=rows["Kanal"].map(keys("kanaele")),
        contact=rows["Kanal"].map(keys("kanaele", column="uebergeordnet")),
    )
    return rows[day.between(pd.Timestamp(scope.start), pd.Timestamp(scope.end))]


def mentions(scope: Scope) -> pd.DataFrame:
    rows = talks(scope).assign(topic=talks(scope)["Themen"].str.split("|")).explode("topic")
    return rows.assign(topic=rows["topic"].map(keys("themen")), mention=rows["Gespräch-Nr."] + rows["topic"])


def referrals(scope: Scope) -> pd.DataFrame:
    rows = table("weiterleitungen").merge(talks(scope), on="Gespräch-Nr.")
    return rows.assign(target=rows["Weiterleitung an"].map(keys("weiterleitungsziele")))


def plans(scope: Scope) -> pd.DataFrame:
    rows = here(table("integrationsplaene").merge(table("klienten"), on="Klient-Nr."), scope)
    day = days(rows["Erstellt am"])
    rows = rows.assign(year=day.dt.strftime("%Y"))
    return rows[day.between(pd.Timestamp(scope.start), pd.Timestamp(scope.end))]


def stock(scope: Scope) -> pd.DataFrame:
    clients = here(table("klienten"), scope)
    clients = clients[during(clients, "Betreuung von", "Betreuung bis", scope.as_of)]
    return clients.assign(
        nationality=clients["Staatsangehörigkeit"].map(keys("staatsangehoerigkeiten")),
        gender=clients["Geschlecht"].map(keys("geschlecht")),
    )


def counted(rows: pd.DataFrame, event: str, *by: str) -> Cells:
    """Distinct events, persons, households, and the events of the busiest person, for all cells and their totals."""
    cells: Cells = {}
    for choice in product(*([column, ""] for column in by)):
        kept = [column for column in choice if column]
        for names, group in rows.groupby(kept) if kept else [((), rows)]:
            labels = map(str, names)
            loads = group.drop_duplicates([event, "Klient-Nr."]).groupby("Klient-Nr.").size()
            events, people, homes = (group[column].nunique() for column in (event, "Klient-Nr.", "Haushalt-Nr."))
            key = tuple(next(labels) if column else "gesamt" for column in choice)
            cells[key] = (events, people, homes, int(loads.max()))
    return cells


def persons(rows: pd.DataFrame, by: str) -> Cells:
    """As ``counted``, for a stock: nobody is behind several events."""
    return {names: (*sizes[:3], 0) for names, sizes in counted(rows, "Klient-Nr.", by).items()}


def posts(scope: Scope, *, fte: bool = False) -> Cells:
    """Posts belong to a team and to no commune: a report on one commune shows those of its teams."""
    rows = table("stellen")
    rows = rows[rows["Team"].map(keys("teams")) == scope.team] if scope.team else rows
    filled = {
        moment: rows[during(rows, "Besetzt von", "Besetzt bis", day)]
        for moment, day in (("beginn", scope.start), ("stichtag", scope.as_of))
    }
    sums = {moment: sum(int(text.replace(",", "")) for text in held["VZÄ"]) / 100 for moment, held in filled.items()}
    return {(moment,): (sums[moment] if fte else len(held), len(held), len(held), 0) for moment, held in filled.items()}


EXPECTED: dict[str, Callable[[Scope], Cells]] = {
    "stellen": posts,
    "vzae": lambda scope: posts(scope, fte=True),
    "gespraeche": lambda scope: counted(talks(scope), "Gespräch-Nr.", "form"),
    "gespraeche_jahr": lambda scope: counted(talks(scope), "Gespräch-Nr.", "year", "form"),
    "gespraeche_monat": lambda scope: counted(talks(scope), "Gespräch-Nr.", "month"),
    "plaene": lambda scope: counted(plans(scope), "Plan-Nr.", "year"),
    "themen": lambda scope: counted(mentions(scope), "mention", "topic"),
    "weiterleitungen": lambda scope: counted(referrals(scope), "Weiterleitung-Nr.", "target"),
    "staatsangehoerigkeit": lambda scope: persons(stock(scope), "nationality"),
    "geschlecht": lambda scope: persons(stock(scope), "gender"),
    "kanaele": lambda scope: counted(talks(scope), "Gespräch-Nr.", "era", "channel"),
    "kontaktwege": lambda scope: counted(talks(scope), "Gespräch-Nr.", "era", "contact"),
}
