"""Countries in a sentence: article and case."""

import pytest

from imreport.cases import load_code_lists
from imreport.disclosure import Release
from imreport.errors import UsageError
from imreport.presentation import countries, passage
from imreport.presentation.countries import country

from .handmade import handmade

CODES = load_code_lists({})["staatsangehoerigkeiten"]


@pytest.mark.parametrize(
    ("key", "nominative", "dative", "accusative"),
    [
        ("syrien", "Syrien", "Syrien", "Syrien"),
        ("irak", "der Irak", "dem Irak", "den Irak"),
        ("iran", "der Iran", "dem Iran", "den Iran"),
        ("kosovo", "der Kosovo", "dem Kosovo", "den Kosovo"),
        ("tuerkei", "die Türkei", "der Türkei", "die Türkei"),
        ("sri_lanka", "Sri Lanka", "Sri Lanka", "Sri Lanka"),
        ("russische_foederation", "die Russische Föderation", "der Russischen Föderation", "die Russische Föderation"),
        ("niederlande", "die Niederlande", "den Niederlanden", "die Niederlande"),
        ("philippinen", "die Philippinen", "den Philippinen", "die Philippinen"),
        ("vereinigte_staaten", "die Vereinigten Staaten", "den Vereinigten Staaten", "die Vereinigten Staaten"),
        ("staatenlos", "staatenlose Menschen", "staatenlosen Menschen", "staatenlose Menschen"),
    ],
)
def test_cases(key: str, nominative: str, dative: str, accusative: str) -> None:
    label = CODES.label(key)
    assert country(key, label) == nominative
    assert country(key, label, case="dativ") == dative
    assert country(key, label, case="akkusativ") == accusative


def test_every_name_with_an_article_is_in_the_code_list() -> None:
    listed = {code.key for code in CODES.codes}
    articles = {key for keys in countries._ARTICLES["dativ"] for key in keys}
    assert articles | set(countries._INFLECTED) <= listed


def test_names_that_begin_with_an_adjective_are_inflected() -> None:
    adjectives = [code for code in CODES.codes if code.label.partition(" ")[0].endswith(("ische", "igte"))]
    assert len(adjectives) >= 5
    assert all(code.key in countries._INFLECTED for code in adjectives)


def test_in_passages(release: Release) -> None:
    text = "{{ spitze(staatsangehoerigkeit, 3) | laender }} aus {{ staatsangehoerigkeit.irak | land('dativ') }}"
    assert passage(release, text).text == "Syrien (734), Afghanistan (236) und der Irak (191) aus dem Irak"


def test_in_the_dative() -> None:
    release = handmade("staatsangehoerigkeit", {"tuerkei": 7, "irak": 5, "gesamt": 12})
    text = "aus {{ spitze(staatsangehoerigkeit, 3) | laender('dativ') }}"
    assert passage(release, text).text == "aus der Tuerkei (7) und dem Irak (5)"


def test_unknown_case_is_an_error(release: Release) -> None:
    with pytest.raises(UsageError, match=r"Fall „dativv“\. Meinten Sie „dativ“"):
        passage(release, "{{ staatsangehoerigkeit.irak | land('dativv') }}")
