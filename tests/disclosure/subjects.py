"""What the audit of finished reports knows of the Kennzahlen: which count the same units, and by which categories."""

from collections.abc import Mapping
from dataclasses import dataclass, field

STAFF = 3
"""Of the county's own staff, teams of at least three are named."""
PERIOD = ("start", "end", "as_of")
AREA = ("team", "commune", "association")


@dataclass(frozen=True)
class Subject:
    """What some tables count.

    Attributes:
        tables: Kennzahl → its dimensions.
        columns: The categories that every unit has; an empty one means that the tables of that column do not count it.
        stock: Whether units are there on a day, or the period is that of all reports.
        threshold: How few persons are few.
        wholes: Column → category → how many units of it make up a whole that no area divides.
        same: What reports that are seen together have in common of their scope, because categories depend on it.
    """

    tables: Mapping[str, tuple[str, ...]]
    columns: tuple[str, ...] = ()
    stock: bool = False
    threshold: int = 5
    same: tuple[str, ...] = ()
    wholes: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


SUBJECTS = {
    "talks": Subject(
        {
            "gespraeche": ("form",),
            "gespraeche_jahr": ("year", "form"),
            "gespraeche_monat": ("month",),
            "kanaele": ("era", "kanal"),
            "kontaktwege": ("era", "kontaktweg"),
            "kanaele_jahr": ("year", "kanal"),
        },
        ("form", "kanal", "kontaktweg"),
    ),
    "talks_of_teams": Subject({"gespraeche_team": ("team",), "gespraeche_jahr": ("year", "form")}, ("team", "form")),
    "talks_of_associations": Subject(
        {"gespraeche_verband": ("verband",), "gespraeche_jahr": ("year", "form")}, ("verband", "form")
    ),
    "consulted": Subject({"klienten_beraten": ("haeufigkeit",)}, ("haeufigkeit",), stock=True, same=(*PERIOD, *AREA)),
    "participations": Subject({"teilnahmen": ("form",)}, ("form",)),
    "topics": Subject(
        {"themen": ("thema",), "themen_jahr": ("year", "thema"), "themen_form": ("form", "thema")}, ("thema", "form")
    ),
    "subtopics": Subject({"unterthemen": ("unterthema",)}, ("unterthema",)),
    "referrals": Subject(
        {
            "weiterleitungen": ("ziel",),
            "weiterleitungen_jahr": ("year", "ziel"),
            "weiterleitungen_form": ("form", "ziel"),
        },
        ("ziel", "form"),
    ),
    "pairs": Subject({"thema_ziel": ("thema", "ziel")}, ("thema", "ziel")),
    "plans": Subject({"plaene": ("year",)}),
    "plans_of_period": Subject(
        {"plaene_stand": ("herkunft", "ausgang"), "plaene": ("year",)},
        ("herkunft", "ausgang", "year"), stock=True, same=PERIOD,
    ),
    "clients": Subject(
        {"staatsangehoerigkeit": ("nation",), "geschlecht": ("geschlecht",)}, ("nation", "geschlecht"), stock=True
    ),
    "residents": Subject(
        {"altersgruppe": ("alter",), "aufenthaltsstatus": ("status",)}, ("alter", "status"), stock=True
    ),
    "residents_of_day": Subject(
        {"haushalt": ("groesse",), "betreuungsdauer": ("dauer",), "altersgruppe": ("alter",)},
        ("groesse", "dauer", "alter"), stock=True, same=PERIOD,
        wholes={"groesse": {"2 Personen": 2, "3 Personen": 3, "4 Personen": 4}},
    ),
    "planned": Subject(
        {"klienten_plan": ("plan",), "altersgruppe": ("alter",)}, ("plan", "alter"), stock=True, same=PERIOD
    ),
    "clients_of_period": Subject(
        {"klienten_verlauf": ("herkunft", "verbleib"), "altersgruppe": ("alter",)},
        ("herkunft", "verbleib", "alter"), stock=True, same=PERIOD,
    ),
    "clients_of_teams": Subject(
        {"klienten_team": ("team",), "geschlecht": ("geschlecht",)}, ("team", "geschlecht"), stock=True
    ),
    "clients_of_communes": Subject(
        {"klienten_gemeinde": ("gemeinde",), "klienten_verband": ("verband",), "klienten_team": ("team",)},
        ("gemeinde", "verband", "team"), stock=True,
    ),
    "posts": Subject({"stellen": ("moment",), "stellen_team": ("team",)}, ("team",), stock=True, threshold=STAFF),
    "hours": Subject({"vzae": ("moment",), "vzae_team": ("team",)}, ("team",), stock=True, threshold=STAFF),
    "hours_of_period": Subject({"vzae_mittel": ("team",)}, ("team",), stock=True, threshold=STAFF, same=PERIOD),
}  # fmt: skip

UNKNOWN = {
    "foerderende": "the end of funding stands for single posts, without a threshold",
    "vzae_foerderende": "as foerderende, which it follows",
}
"""Kennzahlen that are counted, but that the audit leaves out → why."""
