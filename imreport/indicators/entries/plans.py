"""Plans (Integrationspläne): how many were made, and what became of those that ran in the period."""

from typing import Final

from imreport.indicators.dimensions import ORIGIN, OUTCOME, PLANNED, YEAR
from imreport.indicators.indicator import Indicator, Share
from imreport.indicators.populations import CLIENTS, PLANS, PLANS_OF_PERIOD

ENTRIES: Final = (
    Indicator(
        key="plaene",
        title="Neu erstellte Integrationspläne nach Jahr",
        short="Integrationspläne",
        unit="Integrationspläne",
        basis="flow",
        chapter="plaene",
        population=PLANS,
        dimensions=(YEAR,),
        source="Integrationspläne",
    ),
    Indicator(
        key="plaene_stand",
        title="Integrationspläne des Zeitraums nach Beginn und Stand am Ende",
        short="Stand der Integrationspläne",
        unit="Integrationspläne",
        basis="flow",
        chapter="plaene",
        population=PLANS_OF_PERIOD,
        dimensions=(ORIGIN, OUTCOME),
        shares=(Share("anteil", "Anteil", "plaene_stand", ("origin",)),),
        whole=True,
        source="Integrationspläne",
        note="Gezählt sind Pläne, die vor dem Zeitraum noch nicht beendet waren oder in ihm erstellt wurden.",
    ),
    Indicator(
        key="klienten_plan",
        title="Klientinnen und Klienten nach Integrationsplan",
        short="Personen mit Plan",
        unit="Personen",
        basis="stock",
        chapter="plaene",
        population=CLIENTS,
        dimensions=(PLANNED,),
        shares=(Share("anteil", "Anteil", "klienten_plan"),),
        source="Klientinnen und Klienten, Integrationspläne",
        note="Ein Plan läuft, solange er nicht abgeschlossen oder abgebrochen ist.",
    ),
)
