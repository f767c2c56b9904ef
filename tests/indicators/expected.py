"""Every number once more: plain pandas on the CSV files, nothing of imreport but the scope's dates."""

from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from itertools import product
from pathlib import Path

import pandas as pd

from imreport.cases import Scope

ROOT = Path(__file__).parents[2]
NEVER = pd.Timestamp("2099-12-31")
Cells = dict[tuple[str, ...], tuple[float, int, int, int]]


@cache
def table(name: str) -> pd.DataFrame:
    return read(ROOT / "data" / f"{name}.csv")


def read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, sep=";", dtype=str, encoding="utf-8-sig", keep_default_na=False)


@cache
def keys(codes: str, *, column: str = "schluessel", by: str = "bezeichnung") -> dict[str, str]:
    """Label, and every further spelling, to key (or to the broader category) of a code list."""
    own = ROOT / "data" / f"{codes}.csv"
    rows = read(own if own.exists() else ROOT / "imreport" / "cases" / "codes" / f"{codes}.csv")
    found = dict(zip(rows[by], rows[column], strict=True))
    if "auch" not in rows:
        return found
    further = zip(rows["auch"].fillna(""), rows[column], strict=True)
    return {word: key for words, key in further for word in str(words).split("|") if word} | found


def days(texts: "pd.Series[str]") -> "pd.Series[pd.Timestamp]":
    """Days; an empty end is far away."""
    return pd.to_datetime(texts, format="%d.%m.%Y").fillna(NEVER)


def here(rows: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    for column, wanted in (("team", scope.team), ("commune", scope.commune), ("association", scope.association)):
        rows = rows[rows[column] == wanted] if wanted else rows
    return rows


def within(rows: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    return here(rows[rows["day"].between(pd.Timestamp(scope.start), pd.Timestamp(scope.end))], scope)


@cache
def people() -> pd.DataFrame:
    rows = table("klienten")
    return rows.assign(
        since=days(rows["Betreuung von"]),
        until=days(rows["Betreuung bis"]),
        team=rows["Team"].map(keys("teams")),
        commune=rows["Gemeindeschlüssel"],
        association=rows["Gemeindeschlüssel"].map(keys("gemeinden", column="verband", by="schluessel")),
        nationality=rows["Staatsangehörigkeit"].map(keys("staatsangehoerigkeiten")),
        gender=rows["Geschlecht"].map(keys("geschlecht")),
        age=rows["Altersgruppe"].map(keys("altersgruppen")),
        status=rows["Aufenthaltsstatus"].map(keys("aufenthaltsstatus")),
    )


@cache
def all_talks() -> pd.DataFrame:
    """One row per consultation and person in it; all members of a household live in one commune."""
    talks, clients = table("beratungsgespraeche"), people().drop(columns="team")
    alone = talks["Klient-Nr."] != ""
    single = talks[alone].drop(columns="Haushalt-Nr.").merge(clients, on="Klient-Nr.", suffixes=("", "_k"))
    family = talks[~alone].drop(columns="Klient-Nr.").merge(clients, on="Haushalt-Nr.", suffixes=("", "_k"))
    day = days(family["Gesprächsdatum"])
    family = family[(family["since"] <= day) & (family["until"] >= day)]
    rows = pd.concat([single, family], ignore_index=True)
    day = days(rows["Gesprächsdatum"])
    return rows.assign(
        day=day,
        team=rows["Team"].map(keys("teams")),
        year=day.dt.strftime("%Y"),
        month=day.dt.strftime("%Y-%m"),
        form=rows["Form"].map(keys("formen")),
        channel=rows["Kanal"].map(keys("kanaele")),
        contact=rows["Kanal"].map(keys("kanaele", column="uebergeordnet")),
    )


@cache
def talks(scope: Scope) -> pd.DataFrame:
    rows = within(all_talks(), scope)
    return rows.assign(era=(rows["day"] < pd.Timestamp(scope.cut)).map({True: "vorher", False: "seither"}))


@cache
def mentions(scope: Scope) -> pd.DataFrame:
    rows = talks(scope).assign(topic=talks(scope)["Themen"].str.split("|")).explode("topic")
    return rows.assign(topic=rows["topic"].map(keys("themen")), mention=rows["Gespräch-Nr."] + rows["topic"])


@cache
def referrals(scope: Scope) -> pd.DataFrame:
    rows = table("weiterleitungen").merge(talks(scope), on="Gespräch-Nr.")
    return rows.assign(target=rows["Weiterleitung an"].map(keys("weiterleitungsziele")))


def pairs(scope: Scope) -> pd.DataFrame:
    rows = table("weiterleitungen").merge(mentions(scope), on="Gespräch-Nr.")
    target = rows["Weiterleitung an"].map(keys("weiterleitungsziele"))
    return rows.assign(target=target, pair=rows["Weiterleitung-Nr."] + rows["topic"])


def consulted(scope: Scope) -> pd.DataFrame:
    rows = talks(scope).groupby(["Klient-Nr.", "Haushalt-Nr."])["Gespräch-Nr."].nunique().reset_index()
    bins, labels = [0, 1, 5, 10, 20, 10**6], ["einmal", "bis_5", "bis_10", "bis_20", "ueber_20"]
    return rows.assign(intensity=pd.cut(rows["Gespräch-Nr."], bins, labels=labels).astype(str))


def participations(scope: Scope) -> pd.DataFrame:
    return talks(scope).assign(participation=talks(scope)["Gespräch-Nr."] + talks(scope)["Klient-Nr."])


@cache
def all_plans() -> pd.DataFrame:
    rows = table("integrationsplaene").merge(people(), on="Klient-Nr.")
    day = days(rows["Erstellt am"])
    status = rows["Status"].map(keys("planstatus"))
    return rows.assign(day=day, closed=days(rows["Beendet am"]), year=day.dt.strftime("%Y"), status=status)


def running_plans(scope: Scope) -> pd.DataFrame:
    start, end = pd.Timestamp(scope.start), pd.Timestamp(scope.end)
    rows = here(all_plans(), scope)
    rows = rows[(rows["day"] <= end) & (rows["closed"] >= start)]
    origin = (rows["day"] < start).map({True: "vorher", False: "neu"})
    return rows.assign(origin=origin, outcome=rows["status"].where(rows["closed"] <= end, "aktiv"))


@cache
def stock(scope: Scope) -> pd.DataFrame:
    day = pd.Timestamp(scope.as_of)
    rows = people()[(people()["since"] <= day) & (people()["until"] >= day)]
    size = rows.groupby("Haushalt-Nr.")["Klient-Nr."].transform("size")
    names = {1: "eine", 2: "zwei", 3: "drei", 4: "vier"}
    full = [sum(since + pd.DateOffset(years=n) <= day for n in (1, 2, 3)) for since in rows["since"]]
    duration = [("bis_1", "bis_2", "bis_3", "ab_3")[years] for years in full]
    return here(rows.assign(size=size.map(names).fillna("ab_5"), duration=duration), scope)


def planned(scope: Scope) -> pd.DataFrame:
    """Who is in care, by the plans made until that day: one that runs, only closed ones, none."""
    day = pd.Timestamp(scope.as_of)
    plans = all_plans()[all_plans()["day"] <= day]
    last = plans.groupby("Klient-Nr.")["closed"].max()
    closed = stock(scope)["Klient-Nr."].map(last)
    name = (closed > day).map({True: "laufend", False: "abgeschlossen"}).where(closed.notna(), "keiner")
    return stock(scope).assign(planned=name)


def movement(scope: Scope) -> pd.DataFrame:
    """Everybody in care on the day before the period or on a day of it."""
    start, end = pd.Timestamp(scope.start), pd.Timestamp(scope.end)
    rows = here(people(), scope)
    rows = rows[(rows["since"] <= end) & (rows["until"] >= start - pd.Timedelta(days=1))]
    origin = (rows["since"] < start).map({True: "vorher", False: "neu"})
    return rows.assign(origin=origin, ending=(rows["until"] < end).map({True: "beendet", False: "laufend"}))


def counted(rows: pd.DataFrame, event: str, *by: str) -> Cells:
    """Distinct events, persons, households, and the events of the busiest person, for all cells and their totals."""
    numbered = {column: pd.factorize(rows[column])[0] for column in (event, "Klient-Nr.", "Haushalt-Nr.")}
    rows = rows[list(by)].assign(**numbered)
    cells: Cells = {}
    for choice in product(*([column, ""] for column in by)):
        kept = [column for column in choice if column]
        for names, group in rows.groupby(kept) if kept else [((), rows)]:
            labels = map(str, names)
            loads = group.drop_duplicates([event, "Klient-Nr."]).groupby("Klient-Nr.").size()
            events, people, homes = (group[column].nunique() for column in (event, "Klient-Nr.", "Haushalt-Nr."))
            key = tuple(next(labels) if column else "gesamt" for column in choice)
            cells[key] = (events, people, homes, int(loads.max()) if len(loads) else 0)
    return cells


def persons(rows: pd.DataFrame, *by: str) -> Cells:
    """As ``counted``, for a stock: nobody is behind several events."""
    return {names: (*sizes[:3], 0) for names, sizes in counted(rows, "Klient-Nr.", *by).items()}


@cache
def staff(scope: Scope) -> pd.DataFrame:
    """Posts belong to a team and to no commune: a report on one commune shows those of its teams."""
    rows = table("stellen")
    hundredths = [int(text.replace(",", "")) for text in rows["VZÄ"]]
    rows = rows.assign(
        since=days(rows["Besetzt von"]),
        until=days(rows["Besetzt bis"]),
        team=rows["Team"].map(keys("teams")),
        one=1,
        fte=hundredths,
    )
    return rows[rows["team"] == scope.team] if scope.team else rows


def filled(scope: Scope, day: date) -> pd.DataFrame:
    rows = staff(scope)
    return rows[(rows["since"] <= pd.Timestamp(day)) & (rows["until"] >= pd.Timestamp(day))]


def summed(rows: pd.DataFrame, by: str, measure: str) -> Cells:
    """What posts add up to, for all cells and the total; one post is one person."""
    factor = 1 if measure == "one" else 100
    groups = [((str(name),), group) for name, group in rows.groupby(by)] + [(("gesamt",), rows)]
    return {name: (int(group[measure].sum()) / factor, len(group), len(group), 0) for name, group in groups}


def moments(scope: Scope, measure: str) -> Cells:
    """The start, every last day of a half-year between, and the reference date."""
    every = [
        day.date() for day in pd.date_range(scope.start, scope.as_of) if (day.month, day.day) in ((6, 30), (12, 31))
    ]
    between = {day.isoformat(): day for day in every if scope.start < day < scope.as_of}
    first = {"beginn": scope.start} if scope.start < scope.as_of else {}
    named = {**first, **between, "stichtag": scope.as_of}
    return {(name,): summed(filled(scope, day), "one", measure)["gesamt",] for name, day in named.items()}


def weighted(scope: Scope) -> pd.DataFrame:
    """Posts with the full-time equivalents that they were filled with on average, rounded to hundredths."""
    start, end = pd.Timestamp(scope.start), pd.Timestamp(scope.end)
    rows = staff(scope)
    rows = rows[(rows["since"] <= end) & (rows["until"] >= start)]
    lasted = (rows["until"].clip(upper=end) - rows["since"].clip(lower=start)).dt.days + 1
    exact = [
        Decimal(int(fte)) * int(held) / ((end - start).days + 1) for fte, held in zip(rows["fte"], lasted, strict=True)
    ]
    return rows.assign(fte=[int(value.quantize(Decimal(1), ROUND_HALF_UP)) for value in exact])


def funded(scope: Scope) -> pd.DataFrame:
    rows = filled(scope, scope.as_of)
    ends = rows["since"] + pd.DateOffset(months=60) - pd.Timedelta(days=1)
    return rows.assign(ends=[f"{end.year}-H{1 if end.month <= 6 else 2}" for end in ends])


TALK, PLAN = "Gespräch-Nr.", "Plan-Nr."
EXPECTED: dict[str, Callable[[Scope], Cells]] = {
    "stellen": lambda scope: moments(scope, "one"),
    "vzae": lambda scope: moments(scope, "fte"),
    "stellen_team": lambda scope: summed(filled(scope, scope.as_of), "team", "one"),
    "vzae_team": lambda scope: summed(filled(scope, scope.as_of), "team", "fte"),
    "vzae_mittel": lambda scope: summed(weighted(scope), "team", "fte"),
    "klienten_team": lambda scope: persons(stock(scope), "team"),
    "gespraeche_team": lambda scope: counted(talks(scope), TALK, "team"),
    "gespraeche": lambda scope: counted(talks(scope), TALK, "form"),
    "gespraeche_jahr": lambda scope: counted(talks(scope), TALK, "year", "form"),
    "gespraeche_monat": lambda scope: counted(talks(scope), TALK, "month"),
    "gespraeche_verband": lambda scope: counted(talks(scope), TALK, "association"),
    "klienten_beraten": lambda scope: persons(consulted(scope), "intensity"),
    "teilnahmen": lambda scope: counted(participations(scope), "participation", "form"),
    "kanaele_jahr": lambda scope: counted(talks(scope), TALK, "year", "channel"),
    "themen": lambda scope: counted(mentions(scope), "mention", "topic"),
    "themen_jahr": lambda scope: counted(mentions(scope), "mention", "year", "topic"),
    "themen_form": lambda scope: counted(mentions(scope), "mention", "form", "topic"),
    "unterthemen": lambda scope: counted(mentions(scope), "mention", "topic"),
    "weiterleitungen": lambda scope: counted(referrals(scope), "Weiterleitung-Nr.", "target"),
    "weiterleitungen_jahr": lambda scope: counted(referrals(scope), "Weiterleitung-Nr.", "year", "target"),
    "weiterleitungen_form": lambda scope: counted(referrals(scope), "Weiterleitung-Nr.", "form", "target"),
    "thema_ziel": lambda scope: counted(pairs(scope), "pair", "topic", "target"),
    "plaene": lambda scope: counted(within(all_plans(), scope), PLAN, "year"),
    "plaene_stand": lambda scope: counted(running_plans(scope), PLAN, "origin", "outcome"),
    "klienten_plan": lambda scope: persons(planned(scope), "planned"),
    "staatsangehoerigkeit": lambda scope: persons(stock(scope), "nationality"),
    "geschlecht": lambda scope: persons(stock(scope), "gender"),
    "altersgruppe": lambda scope: persons(stock(scope), "age"),
    "aufenthaltsstatus": lambda scope: persons(stock(scope), "status"),
    "haushalt": lambda scope: persons(stock(scope), "size"),
    "klienten_verband": lambda scope: persons(stock(scope), "association"),
    "klienten_gemeinde": lambda scope: persons(stock(scope), "commune"),
    "betreuungsdauer": lambda scope: persons(stock(scope), "duration"),
    "klienten_verlauf": lambda scope: persons(movement(scope), "origin", "ending"),
    "kanaele": lambda scope: counted(talks(scope), TALK, "era", "channel"),
    "kontaktwege": lambda scope: counted(talks(scope), TALK, "era", "contact"),
    "foerderende": lambda scope: summed(funded(scope), "ends", "one"),
    "vzae_foerderende": lambda scope: summed(funded(scope), "ends", "fte"),
}
