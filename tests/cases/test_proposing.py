"""Proposing a mapping: headers, values, words and separators of unknown files, and what is never shown."""

import tomllib
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from imreport.cases import CodeLists, load_code_lists
from imreport.cases.engine import Engine
from imreport.cases.gate.headers import identifier_of
from imreport.cases.mapping import SourceSpec
from imreport.cases.proposing import Confidence, Proposal, TableProposal, propose, toml_text, unmapped, write_toml
from imreport.cases.proposing.meanings import Certainty, Dictionary
from imreport.cases.proposing.separators import SEPARATORS, separator
from imreport.cases.proposing.vocabulary import may_be_shown
from imreport.cases.proposing.words import fold
from imreport.cases.schema import Table, tables
from tests.conftest import DATA

WORDS = files("imreport.cases.proposing") / "words.toml"
HEADER = "Kontakt-ID;Termin;Setting;Klient;Familie;Kontaktweg;Thema;Standort"
Propose = Callable[..., Proposal]


@pytest.fixture(scope="module")
def codes() -> CodeLists:
    return load_code_lists({"teams": DATA / "teams.csv", "gemeinden": DATA / "gemeinden.csv"})


@pytest.fixture
def look(tmp_path: Path, codes: CodeLists) -> Propose:
    """Write files and propose a mapping for them: ``look(name=text)``; ``patterns`` names them otherwise."""

    def proposed(*patterns: str, **texts: str) -> Proposal:
        for name, text in texts.items():
            (tmp_path / f"{name}.csv").write_text(text, "utf-8")
        with Engine() as engine:
            found = propose(engine, patterns or [f"{name}.csv" for name in texts], folder=tmp_path, codes=codes)
        assert found.findings == ()
        assert found.proposal
        return found.proposal

    return proposed


def contacts(count: int = 40, *, start: int = 0, header: str = HEADER, **cells: str) -> str:
    """Contacts as some platform writes them; ``cells`` replace columns by what all rows shall say."""
    plain = {"form": "Einzel", "way": "Telefon", "topic": "Wohnen", "place": "Ehingen"} | cells
    lines = [
        f"G{n};{n % 28 + 1}.3.19;{plain['form']};K{n % 30:03};;{plain['way']};{plain['topic']};{plain['place']}"
        for n in range(start, start + count)
    ]
    return "\n".join([header, *lines]) + "\n"


def columns(found: TableProposal) -> dict[str, str]:
    return {match.column.name: match.profile.header for match in found.matches if match.profile}


def test_columns_are_found_by_their_usual_names(look: Propose) -> None:
    [found] = look(kontakte=contacts()).tables
    assert found.table.name == "consultations"
    assert columns(found) == {
        "consultation_id": "Kontakt-ID", "consulted_on": "Termin", "form": "Setting", "client_id": "Klient",
        "household_id": "Familie", "channel": "Kontaktweg", "topics": "Thema", "team": "Standort",
    }  # fmt: skip


@pytest.mark.parametrize("table", tables().values(), ids=lambda table: table.name)
def test_plain_export_needs_no_mapping(look: Propose, codes: CodeLists, table: Table) -> None:
    lines = (DATA / table.file).read_text("utf-8-sig").splitlines()[:200]
    proposal = look(datei="\n".join(lines))
    [found] = proposal.tables
    assert found.table is table
    assert {match.confidence for match in found.matches} == {Confidence.SURE}
    toml = write_toml(proposal, "neu", codes=codes)
    assert toml.splitlines()[2:] == ["[quellen.neu]", f'{table.config} = "datei.csv"']


def test_values_tell_a_column_whose_name_says_nothing(look: Propose) -> None:
    header = HEADER.replace("Kontaktweg", "Feld 7")
    lines = [
        *contacts(20, header=header, way="Telefon").splitlines(),
        *contacts(20, start=20, way="Video").splitlines()[1:],
    ]
    [found] = look(kontakte="\n".join(lines)).tables
    assert columns(found)["channel"] == "Feld 7"


def test_keys_of_the_other_file_tell_the_reference(look: Propose) -> None:
    people = "Nummer;Nationalität;Geschlecht;Aufnahme\n" + "\n".join(f"K{n:03};Irak;w;1.1.19" for n in range(30))
    header = HEADER.replace("Klient", "Feld 4")
    found = look(kontakte=contacts(header=header), personen=people).tables
    assert columns(found[0])["client_id"] == "Feld 4"
    assert found[1].table.name == "clients"


def test_dates_are_not_taken_from_a_column_without_days(look: Propose) -> None:
    text = contacts(header="Kontakt-ID;Eingang;Setting;Klient;Datum;Kontaktweg;Thema;Standort").replace(";;", ";offen;")
    match = next(m for m in look(kontakte=text).tables[0].matches if m.column.name == "consulted_on")
    assert match.confidence is Confidence.NONE


def test_two_columns_that_fit_alike_are_to_be_checked(look: Propose) -> None:
    text = contacts().replace("Termin;", "Beratungsdatum;Gespräch am;").replace(".3.19;", ".3.19;4.4.19;")
    match = next(m for m in look(kontakte=text).tables[0].matches if m.column.name == "consulted_on")
    assert match.confidence is Confidence.CHECK


def test_no_column_is_given_twice(look: Propose) -> None:
    header = "ID;Datum;Status\n" + "\n".join(f"P{n};1.3.19;laufend" for n in range(30))
    [found] = look(plaene=header).tables
    assert len({*columns(found).values()}) == len(columns(found)) == 3


def test_header_below_a_preamble_and_totals_below_the_rows(look: Propose) -> None:
    text = "Auswertung März;;;;;;;\n;;;;;;;\n" + contacts() + "Summe;;;;;;;40\n"
    proposal = look(kontakte=text)
    assert columns(proposal.tables[0])["consulted_on"] == "Termin"
    assert proposal.words["teams"].shown == ()


def test_months_are_one_folder(look: Propose, tmp_path: Path) -> None:
    (tmp_path / "monate").mkdir()
    reordered = "\n".join(
        ";".join(reversed(line.split(";"))) for line in contacts(5, start=40, way="Telko").splitlines()
    )
    (tmp_path / "monate" / "1.csv").write_text(contacts(), "utf-8")
    (tmp_path / "monate" / "2.csv").write_text(reordered, "utf-8")
    proposal = look("monate")
    assert proposal.files == {"consultations": ("monate",)}
    assert [word.text for word in proposal.words["kanaele"].shown if word.is_open] == ["Telko"]


def test_files_of_one_folder_that_hold_other_tables_are_named_singly(look: Propose, tmp_path: Path) -> None:
    (tmp_path / "alles").mkdir()
    (tmp_path / "alles" / "a.csv").write_text(contacts(), "utf-8")
    (tmp_path / "alles" / "b.csv").write_text("ID;Verwiesen an;Kontakt-ID\n1;Jugendamt;G1\n", "utf-8")
    assert look("alles").files == {"consultations": ("alles/a.csv",), "referrals": ("alles/b.csv",)}


def test_other_columns_for_the_same_table_are_a_source_of_their_own(look: Propose) -> None:
    proposal = look(a=contacts(), b=contacts(header=HEADER.replace("Termin", "Beratungsdatum")))
    assert proposal.files == {"consultations": ("a.csv",)}
    assert [note.split(":")[0] for note in proposal.notes] == ["b.csv"]


def test_topics_as_columns_of_crosses_are_named(look: Propose) -> None:
    text = contacts(topic="x").replace("Thema", "Wohnen").replace("Standort", "Gesundheit").replace("Ehingen", "")
    assert [note for note in look(kontakte=text).notes if "2 Themen sind hier eigene Spalten" in note]


def test_without_header_nothing_is_proposed(look: Propose) -> None:
    proposal = look(kontakte=contacts(header="G0;1.3.19;Einzel;K000;;Video;Wohnen;Ehingen"))
    assert proposal.tables == ()
    assert proposal.notes == ("kontakte.csv: Es ist keine Kopfzeile mit bekannten Spaltennamen zu erkennen.",)


@pytest.mark.parametrize("header", ["Nachname", "E-Mail", "Geburtsdatum", "Bemerkung"])
def test_gate_refuses_before_anything_is_proposed(tmp_path: Path, codes: CodeLists, header: str) -> None:
    (tmp_path / "kontakte.csv").write_text(contacts(header=HEADER.replace("Standort", header)), "utf-8")
    with Engine() as engine:
        found = propose(engine, ["kontakte.csv"], folder=tmp_path, codes=codes)
    assert found.proposal is None
    assert header in found.findings[0].message


def test_gate_looks_at_sheets_without_header(tmp_path: Path, codes: CodeLists) -> None:
    (tmp_path / "liste.csv").write_text("erika.muster@example.org;Ulm\nmax.muster@example.org;Ulm\n", "utf-8")
    with Engine() as engine:
        assert propose(engine, ["liste.csv"], folder=tmp_path, codes=codes).findings


def test_many_unknown_words_are_not_shown(look: Propose) -> None:
    lines = [line.replace("Wohnen", f"T{n % 25}") for n, line in enumerate(contacts().splitlines())]
    words = look(kontakte="\n".join(lines)).words["themen"]
    assert (words.shown, words.withheld) == ((), 25)


def test_long_unknown_words_are_not_shown(codes: CodeLists) -> None:
    assert may_be_shown(["x" * 60, "x" * 61], 5, codes=codes["themen"]) == ["x" * 60]


def test_representations_hold_no_values(look: Propose) -> None:
    assert "Ehingen" not in repr(look(kontakte=contacts(way="Telko")))
    assert "Telko" not in repr(look(kontakte=contacts(way="Telko")))


MEANINGS = [
    ("kanaele", "Telefonisch", "telefon", Certainty.LISTED),
    ("kanaele", "Tel.", "telefon", Certainty.USUAL),
    ("kanaele", "Video-Beratung", "video", Certainty.GUESSED),
    ("kanaele", "Telko", "", Certainty.OPEN),
    ("themen", "Sonstiges", "anderes_thema", Certainty.USUAL),
    ("themen", "Gesundheid", "gesundheit", Certainty.GUESSED),
    ("staatsangehoerigkeiten", "SYR", "syrien", Certainty.USUAL),
    ("staatsangehoerigkeiten", "Nigera", "", Certainty.OPEN),
    ("staatsangehoerigkeiten", "سوريا", "", Certainty.OPEN),
    ("geschlecht", "W", "weiblich", Certainty.USUAL),
    ("geschlecht", "-", "ohne_angabe", Certainty.USUAL),
    ("aufenthaltsstatus", "befristet", "aufenthaltserlaubnis", Certainty.USUAL),
    ("planstatus", "Ziele nicht erreicht", "", Certainty.OPEN),
    ("gemeinden", "8425033", "08425033", Certainty.USUAL),
    ("gemeinden", "Altheim", "", Certainty.OPEN),
]


@pytest.mark.parametrize(("name", "word", "key", "certainty"), MEANINGS, ids=[word for _, word, _, _ in MEANINGS])
def test_meaning(codes: CodeLists, name: str, word: str, key: str, certainty: Certainty) -> None:
    meaning = Dictionary(codes[name], keys_only=name == "gemeinden").meaning(word)
    assert (meaning.key, meaning.certainty) == (key, certainty)


@pytest.mark.parametrize("mark", SEPARATORS)
def test_separator_is_found(codes: CodeLists, mark: str) -> None:
    assert separator({f"Wohnen{mark}Arbeit": 3, "Kinder": 1}, Dictionary(codes["themen"])) == mark


def test_separator_in_a_single_entry_separates_nothing(codes: CodeLists) -> None:
    assert separator({"Kita/Schule": 2}, Dictionary(codes["themen"])) == SEPARATORS[0]
    assert separator({"Kita/Schule, Wohnen": 3, "Kita/Schule": 2}, Dictionary(codes["themen"])) == ","


def test_toml_is_what_was_proposed(look: Propose, codes: CodeLists) -> None:
    text = write_toml(look(kontakte=contacts(way="Telko", topic="Job, Kita")), 'a "b"', codes=codes)
    source = tomllib.loads(text)["quellen"]['a "b"']
    assert source["gespraeche"] == "kontakte.csv"
    assert source["mehrfach_trenner"] == ","
    assert source["spalten"]["gespraeche"]["Gesprächsdatum"] == "Termin"
    assert source["werte"] == {"kanaele": {}, "themen": {"Job": "Arbeit", "Kita": "Kinder"}}
    assert '# "Telko" = "?"\n# Erlaubt: "persönlich im Büro", ' in text


@pytest.mark.parametrize("text", ['"', "\\", "a\nb", "\x7f\x00", "Straße", "#", "'''", "\u2028"])
def test_text_survives_toml(text: str) -> None:
    quoted = toml_text(text)
    assert tomllib.loads(f"{quoted} = {quoted}\n# {quoted}") == {text: text}


def test_words_that_the_gate_refuses_are_no_proposals() -> None:
    words = tomllib.loads(WORDS.read_text("utf-8"))["columns"]
    every = {word for table in words.values() for column in table.values() for word in column}
    assert {word for word in every if identifier_of(word)} == set()


def test_words_belong_to_columns_and_codes(codes: CodeLists) -> None:
    raw = tomllib.loads(WORDS.read_text("utf-8"))
    for table, words in raw["columns"].items():
        assert words.keys() <= {column.name for column in tables()[table].columns}
    for name, words in raw["values"].items():
        assert [key for key in words if key not in codes[name]] == []


def test_every_word_stands_for_one_code(codes: CodeLists) -> None:
    for name, words in tomllib.loads(WORDS.read_text("utf-8"))["values"].items():
        dictionary = Dictionary(codes[name])
        wrong = {word for key, usual in words.items() for word in usual if dictionary.meaning(word).key != key}
        assert wrong == set()


@pytest.mark.parametrize(
    ("one", "other"), [("Klient-Nr.", "KLIENT NR"), ("KlientNr", "klient_nr"), ("Größe", "Groesse")]
)
def test_spellings_that_are_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def spec(folder: Path, **changes: dict[str, dict[str, str]]) -> SourceSpec:
    return SourceSpec("alt", folder, {"consultations": ("kontakte.csv",)}, **changes)  # type: ignore[arg-type]


def test_unmapped_names_columns_and_words(tmp_path: Path, codes: CodeLists) -> None:
    header = "Gespräch-Nr.;Gesprächsdatum;Form;Klient-Nr.;Haushalt-Nr.;Weg;Themen;Team"
    (tmp_path / "kontakte.csv").write_text(contacts(3, header=header, topic="Job|Wohnen", place="Ehingn"), "utf-8")
    with Engine() as engine:
        [left] = unmapped(engine, [spec(tmp_path)], codes=codes).places
    assert (left.missing, left.unused) == (("Kanal",), ("Weg",))
    assert [(w.column, w.text, w.count, w.suggestion) for w in left.words] == [
        ("Themen", "Job", 3, "Arbeit"), ("Team", "Ehingn", 3, "Ehingen"),
    ]  # fmt: skip


def test_unmapped_is_done_when_the_mapping_is(tmp_path: Path, codes: CodeLists) -> None:
    header = "Gespräch-Nr.;Gesprächsdatum;Form;Klient-Nr.;Haushalt-Nr.;Weg;Themen;Team"
    (tmp_path / "kontakte.csv").write_text(contacts(3, header=header, way="Telko"), "utf-8")
    mapped = spec(
        tmp_path,
        columns={"consultations": {"Kanal": "Weg"}},
        values={"kanaele": {"Telko": "telefonisch"}},  # type: ignore[arg-type]
    )
    with Engine() as engine:
        result = unmapped(engine, [mapped], codes=codes)
    assert not result.is_open
    assert "Stellen" in result.absent


def test_unmapped_withholds_many_words(tmp_path: Path, codes: CodeLists) -> None:
    header = "Gespräch-Nr.;Gesprächsdatum;Form;Klient-Nr.;Haushalt-Nr.;Kanal;Themen;Team"
    lines = [line.replace("Wohnen", f"T{n}") for n, line in enumerate(contacts(header=header).splitlines())]
    (tmp_path / "kontakte.csv").write_text("\n".join(lines), "utf-8")
    with Engine() as engine:
        result = unmapped(engine, [spec(tmp_path)], codes=codes)
    assert (result.places[0].words, result.places[0].withheld) == ((), 40)
    assert result.is_open
