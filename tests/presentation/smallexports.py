"""Small exports with chance in them: a few clients in households, their consultations, referrals, plans and posts."""

from datetime import date, timedelta
from random import Random

import pandas as pd

FIRST, DAYS = date(2018, 2, 1), 1200
TEAMS = ["ehingen", "raum_munderkingen", "laichinger_alb"]
COMMUNES = ["08425002", "08425033", "08425071"]
NATIONALITIES = ["syrien", "irak", "tuerkei", "staatenlos", "ohne_angabe"]
CHANNELS = ["buero", "aufsuchend", "telefon", "email", "video", "ohne_angabe"]
TOPICS = ["anderes_thema", "kinder", "gesundheit", "rueckkehr"]
TARGETS = ["andere_regeldienste", "jobcenter", "opferschutz"]
STATUS = ["aktiv", "ziele_erreicht", "abbruch"]

Frames = dict[str, pd.DataFrame]


def small_export(chance: Random) -> Frames:
    """Frames of a valid export; its size is drawn too, from nothing to a few hundred rows."""
    clients = _clients(chance, chance.choice([0, 1, 2, 6, 30, 90]))
    talks = _consultations(chance, clients, count=chance.choice([0, 1, 2, 20, 120, 400]) if len(clients) else 0)
    frames = {
        "clients": clients,
        "consultations": talks,
        "referrals": _referrals(chance, talks),
        "plans": _plans(chance, clients),
        "posts": _posts(chance, chance.choice([0, 1, 2, 9])),
    }
    return {name: frame.astype("string") for name, frame in frames.items()}


def _day(chance: Random) -> date:
    return FIRST + timedelta(chance.randrange(DAYS))


def _clients(chance: Random, count: int) -> pd.DataFrame:
    rows = []
    for number in range(count):
        start = _day(chance)
        end = start + timedelta(chance.randrange(1, 900)) if chance.random() < 0.4 else None
        household = f"H{number // chance.choice([1, 1, 3]):05}"
        people = (
            chance.choice(NATIONALITIES),
            chance.choice(["maennlich", "weiblich", "divers"]),
            "von_18_bis_26",
            "duldung",
        )
        place = (chance.choice(COMMUNES), chance.choice(TEAMS))
        rows.append((f"K{number:05}", household, *people, *place, start, end))
    names = ["client_id", "household_id", "nationality", "gender", "age_group", "residence_status", "commune", "team"]
    return _frame(rows, [*names, "care_from", "care_until"])


def _consultations(chance: Random, clients: pd.DataFrame, *, count: int) -> pd.DataFrame:
    rows = []
    for number in range(count):
        client = clients.iloc[chance.randrange(len(clients))]
        topics = "|".join(chance.sample(TOPICS, chance.choice([1, 1, 2])))
        family = chance.random() < 0.2
        who = ("familie", None, client.household_id) if family else ("einzel", client.client_id, None)
        rows.append((f"G{number:06}", client.care_from, *who, chance.choice(CHANNELS), topics, client.team))
    names = ["consultation_id", "consulted_on", "form", "client_id", "household_id", "channel", "topics", "team"]
    return _frame(rows, names)


def _referrals(chance: Random, talks: pd.DataFrame) -> pd.DataFrame:
    keys = [key for key in talks["consultation_id"] if chance.random() < 0.5]
    rows = [(f"W{number:06}", key, chance.choice(TARGETS)) for number, key in enumerate(keys)]
    return _frame(rows, ["referral_id", "consultation_id", "target"])


def _plans(chance: Random, clients: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for number, client in enumerate(clients.itertuples()):
        if chance.random() < 0.5:
            status = chance.choice(STATUS)
            end = None if status == "aktiv" else client.care_from + timedelta(chance.randrange(1, 300))
            rows.append((f"P{number:04}", client.client_id, client.care_from, status, end))
    return _frame(rows, ["plan_id", "client_id", "created_on", "status", "closed_on"])


def _posts(chance: Random, count: int) -> pd.DataFrame:
    rows = []
    for number in range(count):
        start = _day(chance)
        end = start + timedelta(chance.randrange(30, 900)) if chance.random() < 0.3 else None
        rows.append((f"S{number:02}", chance.choice(TEAMS), chance.choice([0.5, 0.75, 1.0]), start, end))
    return _frame(rows, ["post_id", "team", "fte", "filled_from", "filled_until"])


def _frame(rows: list[tuple[object, ...]], names: list[str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=names, dtype="object")
