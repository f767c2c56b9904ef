"""Places: an area may be asked for by its key, its name or another spelling, and a mistake names the nearest ones."""

import pytest

from imreport.cases import Code, CodeList
from imreport.cases.places import area_keys
from imreport.config import Config
from imreport.errors import UsageError
from imreport.parameters import Parameters

COMMUNES = CodeList(
    "gemeinden",
    (
        Code("08425033", "Ehingen (Donau)", also=("Ehingen",)),
        Code("08425064", "Hüttisheim"),
        Code("08425004", "Altheim"),
        Code("08425005", "Altheim", also=("Altheim (Alb)",)),
    ),
)
CODES = {"gemeinden": COMMUNES, "teams": CodeList("teams", (Code("nord", "Nord"), Code("sued", "Süd")))}


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ({"gemeinde": "08425033"}, "08425033"),
        ({"gemeinde": "ehingen (DONAU)"}, "08425033"),
        ({"gemeinde": " Ehingen"}, "08425033"),
        ({"gemeinde": "HÜTTISHEIM"}, "08425064"),
        ({"gemeinde": "Gemeinde Hüttisheim"}, "08425064"),
        ({"gemeinde": "Altheim (Alb)"}, "08425005"),
        ({"team": "Süd"}, "sued"),
        ({"team": "SUED"}, "sued"),
        ({"team": "Team Nord"}, "nord"),
    ],
)
def test_an_area_has_a_key_and_names(asked: dict[str, str], key: str) -> None:
    assert [*area_keys(asked, CODES).values()] == [key]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"gemeinde": "Hütisheim"}, "Unbekannt: Gemeinde „Hütisheim“. Meinten Sie Hüttisheim (08425064)?"),
        ({"gemeinde": "0842503"}, "Unbekannt: Gemeinde „0842503“. Meinten Sie Ehingen (Donau) (08425033)?"),
        (
            {"gemeinde": "08425999"},
            "Unbekannt: Gemeinde „08425999“. Bekannt sind: Ehingen (Donau) (08425033), Hüttisheim (08425064), Altheim "
            "(08425004), Altheim (08425005).",
        ),
        (
            {"gemeinde": "altheim"},
            "Gemeinde „altheim“ ist nicht eindeutig. Nennen Sie den Schlüssel: Altheim (08425004), Altheim (08425005).",
        ),
        ({"team": "Nort"}, "Unbekannt: Team „Nort“. Meinten Sie Nord (nord)?"),
        ({"verband": "Langenau"}, "Unbekannt: Verwaltungsgemeinschaft „Langenau“. Bekannt ist keine."),
    ],
)
def test_a_mistake_names_areas_with_their_keys(asked: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        area_keys(asked, CODES)
    assert str(caught.value) == message


def test_of_many_areas_some_are_named() -> None:
    teams = CodeList("teams", tuple(Code(f"t{number}", f"Team {number}") for number in range(20)))
    with pytest.raises(UsageError, match=r"Team 11 \(t11\) und 8 weitere\."):
        area_keys({"team": "völlig anders"}, {"teams": teams})


@pytest.mark.parametrize(
    ("values", "resolved"),
    [
        ({"team": "Ehingen"}, ("ehingen", "", "")),
        ({"verband": "Munderkingen"}, ("", "munderkingen", "")),
        ({"gemeinde": "hüttisheim"}, ("", "", "08425064")),
    ],
)
def test_resolved_parameters_hold_the_key(
    values: dict[str, str], resolved: tuple[str, str, str], config: Config
) -> None:
    found = Parameters.of(values).resolve(config)
    assert (found.team, found.verband, found.gemeinde) == resolved
