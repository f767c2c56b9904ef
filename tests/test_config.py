"""bericht.toml: a mistake in it is answered in German, with place and suggestion; the nearest file is found."""

import re
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

import imreport.demo
from imreport.chapters import CHAPTERS
from imreport.config import ENVIRONMENT, Config, Section, find_config, load_config
from imreport.errors import ConfigError
from tests.conftest import DATA

SAMPLE = (DATA / "bericht.toml").read_text("utf-8")
SMALLEST = '[bericht]\nkreis = "Musterland"\nvon = 2018-02-01\nbis = 2018-12-31\ndatum = 2019-01-31\n'


def write(folder: Path, text: str = SMALLEST) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "bericht.toml"
    path.write_text(text, "utf-8")
    return path


def refused(folder: Path, text: str) -> ConfigError:
    with pytest.raises(ConfigError) as error:
        load_config(write(folder, text))
    assert error.value.exit_code == 2
    return error.value


def aliases(model: type[Section]) -> set[str]:
    """Every German key of the file, sections included."""
    found = set()
    for field in model.model_fields.values():
        found |= {field.alias} if field.alias and field.alias.isidentifier() else set()
        if isinstance(field.annotation, type) and issubclass(field.annotation, Section):
            found |= aliases(field.annotation)
    return found


@pytest.mark.parametrize(
    ("old", "new", "found", "meant"),
    [
        ("titel =", "tietl =", "bericht.tietl", "bericht.titel"),
        ("bis =", "bsi =", "bericht.bsi", "bericht.bis"),
        ("[vorlage]", "[vorlagen]", "vorlagen", "vorlage"),
        ("gremium =", "gremien =", "vorlage.gremien", "vorlage.gremium"),
        ("klienten =", "klient =", "daten.klient", "daten.klienten"),
        ("schwelle =", "schwele =", "geheimhaltung.schwele", "geheimhaltung.schwelle"),
        ("2018-02-01, quelle", "2018-02-01, qelle", "fakten.programmbeginn.qelle", "fakten.programmbeginn.quelle"),
    ],
)
def test_a_misspelt_key_is_named_with_the_one_that_was_meant(
    tmp_path: Path, old: str, new: str, found: str, meant: str
) -> None:
    assert old in SAMPLE
    error = refused(tmp_path, SAMPLE.replace(old, new, 1))
    assert error.message == f"Unbekannt: Schlüssel in bericht.toml „{found}“."
    assert error.hint == f"Meinten Sie „{meant}“?"


def test_a_key_like_no_other_comes_with_all_that_are_allowed(tmp_path: Path) -> None:
    error = refused(tmp_path, SMALLEST + "[daten]\nxyz = 1\n")
    assert error.hint.startswith("Erlaubt sind: daten.geheimnis, daten.gespraeche, daten.kennzeichnung")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (SMALLEST + 'title = "Bericht"', "bericht.title"),
        (SMALLEST + '[vorlage]\nclerk = "N. N."', "vorlage.clerk"),
        (SMALLEST + "[disclosure]\nschwelle = 5", "disclosure"),
        ('path = "x"\n' + SMALLEST, "path"),
    ],
)
def test_the_names_in_the_code_are_no_keys_of_the_file(tmp_path: Path, text: str, key: str) -> None:
    assert refused(tmp_path, text).message == f"Unbekannt: Schlüssel in bericht.toml „{key}“."


@pytest.mark.parametrize("key", ["kreis", "von", "bis", "datum"])
def test_a_key_that_is_missing_is_named(tmp_path: Path, key: str) -> None:
    without = re.sub(rf"^{key} = .*\n", "", SMALLEST, flags=re.MULTILINE)
    error = refused(tmp_path, without)
    assert error.message == f"bericht.toml: „bericht.{key}“ fehlt."
    assert error.hint


def test_a_fact_without_a_source_is_refused(tmp_path: Path) -> None:
    error = refused(tmp_path, SMALLEST + "[fakten]\nmonate = { wert = 60 }\n")
    assert error.message == "bericht.toml: „fakten.monate.quelle“ fehlt."


@pytest.mark.parametrize(
    ("section", "line", "sentence"),
    [
        ("vorlage", 'sitzung_am = "gestern"', "„vorlage.sitzung_am“ muss ein Datum wie 2021-02-28 sein"),
        ("vorlage", "sitzung_am = 5.5", "„vorlage.sitzung_am“ muss ein Datum wie 2021-02-28 sein"),
        ("vorlage", 'oeffentlich = "vielleicht"', "„vorlage.oeffentlich“ muss true oder false sein"),
        ("vorlage", "gremium = 5", "„vorlage.gremium“ muss ein Text in Anführungszeichen sein"),
        ("vorlage", 'anlagen = "Karte"', "„vorlage.anlagen“ muss eine Liste in eckigen Klammern sein"),
        ("vorlage", "anlagen = [1]", "„vorlage.anlagen.0“ muss ein Text in Anführungszeichen sein"),
        ("daten", "gespraeche = 5", "„daten.gespraeche“ muss ein Text in Anführungszeichen sein"),
        ("schluessel", "teams = 5", "„schluessel.teams“ muss ein Text in Anführungszeichen sein"),
        ("geheimhaltung", 'schwelle = "fünf"', "„geheimhaltung.schwelle“ muss eine ganze Zahl sein"),
        ("geheimhaltung", "schwelle = 4.5", "„geheimhaltung.schwelle“ muss eine ganze Zahl sein"),
        ("geheimhaltung", "schwelle = 2", "„geheimhaltung.schwelle“ muss mindestens 3 sein"),
        ("fakten", "monate = 60", "„fakten.monate“ muss ein Abschnitt sein"),
        ("fakten", "monate = { wert = [1], quelle = 'Land' }", "„fakten.monate.wert“"),
        ("fakten", "integrationskurse = { wert = [1], quelle = 'Land' }", "„fakten.integrationskurse.wert“"),
        ("fakten", "stromkosten = { wert = 1, quelle = 5 }", "„fakten.stromkosten.quelle“"),
    ],
)
def test_a_wrong_value_is_named_with_what_it_should_be(tmp_path: Path, section: str, line: str, sentence: str) -> None:
    error = refused(tmp_path, f"{SMALLEST}[{section}]\n{line}\n")
    assert error.message.startswith("bericht.toml: ")
    assert sentence in error.message
    assert error.hint


@pytest.mark.parametrize("section", ["vorlage", "daten", "geheimhaltung", "fakten", "schluessel"])
def test_a_value_in_place_of_a_section_is_refused(tmp_path: Path, section: str) -> None:
    assert refused(tmp_path, f"{section} = 1\n{SMALLEST}").message.endswith(f"„{section}“ muss ein Abschnitt sein.")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[bericht]\nkreis = „Musterland“\n", "Zeile 2, Spalte 9"),
        ("[bericht]\nvon = 01.02.2018\n", "Zeile 2"),
        ("[bericht]\nkreis = 'a'\nkreis = 'b'\n", "Zeile 3"),
        ("[bericht", "am Ende der Datei"),
    ],
)
def test_what_is_no_toml_is_refused_with_its_place(tmp_path: Path, text: str, place: str) -> None:
    error = refused(tmp_path, text)
    assert error.message.startswith("„bericht.toml“ ist kein gültiges TOML: ")
    assert place in error.message
    assert "Anführungszeichen" in error.hint


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path)
    path.write_bytes('[bericht]\nkreis = "Künzelsau"\n'.encode("cp1252"))
    with pytest.raises(ConfigError, match=r"„bericht\.toml“ ist nicht in UTF-8 gespeichert"):
        load_config(path)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    error = refused(tmp_path, "")
    assert (error.message, error.hint) == ("bericht.toml: „bericht“ fehlt.", "Die Datei ist leer.")


@pytest.mark.parametrize("name", ["nix.toml", "ordner"])
def test_a_missing_file_or_a_folder_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "ordner").mkdir()
    with pytest.raises(ConfigError, match=f"„{name}“ fehlt oder ist nicht lesbar"):
        load_config(tmp_path / name)


def test_a_file_that_notepad_saved_is_read(tmp_path: Path) -> None:
    path = write(tmp_path)
    path.write_bytes(b"\xef\xbb\xbf" + SMALLEST.replace("\n", "\r\n").encode())
    assert load_config(path).report.county == "Musterland"


def test_what_is_not_set_has_a_default(tmp_path: Path) -> None:
    config = load_config(write(tmp_path))
    assert (config.report.title, config.report.as_of, config.report.cut) == ("", None, date(2020, 3, 1))
    assert (config.disclosure.threshold, config.submission.clerk, config.data.notice) == (5, "N. N.", "")


def test_files_lie_beside_bericht_toml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "kreis", SMALLEST + '[daten]\nklienten = "../gemeinsam/k.csv"\n[schluessel]\nteams = "t.csv"\n')
    config = load_config(Path("kreis/bericht.toml"))
    assert config.files()["clients"].resolve() == tmp_path / "gemeinsam/k.csv"
    assert config.files()["posts"] == tmp_path / "kreis/stellen.csv"
    assert config.code_files() == {"teams": tmp_path / "kreis/t.csv"}


def test_a_configuration_is_never_changed(config: Config) -> None:
    with pytest.raises(ValidationError):
        config.report.title = "anders"  # type: ignore[misc]


def test_facts_keep_their_kind(config: Config) -> None:
    kinds = {name: type(config.facts[name].value) for name in ("programmbeginn", "foerdermonate", "foerderende")}
    assert kinds == {"programmbeginn": date, "foerdermonate": int, "foerderende": str}


def test_the_nearest_file_upwards_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ENVIRONMENT, raising=False)
    outer, inner = write(tmp_path), write(tmp_path / "kreis")
    deep = tmp_path / "kreis" / "notizbuecher" / "alt"
    deep.mkdir(parents=True)
    assert find_config(deep) == inner
    assert find_config(tmp_path) == outer


def test_the_folder_of_a_checkout_finds_its_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ENVIRONMENT, raising=False)
    sample = write(tmp_path / "data")
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    assert find_config() == sample
    assert find_config(tmp_path) == sample


def test_a_file_here_comes_before_the_one_in_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ENVIRONMENT, raising=False)
    write(tmp_path / "data")
    assert find_config(tmp_path) == tmp_path / "data" / "bericht.toml"
    assert find_config(write(tmp_path).parent) == tmp_path / "bericht.toml"


def test_without_a_file_the_way_to_one_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ENVIRONMENT, raising=False)
    with pytest.raises(ConfigError, match=r"liegt keine bericht\.toml") as error:
        find_config(tmp_path)
    assert "imreport demo" in error.value.hint


def test_the_environment_comes_before_what_is_near(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(ENVIRONMENT, str(DATA / "bericht.toml"))
    assert load_config().report.county == "Alb-Donau-Kreis"


def test_a_file_that_is_named_comes_before_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENVIRONMENT, str(DATA / "bericht.toml"))
    assert load_config(write(tmp_path)).report.county == "Musterland"


def test_an_environment_that_leads_nowhere_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENVIRONMENT, "nirgends/bericht.toml")
    with pytest.raises(ConfigError, match=r"„bericht\.toml“ fehlt"):
        load_config()


def test_the_sample_is_the_template_of_the_package() -> None:
    template = Path(imreport.demo.__file__).with_name("bericht.toml")
    assert (DATA / "bericht.toml").read_bytes() == template.read_bytes()


@pytest.mark.parametrize("key", sorted(aliases(Config)))
def test_the_template_shows_every_key(key: str) -> None:
    assert re.search(rf"^(# ?)?(\[{key}[\].]|{key}(\.\w+)? =)|\b{key} = ", SAMPLE, flags=re.MULTILINE)


@pytest.mark.parametrize(
    ("keys", "message", "hint"),
    [
        ('["gespräche"]', "Unbekannt: Kapitel in [bericht] kapitel „gespräche“.", "Meinten Sie „gespraeche“?"),
        ('["themen", "themen"]', "Das Kapitel „themen“ steht in [bericht] kapitel zweimal.", "Streichen Sie eines"),
        ("[]", "[bericht] kapitel nennt kein Kapitel.", "Streichen Sie den Schlüssel"),
    ],
)
def test_chapters_are_known_and_stand_once(tmp_path: Path, keys: str, message: str, hint: str) -> None:
    error = refused(tmp_path, f"{SMALLEST}kapitel = {keys}\n")
    assert error.message == message
    assert error.hint.startswith(hint)


def test_chapters_keep_the_order_of_the_file(tmp_path: Path) -> None:
    chosen = load_config(write(tmp_path, f'{SMALLEST}kapitel = ["anhang", "themen"]\n')).report.chapters
    assert chosen == ("anhang", "themen")
    assert load_config(write(tmp_path)).report.chapters == tuple(CHAPTERS)


@pytest.mark.parametrize(
    ("section", "message"),
    [
        ("[vergleich]\nvon = 2019-01-01", "[vergleich] braucht „von“ und „bis“ zusammen."),
        (
            '[vergleich]\nvon = 2019-01-01\nbis = 2019-12-31\nzeitraum = "vorjahr"',
            "[vergleich] nennt den Zeitraum zweimal: mit „von“ und „bis“ und mit „zeitraum“.",
        ),
        (
            '[vergleich]\nzeitraum = "letztes Jahr"',
            "bericht.toml: „vergleich.zeitraum“ hat einen Wert, den es nicht gibt.",
        ),
        ("[foerderung]\nmonate = 0", "bericht.toml: „foerderung.monate“ muss größer als 0 sein."),
        (
            '[foerderung]\nunterbrechungen = [{ stelle = "S1", von = 2020-02-01, bis = 2020-01-01 }]',
            "Die Unterbrechung der Stelle „S1“ in [foerderung] endet vor ihrem Beginn.",
        ),
        ("[kosten]\nsatz_je_vzae = 64000", "bericht.toml: „kosten.quelle“ fehlt."),
        (
            '[kosten]\nsatz_je_vzae = 64000\nanteil_land_prozent = 101\nquelle = "x"',
            "bericht.toml: „kosten.anteil_land_prozent“ darf höchstens 100 sein.",
        ),
        (
            '[kosten]\nsatz_je_vzae = 64000\nplattform_jahr = -1\nquelle = "x"',
            "bericht.toml: „kosten.plattform_jahr“ muss mindestens 0 sein.",
        ),
    ],
)
def test_optional_sections_are_checked(tmp_path: Path, section: str, message: str) -> None:
    assert refused(tmp_path, f"{SMALLEST}{section}\n").message == message


def test_without_their_sections_there_are_no_costs_and_nothing_is_compared(tmp_path: Path) -> None:
    smallest = load_config(write(tmp_path))
    assert smallest.costs is None
    assert smallest.previous_report is None
    assert smallest.funding.months == 60


def test_only_a_day_can_be_a_break_in_the_recording(tmp_path: Path) -> None:
    fact = "plattform = {{ wert = {}, quelle = 'Vorlage', bruch = 'Erfassung' }}\n"
    error = refused(tmp_path, SMALLEST + "[fakten]\n" + fact.format(2018))
    assert error.message == 'In [fakten] steht „bruch = "Erfassung"“ bei einem Wert, der kein Datum ist.'
