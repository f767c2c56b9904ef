"""Rules that hold consultations against posts: enough work for the posts, and posts for the work."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from imreport.cases.checks.export import Export
from imreport.cases.checks.registry import Fault, rule
from imreport.cases.findings import Severity
from imreport.cases.schema import tables
from imreport.german import listing, number

POSTS: Final = tables()["posts"]
MONTH: Final = 365.25 / 12


def _span(export: Export) -> tuple[date, date] | None:
    """Return the period, or the first and last day of the consultations; None if there are too few to judge."""
    sql = f"""select min(consulted_on), max(consulted_on), count(*) from case_consultations
        where {export.within("consulted_on")}"""
    first, last, count = export.ask(sql)[0]
    enough = int(str(count)) >= export.limit("mindestzahl") and export.holds("posts", "consultations")
    if not enough or not isinstance(first, date) or not isinstance(last, date):
        return None
    start, end = export.period or (first, last)
    return start, min(end, export.settings.today or end)


@rule(
    "gespraeche_je_stelle",
    Severity.HINT,
    what="Die Zahl der Gespräche je VZÄ und Monat liegt zwischen den Grenzwerten.",
    advice="Prüfen, ob Stellen oder Gespräche fehlen und ob die VZÄ stimmen.",
    limits=("mindestzahl", "gespraeche_je_vzae_mindestens", "gespraeche_je_vzae_hoechstens"),
)
def consultations_per_post(export: Export) -> Iterator[Fault]:
    """A full post holds some dozens of talks a month: far less or more means that talks or posts are missing."""
    span = _span(export)
    if span is None:
        return
    start, end = span
    sql = f"""select
        (select count(*) from case_consultations where consulted_on between date '{start}' and date '{end}'),
        (select sum(fte * greatest(0, 1 + least(date '{end}', coalesce(filled_until, date '{end}'))
                                        - greatest(date '{start}', filled_from))) from case_posts)"""
    count, days = export.numbers(sql)
    rate = count / (days / MONTH) if days else 0.0
    low, high = export.limit("gespraeche_je_vzae_mindestens"), export.limit("gespraeche_je_vzae_hoechstens")
    if days and not low <= rate <= high:
        text = f"Je VZÄ und Monat sind es {number(rate, 1)} Gespräche, üblich sind {number(low)} bis {number(high)}."
        yield Fault(POSTS, text, POSTS.of_kind("number")[0])


@rule(
    "team_ohne_stelle",
    Severity.HINT,
    what="Jedes Team mit vielen Gesprächen hat im Zeitraum eine Stelle.",
    advice="Stelle nachtragen, oder die Zuordnung der Gespräche zum Team berichtigen.",
    limits=("mindestzahl",),
)
def team_without_post(export: Export) -> Iterator[Fault]:
    """Who counsels has a post: a team with talks and no post makes the rate per post wrong."""
    least = export.limit("mindestzahl")
    if teams := [team for team, talks, posts in _teams(export) if talks >= least and not posts]:
        yield Fault(POSTS, f"Ohne eine Stelle, aber mit Gesprächen: {listing(teams)}.", POSTS.columns[1])


@rule(
    "team_ohne_gespraech",
    Severity.HINT,
    what="Jedes Team mit einer Stelle hat im Zeitraum Gespräche.",
    advice="Prüfen, ob die Datei eines Teams oder Trägers fehlt.",
    limits=("mindestzahl",),
)
def team_without_consultation(export: Export) -> Iterator[Fault]:
    """Who has a post counsels: a team without talks is mostly a file that was forgotten."""
    if teams := [team for team, talks, posts in _teams(export) if not talks and posts]:
        yield Fault(POSTS, f"Mit einer Stelle, aber ohne ein Gespräch: {listing(teams)}.", POSTS.columns[1])


def _teams(export: Export) -> list[tuple[str, int, int]]:
    """Return the label of every team, how many talks it has in the period and how many posts."""
    span, codes = _span(export), export.codes["teams"]
    if span is None:
        return []
    start, end = span
    sql = f"""with talks as (
            select team, count(*) as n from rows_consultations
            where consulted_on between date '{start}' and date '{end}' group by team),
        filled as (
            select team, count(*) as n from rows_posts
            where filled_from <= date '{end}' and coalesce(filled_until, date '{end}') >= date '{start}' group by team)
        select coalesce(t.team, f.team), coalesce(t.n, 0), coalesce(f.n, 0)
        from talks as t full join filled as f on f.team = t.team"""
    counts = sorted((str(team), int(str(talks)), int(str(posts))) for team, talks, posts in export.ask(sql) if team)
    return [(codes.label(team), talks, posts) for team, talks, posts in counts if team != codes.unknown]
