"""Dimensions (Merkmale): everything that indicators are broken down by."""

from typing import Final

from imreport.indicators.indicator import Dimension

WHOLE: Final = Dimension("whole", "insgesamt", "Insgesamt", "whole")
YEAR: Final = Dimension("year", "jahr", "Jahr", "year")
MONTH: Final = Dimension("month", "monat", "Monat", "month")
ERA: Final = Dimension("era", "abschnitt", "Zeitabschnitt", "era")
MOMENT: Final = Dimension("moment", "zeitpunkt", "Zeitpunkt", "moment")
FUNDING_END: Final = Dimension("funding_end", "halbjahr", "Ende der Förderung", "half", complete=False)
COST: Final = Dimension("cost", "kostenart", "Kostenart", codes="kostenarten", complete=False)

FORM: Final = Dimension("form", "form", "Form", codes="formen")
CHANNEL: Final = Dimension("channel", "kanal", "Kanal", codes="kanaele")
CONTACT: Final = Dimension("contact", "kontaktweg", "Kontaktweg", codes="kontaktwege", rolls_up="channel")
TOPIC: Final = Dimension("topic", "thema", "Thema", codes="themen", broad=True, foldable=True, sensitive=True)
SUBTOPIC: Final = Dimension(
    "subtopic", "unterthema", "Unterthema", codes="themen", finer=True, complete=False, sensitive=True
)
TARGET: Final = Dimension(
    "target", "ziel", "Weiterleitung an", codes="weiterleitungsziele", foldable=True, sensitive=True
)
INTENSITY: Final = Dimension("intensity", "haeufigkeit", "Gespräche je Person", codes="haeufigkeit")

TEAM: Final = Dimension("team", "team", "Team", codes="teams", rolls_up="commune")
STAFF_TEAM: Final = Dimension("team", "team", "Team", codes="teams", foldable=True)
ASSOCIATION: Final = Dimension(
    "association", "verband", "Verwaltungsgemeinschaft", codes="verbaende", rolls_up="commune"
)
COMMUNE: Final = Dimension("commune", "gemeinde", "Gemeinde", codes="gemeinden", complete=False, foldable=True)

NATIONALITY: Final = Dimension(
    "nationality", "staatsangehoerigkeit", "Staatsangehörigkeit", codes="staatsangehoerigkeiten",
    complete=False, foldable=True,
)  # fmt: skip
GENDER: Final = Dimension("gender", "geschlecht", "Geschlecht", codes="geschlecht")
AGE_GROUP: Final = Dimension("age_group", "altersgruppe", "Altersgruppe", codes="altersgruppen")
RESIDENCE_STATUS: Final = Dimension(
    "residence_status", "aufenthaltsstatus", "Aufenthaltsstatus", codes="aufenthaltsstatus", sensitive=True
)
HOUSEHOLD_SIZE: Final = Dimension(
    "household_size", "haushaltsgroesse", "Größe des Haushalts", codes="haushaltsgroesse",
    wholes=(("zwei", 2, 2), ("drei", 3, 3), ("vier", 4, 4), ("ab_5", 5, 50)),
)  # fmt: skip
DURATION: Final = Dimension("duration", "dauer", "Dauer der Betreuung", codes="betreuungsdauer")
PLANNED: Final = Dimension("planned", "plan", "Integrationsplan", codes="planabdeckung")
ORIGIN: Final = Dimension("origin", "herkunft", "Beginn", codes="herkunft")
ENDING: Final = Dimension("ending", "verbleib", "Verbleib", codes="verbleib")
OUTCOME: Final = Dimension("outcome", "ausgang", "Stand am Ende", codes="planstatus")
