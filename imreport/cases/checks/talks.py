"""Talks with clients, alone or with their household: one look at all of them, which several rules share."""

from typing import Final, NamedTuple

from imreport.cases.checks.export import Export

SQL: Final = """with alone as (
        select client_id, max(consulted_on) filter ({within}) as within_, max(consulted_on) filter ({until}) as until_
        from case_consultations where client_id is not null group by client_id),
    shared as (
        select k.client_id, max(consulted_on) filter ({within}) as within_, max(consulted_on) filter ({until}) as until_
        from (select distinct household_id, consulted_on from case_consultations where client_id is null) as c
        left join case_clients as k on k.household_id = c.household_id and k.care_from <= c.consulted_on
          and coalesce(k.care_until, c.consulted_on) >= c.consulted_on
        group by k.client_id),
    clients as (
        select {in_care} as in_care, greatest(alone.within_, shared.within_) as within_, {at_end} as at_end,
               greatest(alone.until_, shared.until_, k.care_from) as until_
        from case_clients as k left join alone on alone.client_id = k.client_id
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


def talks(export: Export) -> Talks:
    """Look at the last talk of every client; without a period every talk and every client in care counts."""
    in_care, until, at_end, resting = "k.care_from is not null", "true", "false", "null"
    if export.period:
        start, end = (f"date '{day}'" for day in export.period)
        at_end = f"k.care_from <= {end} and coalesce(k.care_until, {end}) >= {end}"
        in_care = f"k.care_from <= {end} and coalesce(k.care_until, {end}) >= {start}"
        until, resting = f"consulted_on <= {end}", f"{end} - {int(export.limit('ruhend_tage'))}"
    sql = SQL.format(within=export.within("consulted_on"), until=until, in_care=in_care, at_end=at_end, resting=resting)
    return Talks(*export.numbers(sql))
