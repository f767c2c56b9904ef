"""Talks with clients, alone or with their household: one look at all of them, which several rules share."""

from typing import Final, NamedTuple

from imreport.cases.checks.export import Export

TALKERS: Final = "talkers"
"""Whoever has a client's key in a consultation, and what is known of those: see ``talkers``."""
ALONE: Final = f"""create table {TALKERS} as select client_id, count(consulted_on) as talks,
        min(household_id) as one_home, max(household_id) as other_home,
        min(consulted_on) as first_, max(consulted_on) as last_,
        max(consulted_on) filter ({{within}}) as within_, max(consulted_on) filter ({{until}}) as until_
    from case_consultations where client_id is not null group by client_id"""
SQL: Final = """with shared as (
        select k.client_id, max(consulted_on) filter ({within}) as within_, max(consulted_on) filter ({until}) as until_
        from (select distinct household_id, consulted_on from case_consultations where client_id is null) as c
        left join case_clients as k on k.household_id = c.household_id and k.care_from <= c.consulted_on
          and coalesce(k.care_until, c.consulted_on) >= c.consulted_on
        group by k.client_id),
    clients as (
        select {in_care} as in_care, greatest(alone.within_, shared.within_) as within_, {at_end} as at_end,
               greatest(alone.until_, shared.until_, k.care_from) as until_
        from case_clients as k left join {alone} as alone on alone.client_id = k.client_id
        left join shared on shared.client_id = k.client_id)
    select count(*) filter (in_care), count(*) filter (in_care and within_ is null), count(*) filter (at_end),
           count(*) filter (at_end and until_ < {resting}),
           (select count(*) from shared where client_id is null)
    from clients"""


class Talks(NamedTuple):
    """Counts of clients by their last talk.

    Attributes:
        in_care: Clients in care in the period.
        without: Those of them without a talk in it.
        at_end: Clients in care on its last day.
        resting: Those of them whose last talk, and the beginning of whose care, is long ago.
        unmatched: More than 0 if the talk of a household may have nobody in care on its day.
    """

    in_care: float
    without: float
    at_end: float
    resting: float
    unmatched: float


def talkers(export: Export) -> str:
    """Make a table with one row for each client's key in the consultations, once for all rules; return its name.

    It has ``client_id``, ``talks`` (those with a day), ``one_home`` and ``other_home`` (the same unless there are two),
    the days ``first_``, ``last_``, ``within_`` (the last in the period) and ``until_`` (the last before its end).
    """
    export.ask(ALONE.format(within=export.within("consulted_on"), until=_until(export)))
    return TALKERS


def _until(export: Export) -> str:
    return f"consulted_on <= date '{export.period[1]}'" if export.period else "true"


def talks(export: Export) -> Talks:
    """Look at the last talk of every client; without a period every talk and every client in care counts."""
    in_care, at_end, resting = "k.care_from is not null", "false", "null"
    if export.period:
        start, end = (f"date '{day}'" for day in export.period)
        at_end = f"k.care_from <= {end} and coalesce(k.care_until, {end}) >= {end}"
        in_care = f"k.care_from <= {end} and coalesce(k.care_until, {end}) >= {start}"
        resting = f"{end} - {int(export.limit('ruhend_tage'))}"
    sql = SQL.format(
        alone=talkers(export), within=export.within("consulted_on"), until=_until(export), in_care=in_care,
        at_end=at_end, resting=resting,
    )  # fmt: skip
    return Talks(*export.numbers(sql))
