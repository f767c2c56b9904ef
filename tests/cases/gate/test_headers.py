"""Headers: every spelling of an identifying column is caught, no harmless one is."""

import csv
from collections.abc import Iterator

import pytest

from imreport.cases.gate.headers import identifier_of
from imreport.cases.gate.model import Identifier
from imreport.cases.schema import tables
from tests.conftest import ROOT

IDENTIFYING = {
    Identifier.PERSON: """
        Vorname; Vornamen; vorname; VORNAME; Vor-Name; Vorname(n); Vorname Klient; klient_vorname; KlientVorname;
        Nachname; Nachnamen; Name; Namen; NAME; name; Name, Vorname; Name/Vorname; Vor- und Nachname;
        Vor- und Zuname; Zuname; Familienname; Familien­name; Geburtsname; Mädchenname; Rufname; Klientenname;
        Klient/in Name; Name Klient/in; Name des Klienten; Name der Klientin; Name (Klient*in); Kundenname;
        Teilnehmername; Name des Kindes; Kindername; Name Ehepartner; Name der Mutter; Ansprechpartner;
        Ansprechperson; Kontaktperson; Haushaltsvorstand; Personenname; FirstName; first_name; First Name; LastName;
        last_name; surname; Surname; given name; full_name; fullName; FullName; client_name; ClientName; NName;
        VName; Vorname 1; Name 2; Initialen; Unterschrift; Alias; Aliasname; Namenszusatz; MiddleName; Vormund;
        Name d. Person; Nachname, Vorname; Elternname; names; name_1""",
    Identifier.BIRTH: """
        Geburtsdatum; geburtsdatum; GEBURTSDATUM; Geburts-Datum; GeburtsDatum; Geb.-Datum; Geb.Datum; Geb. Datum;
        Geb-Dat.; GebDat; gebdat; geb_datum; geb. am; Geb. am; geb.; geboren am; Geboren; Geburtstag; GebTag;
        Geburtsdat.; Geburtsort; DOB; dob; D.O.B.; date of birth; DateOfBirth; date_of_birth; birthdate; Birthdate;
        birth_date; Birthday; birthday; Geburtsdatum Kind; Klient Geburtsdatum; Geburtsdaten; place_of_birth; Geburt""",
    Identifier.ADDRESS: """
        Anschrift; Anschriften; Adresse; Adressen; adresse; Wohnadresse; Postadresse; Meldeadresse; Straße; Strasse;
        STRASSE; straße; Str.; Str; Straße/Hausnr.; Straße und Hausnummer; Straße, Nr.; Strasse Nr; Straßenname;
        Wohnstraße; Hausnr; Haus-Nr.; Hausnummer; HausNr; hnr; PLZ; plz; PLZ/Ort; PLZ, Ort; PLZ Wohnort;
        Postleitzahl; Postfach; address; Address; street; Street Address; street_name; zip; ZIP Code; postcode;
        zip_code; Zimmernummer; Zimmer-Nr.; Wohnungsnr.; Adr.; c/o; Adresse der Unterkunft; GPS; Koordinaten;
        latitude""",
    Identifier.PHONE: """
        Telefon; telefon; Telefonnummer; Telefon-Nr.; Telefonnr.; Tel; Tel.; Tel.-Nr.; TelNr; Tel. Nr.; tel_nr;
        Telefon privat; Telefon 1; Telefon (mobil); Handy; Handynummer; Handy-Nr.; Mobil; Mobilnummer; Mobiltelefon;
        Mobilfunknummer; Rufnummer; Festnetz; Fax; Faxnummer; WhatsApp; WhatsApp-Nr.; phone; Phone Number;
        phone_number; mobile; mobile_phone; cell phone; Telefonnummern; Kontaktdaten; Fon; Notfallkontakt;
        Kontakt Telefon""",
    Identifier.EMAIL: """
        E-Mail; E-Mails; E-Mail-Adresse; Email; email; eMail; EMail; EMAIL; e_mail; E-Mail Adresse; Mail;
        Mailadresse; Mail-Adresse; email_address; EmailAddress; E‑Mail; Kontakt-Mail; E-Mail privat; mail""",
    Identifier.ACCOUNT: """
        IBAN; iban; IBAN-Nr.; BIC; BIC/SWIFT; Konto; Kontonummer; Konto-Nr.; Kto.-Nr.; KtoNr; Kontoinhaber;
        Bankverbindung; BLZ; Bankleitzahl; bank_account; Kontoverbindung; Bezahlkarte-Nr.""",
    Identifier.AZR: """
        AZR; AZR-Nr.; AZR-Nummer; AZR Nr; azr_nr; AZRNummer; AZRNr; AZR-ID; AZR-Zahl; Ausländerzentralregister-Nr.;
        Ausländerzentralregisternummer; azr-nr""",
    Identifier.FILE: """
        Aktenzeichen; Aktenzeichen BAMF; AZ; Az.; Gz.; BAMF-Az; BAMF-Az.; BAMF-Aktenzeichen; BAMF Nr.; BAMF-Nummer;
        bamf_az; BAMF; BAMFAktenzeichen; Aktennummer; Akten-Nr.; Asyl-Aktenzeichen; Geschäftszeichen; D-Nummer;
        BG-Nummer; EASY-Nr.; Akte; Aktenz.; file number; case_no""",
    Identifier.DOCUMENT: """
        Passnummer; Pass-Nr.; Pass Nr; PassNr; Reisepass; Reisepassnummer; Reisepass-Nr.; Ausweis-Nr.;
        Ausweisnummer; AusweisNr; Personalausweis; Personalausweisnummer; Ausweis; Pass; passport; passport_number;
        PassportNo; Aufenthaltstitel-Nr.; Aufenthaltstitelnummer; Nr. des Aufenthaltstitels; eAT-Nr.; eAT;
        Dokumentennummer; Dokument-Nr.; Seriennummer; Visum-Nr.; Ankunftsnachweis-Nr.; Duldungs-Nr.; BüMA-Nr.;
        ID Card; Gestattungsnummer; Führerschein-Nr.; Tazkira-Nr.""",
    Identifier.INSURANCE: """
        SVNR; SV-Nr.; SV-Nummer; Sozialversicherungsnummer; Sozialversicherungs-Nr.; Sozialvers.-Nr.;
        Rentenversicherungsnummer; RV-Nummer; Versicherungsnummer; Versichertennummer; Krankenversichertennummer;
        KV-Nr.; KVNR; SSN; svn""",
    Identifier.TAX: """
        Steuer-ID; SteuerID; Steuer-Id.-Nr.; Steuernummer; Steuer-Nr.; Steueridentifikationsnummer; steuerliche ID;
        Steuer-Identnummer; tax id; TaxID; TIN; steuer_id""",
    Identifier.STAFF: """
        Sachbearbeiter; Sachbearbeiter/in; Sachbearbeiterin; Sachbearbeitung; Berater; Berater/in; Berater:in;
        Berater*in; BeraterIn; Beraterin; Beratername; Mitarbeiter; Mitarbeiter/in; Mitarbeitende;
        Mitarbeiter-Kürzel; Betreuer; Betreuer/in; Bearbeiter; Integrationsmanager/in; Integrationsmanager;
        Fallmanager; Case Manager; Kürzel; erstellt von; Angelegt von; geändert von; erfasst durch; created_by;
        CreatedBy; modified by; Benutzer; Benutzername; username; User; Zuständig; zuständige Person; Fachkraft;
        Personalnummer; Verfasser""",
    Identifier.TEXT: """
        Bemerkung; Bemerkungen; bemerkung; BEMERKUNG; Bemerkungsfeld; Notiz; Notizen; Gesprächsnotiz;
        Gespraechsnotizen; Kommentar; Kommentare; Beschreibung; Fallbeschreibung; Freitext; Freitextfeld;
        Thema (Freitext); Anmerkung; Anmerkungen; Sonstige Bemerkungen; Gesprächsinhalt; Inhalt;
        Inhalt des Gesprächs; Gesprächsprotokoll; Protokoll; Dokumentation; Verlauf; Erläuterung; Begründung;
        Details; notes; Notes; comment; Comments; remarks; description; Text; Textfeld; Memo; Betreff; Aktenvermerk;
        Vermerk; Diagnose; Anliegen; Hinweise; interne Notiz; free_text; Anamnese; Ergänzungen""",
}  # fmt: skip
HARMLESS = """
    Kanal; Kanal (Telefon/E-Mail); Telefonisch; telefonisch; E-Mail/Messenger; Kontaktart; Kontaktweg; Kontaktform;
    Art des Kontakts; Anzahl Personen; Anzahl der Personen; Anzahl Telefonate; Anzahl E-Mails; Anzahl Gespräche;
    Anzahl Bemerkungen; Personenzahl; Dauer; Dauer (Min.); Dauer in Minuten; Gesprächsdauer; Name der Gemeinde;
    Gemeindename; Gemeinde; Gemeindeschlüssel; AGS; Teamname; Team; Name des Teams; Kleinteam; Ort der Beratung;
    Beratungsort; Wohnort; Ort; Standort; Maßnahme; Massnahme; Name der Maßnahme; Projektname; Herkunftsland; Land;
    Staatsangehörigkeit; Nationalität; Geburtsland; Alter; Altersgruppe; Alter in Jahren; Geschlecht; Gender; Datum;
    Gesprächsdatum; Jahr; Monat; Quartal; Kalenderwoche; Wochentag; Uhrzeit; Status; Planstatus; Aufenthaltsstatus;
    Aufenthaltstitel; Art des Aufenthaltstitels; Ausweisart; Passart; Pass vorhanden; Thema; Themen; Hauptthema;
    Nebenthema; Themenbereich; Beratungsthema; Weiterleitung an; Weitergeleitet an; Fall-Nr.; Fallnummer; lfd. Nr.;
    Nr.; ID; Klient-ID; KlientenID; client_id; Klientennummer; Haushalt; Haushalt-Nr.; Haushaltsnummer; HaushaltID;
    Haushaltsgröße; Familie; Familienstand; Personen im Haushalt; Kinderzahl; Kinder; Betreuung von; Betreuung bis;
    Betreuungsbeginn; Besetzt von; Gültig von; Erstellt am; Geändert am; Angelegt am; Beendet am; Abgeschlossen;
    Einreisedatum; Einreisejahr; VZÄ; Stellenanteil; Stelle; Stellen-Nr.; Besetzung; Träger; Trägername;
    Name des Trägers; Einrichtung; Unterkunftsart; Wohnform; Sprache; Sprachniveau; Sprachkurs; BAMF-Kurs;
    Sprachmittlung; Dolmetscher (ja/nein); Beratungsform; Form; Gesprächsform; Beratungsart; Kategorie; Typ; Art;
    Schlüssel; Bezeichnung; Quelle; Mandant; Region; Landkreis; Bezirk; Kontaktdatum; Kontakte; Kostenträger;
    Leistungsart; Rechtskreis; Schulabschluss; Beruf; Arbeit; Wohnen; Gesundheit; Erstgespräch; Folgegespräch;
    Zielerreichung; Ergebnis; Maßnahmenart; Geburtsjahr; Namensliste vorhanden; Libanon; Kompass-Nr.;
    Adressatengruppe; Gruppenadressat; Form des Kontakts; Spracherwerb; Rückkehr; Anlass; Zugangsweg; Vermittlung;
    Zielgruppe; Ehrenamt; Bleibeperspektive; Kommune; Kreis; surplus; team_name; Betreuungsform; Kontaktdauer;
    Gesprächsort; Mobile Beratung; Adressänderung beantragt"""


def entries(text: str) -> list[str]:
    return [" ".join(entry.split()) for entry in text.split(";")]


def spellings() -> list[tuple[str, Identifier]]:
    return [(header, identifier) for identifier, text in IDENTIFYING.items() for header in entries(text)]


def test_there_are_many_spellings() -> None:
    assert len({header for header, _ in spellings()}) >= 400
    assert len(set(entries(HARMLESS))) >= 150


@pytest.mark.parametrize(("header", "identifier"), spellings())
def test_identifying_header_is_caught(header: str, identifier: Identifier) -> None:
    assert identifier_of(header) is identifier


@pytest.mark.parametrize("header", entries(HARMLESS))
def test_harmless_header_is_not_caught(header: str) -> None:
    assert identifier_of(header) is None


def schema_headers() -> Iterator[str]:
    for column in (column for table in tables().values() for column in table.columns):
        yield column.header
        yield from getattr(column, "aliases", ())


@pytest.mark.parametrize("header", sorted(set(schema_headers())))
def test_header_of_the_schema_is_not_caught(header: str) -> None:
    assert identifier_of(header) is None


def labels() -> Iterator[str]:
    for path in (ROOT / "imreport" / "cases" / "codes").glob("*.csv"):
        with path.open(encoding="utf-8-sig") as file:
            yield from (row["bezeichnung"] for row in csv.DictReader(file, delimiter=";"))


@pytest.mark.parametrize("label", sorted(set(labels())))
def test_label_of_a_code_may_be_a_header(label: str) -> None:
    """Some platforms write one column per topic."""
    assert identifier_of(label) is None


@pytest.mark.parametrize("header", ["", "   ", "§$%", "\0", "x" * 1_000_000, "Spalte " * 10_000, "a_" * 100_000])
def test_odd_headers_are_read(header: str) -> None:
    assert identifier_of(header) is None


@pytest.mark.parametrize(
    "header",
    ["Vor\u00adname", "Vor\u200bname", "Nachna\u0301me", "Stra\u00dfe", "Gespra\u0308chsnotiz", "ＶＯＲＮＡＭＥ"],
)
def test_invisible_marks_hide_nothing(header: str) -> None:
    assert identifier_of(header) is not None
