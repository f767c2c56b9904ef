"""What is expected of every export: its exact findings, or the same tables as ``valid``.

Written down by hand and by eye, never renewed by a program: a change here is a change of what clerks are told.
"""

from typing import NamedTuple

from imreport.cases import Severity

TALKS, REFERRALS, CLIENTS = "beratungsgespraeche.csv", "weiterleitungen.csv", "klienten.csv"
PLANS, POSTS = "integrationsplaene.csv", "stellen.csv"
ERROR, WARNING, HINT = Severity.ERROR, Severity.WARNING, Severity.HINT

Found = tuple[Severity, str, str, str, int | None, str, str]
"""Severity, rule, file, sheet, row, column, suggestion."""
Read = tuple[str, str, int, int, dict[str, int]]
"""File, sheet, rows read, rows used, reason to rows set aside."""


class Expected(NamedTuple):
    """Of an export of several files: whether the tables are those of ``valid``, the accounts, the findings."""

    same: bool
    read: list[Read]
    found: list[Found]


BROKEN: dict[str, list[Found]] = {
    "excel_errors_as_keys": [
        (ERROR, "bezug_unbekannt", TALKS, "", 4, "Klient-Nr.", ""),
        (ERROR, "schluessel_fehlerwert", CLIENTS, "", 3, "Haushalt-Nr.", ""),
        (ERROR, "schluessel_fehlerwert", CLIENTS, "", 4, "Klient-Nr.", ""),
    ],
    "formula_as_a_key": [(ERROR, "schluessel_fehlerwert", REFERRALS, "", 2, "Weiterleitung-Nr.", "")],
    "last_cell_cut_off": [(HINT, "datei_ohne_zeilenende", CLIENTS, "", None, "", "")],
    "american_dates": [
        (ERROR, "datum_unmoeglich", TALKS, "", 2, "Gesprächsdatum", ""),
        (ERROR, "datum_unmoeglich", TALKS, "", 3, "Gesprächsdatum", ""),
    ],
    "blank_line_before_fault": [(ERROR, "schluessel_unbekannt", TALKS, "", 5, "Kanal", "aufsuchend")],
    "care_ends_before_it_begins": [(ERROR, "ende_vor_beginn", CLIENTS, "", 4, "Betreuung bis", "")],
    "cell_of_twenty_thousand_characters": [(ERROR, "zelle_zu_lang", REFERRALS, "", 2, "", "")],
    "column_deleted": [(ERROR, "spalte_fehlt", REFERRALS, "", None, "Weiterleitung an", "")],
    "column_twice": [(ERROR, "spalte_doppelt", CLIENTS, "", None, "Team", "")],
    "comma_separated_with_bare_decimal_comma": [
        (ERROR, "datum_unmoeglich", POSTS, "", 2, "Besetzt von", ""),
        (WARNING, "stellenanteil_unplausibel", POSTS, "", 2, "VZÄ", ""),
    ],
    "commune_by_name_altheim": [(ERROR, "schluessel_unbekannt", CLIENTS, "", 4, "Gemeindeschlüssel", "")],
    "commune_without_leading_zero": [(ERROR, "schluessel_unbekannt", CLIENTS, "", 4, "Gemeindeschlüssel", "08425071")],
    "consultation_of_nobody": [(ERROR, "gespraech_ohne_klient", TALKS, "", 2, "", "")],
    "consultation_of_unknown_client": [(ERROR, "bezug_unbekannt", TALKS, "", 2, "Klient-Nr.", "")],
    "consultation_of_unknown_household": [
        (ERROR, "bezug_unbekannt", TALKS, "", 3, "Haushalt-Nr.", ""),
        (WARNING, "haushalt_ohne_mitglied", TALKS, "", 3, "", ""),
    ],
    "consultation_without_key": [(ERROR, "angabe_fehlt", TALKS, "", 5, "Gespräch-Nr.", "")],
    "cp1252_with_undefined_byte": [(ERROR, "schluessel_unbekannt", TALKS, "", 3, "Kanal", "aufsuchend")],
    "date_of_the_year_1019": [
        (WARNING, "datum_zu_alt", TALKS, "", 2, "Gesprächsdatum", ""),
        (HINT, "ausserhalb_zeitraum", TALKS, "", None, "Gesprächsdatum", ""),
        (HINT, "gespraech_ausserhalb_betreuung", TALKS, "", 2, "Gesprächsdatum", ""),
    ],
    "decomposed_umlauts": [
        (ERROR, "schluessel_unbekannt", TALKS, "", 2, "Form", "Einzelgespräch"),
        (ERROR, "schluessel_unbekannt", TALKS, "", 3, "Form", "Familiengespräch"),
        (ERROR, "schluessel_unbekannt", TALKS, "", 4, "Form", "Einzelgespräch"),
    ],
    "delimiter_unclear": [(ERROR, "csv_trennzeichen_unklar", REFERRALS, "", None, "", "")],
    "duplicate_client_key": [(ERROR, "schluessel_doppelt", CLIENTS, "", 5, "Klient-Nr.", "")],
    "duplicate_consultation_key": [(ERROR, "schluessel_doppelt", TALKS, "", 5, "Gespräch-Nr.", "")],
    "empty_file": [(ERROR, "datei_leer", REFERRALS, "", None, "", "")],
    "entities_in_a_workbook": [(ERROR, "mappe_ungewoehnlich", "weiterleitungen.xlsx", "", None, "", "")],
    "excel_errors_in_cells": [
        (ERROR, "datum_unmoeglich", "klienten.xlsx", "A", 2, "Betreuung von", ""),
        (ERROR, "datum_unmoeglich", "klienten.xlsx", "A", 4, "Betreuung bis", ""),
    ],
    "formula_without_a_value": [(ERROR, "zahl_unmoeglich", "stellen.xlsx", "A", 2, "VZÄ", "")],
    "formulas_in_code_columns": [
        (ERROR, "schluessel_unbekannt", CLIENTS, "", 2, "Staatsangehörigkeit", ""),
        (ERROR, "schluessel_unbekannt", CLIENTS, "", 3, "Geschlecht", ""),
        (ERROR, "schluessel_unbekannt", CLIENTS, "", 4, "Altersgruppe", "40-59"),
    ],
    "gzip_file": [(ERROR, "datei_unbekanntes_format", "weiterleitungen.csv.gz", "", None, "", "")],
    "header_far_below": [
        (ERROR, "spalte_fehlt", REFERRALS, "", None, "Gespräch-Nr.", ""),
        (ERROR, "spalte_fehlt", REFERRALS, "", None, "Weiterleitung an", ""),
        (ERROR, "spalte_fehlt", REFERRALS, "", None, "Weiterleitung-Nr.", ""),
        (ERROR, "zeile_verschoben", REFERRALS, "", 71, "", ""),
        (ERROR, "zeile_verschoben", REFERRALS, "", 72, "", ""),
    ],
    "header_missing": [
        (ERROR, "spalte_fehlt", PLANS, "", None, "Beendet am", ""),
        (ERROR, "spalte_fehlt", PLANS, "", None, "Erstellt am", ""),
        (ERROR, "spalte_fehlt", PLANS, "", None, "Klient-Nr.", ""),
        (ERROR, "spalte_fehlt", PLANS, "", None, "Plan-Nr.", ""),
        (ERROR, "spalte_fehlt", PLANS, "", None, "Status", ""),
    ],
    "header_repeated_in_the_middle": [
        (ERROR, "schluessel_unbekannt", TALKS, "", 3, "Form", ""),
        (ERROR, "datum_unmoeglich", TALKS, "", 3, "Gesprächsdatum", ""),
        (ERROR, "bezug_unbekannt", TALKS, "", 3, "Haushalt-Nr.", ""),
        (ERROR, "schluessel_unbekannt", TALKS, "", 3, "Kanal", ""),
        (ERROR, "bezug_unbekannt", TALKS, "", 3, "Klient-Nr.", ""),
        (ERROR, "schluessel_unbekannt", TALKS, "", 3, "Team", ""),
        (ERROR, "mehrfachangabe_unbekannt", TALKS, "", 3, "Themen", ""),
    ],
    "household_in_other_capitals": [(WARNING, "schluessel_aehnlich", CLIENTS, "", 3, "Haushalt-Nr.", "")],
    "household_without_member_that_day": [(WARNING, "haushalt_ohne_mitglied", TALKS, "", 3, "", "")],
    "impossible_date_31_february": [(ERROR, "datum_unmoeglich", TALKS, "", 2, "Gesprächsdatum", "")],
    "impossible_date_of_family": [(ERROR, "datum_unmoeglich", TALKS, "", 3, "Gesprächsdatum", "")],
    "json_instead_of_a_table": [
        (ERROR, "spalte_fehlt", REFERRALS, "", None, "Gespräch-Nr.", ""),
        (ERROR, "spalte_fehlt", REFERRALS, "", None, "Weiterleitung an", ""),
        (ERROR, "spalte_fehlt", REFERRALS, "", None, "Weiterleitung-Nr.", ""),
        (ERROR, "zeile_verschoben", REFERRALS, "", 2, "", ""),
    ],
    "key_among_the_channels": [
        (ERROR, "schluessel_unbekannt", TALKS, "", 2, "Kanal", ""),
        (ERROR, "bezug_unbekannt", TALKS, "", 2, "Klient-Nr.", ""),
    ],
    "key_in_other_capitals": [
        (WARNING, "schluessel_aehnlich", CLIENTS, "", 5, "Klient-Nr.", ""),
        (HINT, "haushalt_mehrere_gemeinden", CLIENTS, "", 4, "Haushalt-Nr.", ""),
    ],
    "keys_rounded_by_excel": [(ERROR, "schluessel_gerundet", PLANS, "", 2, "Plan-Nr.", "")],
    "last_row_cut_off": [
        (ERROR, "angabe_fehlt", CLIENTS, "", 4, "Betreuung von", ""),
        (ERROR, "schluessel_unbekannt", CLIENTS, "", 4, "Gemeindeschlüssel", ""),
        (WARNING, "zeile_kurz", CLIENTS, "", 4, "", ""),
        (HINT, "datei_ohne_zeilenende", CLIENTS, "", None, "", ""),
    ],
    "line_break_before_fault": [(ERROR, "schluessel_unbekannt", TALKS, "", 3, "Kanal", "aufsuchend")],
    "missing_column_date": [(ERROR, "spalte_fehlt", TALKS, "", None, "Gesprächsdatum", "")],
    "missing_separator": [
        (ERROR, "schluessel_unbekannt", TALKS, "", 2, "Kanal", ""),
        (ERROR, "mehrfachangabe_unbekannt", TALKS, "", 2, "Themen", ""),
        (WARNING, "zeile_kurz", TALKS, "", 2, "", ""),
    ],
    "mixed_encodings": [(ERROR, "datei_kodierung_gemischt", CLIENTS, "", 3, "", "")],
    "nonbreaking_space_in_a_key": [
        (HINT, "haushalt_mehrere_gemeinden", CLIENTS, "", 4, "Haushalt-Nr.", ""),
        (HINT, "schluessel_leerzeichen", CLIENTS, "", 5, "Klient-Nr.", ""),
    ],
    "nul_byte": [(ERROR, "datei_nullzeichen", REFERRALS, "", 3, "", "")],
    "number_of_percent": [(WARNING, "stellenanteil_unplausibel", POSTS, "", 2, "VZÄ", "")],
    "number_with_thousands_point": [(ERROR, "zahl_unmoeglich", POSTS, "", 2, "VZÄ", "")],
    "number_with_unit": [(ERROR, "zahl_unmoeglich", POSTS, "", 2, "VZÄ", "")],
    "one_consultation_outside_the_period": [(HINT, "ausserhalb_zeitraum", TALKS, "", None, "Gesprächsdatum", "")],
    "other_table_by_mistake": [
        (ERROR, "spalte_fehlt", PLANS, "", None, "Beendet am", ""),
        (ERROR, "spalte_fehlt", PLANS, "", None, "Erstellt am", ""),
        (ERROR, "spalte_fehlt", PLANS, "", None, "Klient-Nr.", "Stelle-Nr."),
        (ERROR, "spalte_fehlt", PLANS, "", None, "Plan-Nr.", ""),
        (ERROR, "spalte_fehlt", PLANS, "", None, "Status", ""),
    ],
    "pdf_instead_of_a_table": [(ERROR, "datei_unbekanntes_format", REFERRALS, "", None, "", "")],
    "picture_named_csv": [(ERROR, "datei_unbekanntes_format", CLIENTS, "", None, "", "")],
    "placeholder_of_1900": [
        (ERROR, "ende_vor_beginn", CLIENTS, "", 2, "Betreuung bis", ""),
        (WARNING, "datum_zu_alt", CLIENTS, "", 2, "Betreuung bis", ""),
    ],
    "plan_closed_before_it_was_created": [
        (ERROR, "ende_vor_beginn", PLANS, "", 2, "Beendet am", ""),
        (HINT, "planstatus_passt_nicht", PLANS, "", 2, "Beendet am", ""),
    ],
    "plan_of_unknown_client": [(ERROR, "bezug_unbekannt", PLANS, "", 2, "Klient-Nr.", "")],
    "post_left_before_it_was_filled": [(ERROR, "ende_vor_beginn", POSTS, "", 2, "Besetzt bis", "")],
    "quote_closed_in_a_later_row": [(ERROR, "schluessel_unbekannt", TALKS, "", 2, "Kanal", "")],
    "quote_never_closed": [(ERROR, "csv_anfuehrungszeichen", CLIENTS, "", 3, "", "")],
    "reference_in_other_capitals": [(ERROR, "bezug_unbekannt", TALKS, "", 2, "Klient-Nr.", "")],
    "referral_of_unknown_consultation": [(ERROR, "bezug_unbekannt", REFERRALS, "", 2, "Gespräch-Nr.", "")],
    "referral_without_target": [(ERROR, "angabe_fehlt", REFERRALS, "", 2, "Weiterleitung an", "")],
    "renamed_column_channel": [(ERROR, "spalte_fehlt", TALKS, "", None, "Kanal", "Kanäle")],
    "separator_in_an_unquoted_cell": [
        (ERROR, "zeile_verschoben", TALKS, "", 2, "", ""),
        (ERROR, "schluessel_unbekannt", TALKS, "", 2, "Team", ""),
    ],
    "six_hundred_columns": [(ERROR, "datei_zu_breit", REFERRALS, "", 1, "", "")],
    "surplus_semicolon": [
        (ERROR, "zeile_verschoben", TALKS, "", 2, "", ""),
        (ERROR, "schluessel_unbekannt", TALKS, "", 2, "Team", ""),
    ],
    "team_no_longer_valid": [(WARNING, "schluessel_nicht_gueltig", TALKS, "", 4, "Team", "")],
    "two_cells_swapped": [
        (ERROR, "schluessel_unbekannt", TALKS, "", 2, "Form", ""),
        (ERROR, "datum_unmoeglich", TALKS, "", 2, "Gesprächsdatum", ""),
    ],
    "two_columns_swapped_in_the_header": [
        (ERROR, "angabe_fehlt", PLANS, "", 2, "Erstellt am", ""),
        (HINT, "planstatus_passt_nicht", PLANS, "", 2, "Beendet am", ""),
    ],
    "two_consultations_outside_the_period": [(HINT, "ausserhalb_zeitraum", TALKS, "", None, "Gesprächsdatum", "")],
    "two_header_rows": [
        (ERROR, "schluessel_unbekannt", TALKS, "", 2, "Form", ""),
        (ERROR, "datum_unmoeglich", TALKS, "", 2, "Gesprächsdatum", ""),
        (ERROR, "bezug_unbekannt", TALKS, "", 2, "Haushalt-Nr.", ""),
        (ERROR, "schluessel_unbekannt", TALKS, "", 2, "Kanal", ""),
        (ERROR, "bezug_unbekannt", TALKS, "", 2, "Klient-Nr.", ""),
        (ERROR, "schluessel_unbekannt", TALKS, "", 2, "Team", ""),
        (ERROR, "mehrfachangabe_unbekannt", TALKS, "", 2, "Themen", ""),
    ],
    "two_keys_moved_to_the_right": [
        (ERROR, "zeile_verschoben", TALKS, "", 3, "", ""),
        (ERROR, "angabe_fehlt", TALKS, "", 3, "Form", ""),
        (ERROR, "angabe_fehlt", TALKS, "", 3, "Gesprächsdatum", ""),
        (ERROR, "bezug_unbekannt", TALKS, "", 3, "Haushalt-Nr.", ""),
        (ERROR, "bezug_unbekannt", TALKS, "", 3, "Klient-Nr.", ""),
        (ERROR, "schluessel_unbekannt", TALKS, "", 3, "Team", ""),
        (ERROR, "mehrfachangabe_unbekannt", TALKS, "", 3, "Themen", ""),
    ],
    "two_tables_in_one_file": [
        (ERROR, "gespraech_ohne_klient", TALKS, "", 6, "", ""),
        (ERROR, "angabe_fehlt", TALKS, "", 6, "Form", ""),
        (ERROR, "angabe_fehlt", TALKS, "", 6, "Gesprächsdatum", ""),
        (ERROR, "gespraech_ohne_klient", TALKS, "", 7, "", ""),
        (ERROR, "schluessel_unbekannt", TALKS, "", 7, "Form", ""),
        (ERROR, "datum_unmoeglich", TALKS, "", 7, "Gesprächsdatum", ""),
        (ERROR, "gespraech_ohne_klient", TALKS, "", 8, "", ""),
        (ERROR, "schluessel_unbekannt", TALKS, "", 8, "Form", ""),
        (ERROR, "datum_unmoeglich", TALKS, "", 8, "Gesprächsdatum", ""),
        (WARNING, "zeile_kurz", TALKS, "", 6, "", ""),
        (WARNING, "zeile_kurz", TALKS, "", 7, "", ""),
        (WARNING, "zeile_kurz", TALKS, "", 8, "", ""),
    ],
    "unknown_nationality": [
        (ERROR, "schluessel_unbekannt", CLIENTS, "", 4, "Staatsangehörigkeit", "Vereinigtes Königreich")
    ],
    "unknown_target": [(ERROR, "schluessel_unbekannt", REFERRALS, "", 2, "Weiterleitung an", "Sprachkursträger")],
    "unknown_topic": [(ERROR, "mehrfachangabe_unbekannt", TALKS, "", 3, "Themen", "Gesundheit")],
    "utf8_read_as_windows": [
        (ERROR, "spalte_fehlt", CLIENTS, "", None, "Gemeindeschlüssel", "GemeindeschlÃ¼ssel"),
        (ERROR, "spalte_fehlt", CLIENTS, "", None, "Staatsangehörigkeit", "StaatsangehÃ¶rigkeit"),
        (ERROR, "schluessel_unbekannt", CLIENTS, "", 3, "Geschlecht", "männlich"),
    ],
    "webpage_named_xls": [(ERROR, "datei_unbekanntes_format", "klienten.xls", "", None, "", "")],
    "word_document_named_xlsx": [(ERROR, "datei_unbekanntes_format", "weiterleitungen.xlsx", "", None, "", "")],
    "workbook_cut_off": [(ERROR, "datei_beschaedigt", "weiterleitungen.xlsx", "", None, "", "")],
    "workbook_with_a_cell_far_away": [(ERROR, "datei_zu_viele_zellen", "weiterleitungen.xlsx", "", None, "", "")],
    "workbook_with_password": [(ERROR, "datei_verschluesselt", "klienten.xlsx", "", None, "", "")],
    "zip_in_a_zip": [(ERROR, "archiv_unsicher", "weiterleitungen.zip/innen.zip", "", None, "", "")],
    "zip_with_a_path_that_leads_outside": [(ERROR, "archiv_unsicher", "weiterleitungen.zip", "", None, "", "")],
}
NOTED: dict[str, list[Found]] = {
    "no_line_end_at_the_end": [(HINT, "datei_ohne_zeilenende", TALKS, "", None, "", "")],
    "data_above_the_header": [(WARNING, "zeile_ueber_kopfzeile", REFERRALS, "", 1, "", "")],
    "excel_workbook_with_cover_sheet_and_preamble": [
        (HINT, "blatt_unbenutzt", "beratungsgespraeche.xlsx", "Deckblatt", None, "", "")
    ],
    "excel_workbook_with_hidden_sheet": [(HINT, "blatt_unbenutzt", "integrationsplaene.xlsx", "Listen", None, "", "")],
    "separators_left_out_at_the_end": [
        (WARNING, "zeile_kurz", CLIENTS, "", 2, "", ""),
        (WARNING, "zeile_kurz", CLIENTS, "", 3, "", ""),
    ],
    "subtotals_between_the_rows": [
        (HINT, "summenzeile", CLIENTS, "", 4, "", ""),
        (HINT, "summenzeile", CLIENTS, "", 6, "", ""),
    ],
    "totals_row": [(HINT, "summenzeile", REFERRALS, "", 3, "", "")],
    "totals_row_of_a_posts_table": [(HINT, "summenzeile", POSTS, "", 3, "", "")],
}
"""The same tables as ``valid``, and a note of what was passed over."""
IDENTIFYING: dict[str, list[Found]] = {
    "birth_date_in_an_unlisted_column": [(ERROR, "anonymitaet_inhalt", CLIENTS, "", None, "Merkmal", "")],
    "birth_dates_in_the_header": [(ERROR, "anonymitaet_spaltenname", CLIENTS, "", None, "geb. am", "")],
    "email_addresses_as_keys": [(ERROR, "anonymitaet_schluessel", POSTS, "", 2, "Stelle-Nr.", "")],
    "email_in_an_unlisted_column": [(ERROR, "anonymitaet_inhalt", TALKS, "", 2, "Rückfrage", "")],
    "free_text_in_an_unlisted_column": [(ERROR, "anonymitaet_freitext", TALKS, "", 2, "Merkmal", "")],
    "header_missing_above_names": [
        (ERROR, "anonymitaet_inhalt", CLIENTS, "", None, "Nr. 3", ""),
        (ERROR, "anonymitaet_inhalt", CLIENTS, "", None, "Nr. 4", ""),
    ],
    "iban_in_an_unlisted_column": [(ERROR, "anonymitaet_inhalt", PLANS, "", 2, "Merkmal", "")],
    "names_in_an_unlisted_column": [(ERROR, "anonymitaet_inhalt", CLIENTS, "", 2, "Merkmal", "")],
    "names_in_the_header": [(ERROR, "anonymitaet_spaltenname", CLIENTS, "", None, "Nachname", "")],
    "names_on_another_sheet": [
        (ERROR, "anonymitaet_spaltenname", "weiterleitungen.xlsx", "Teilnehmende", None, "Nachname", ""),
        (ERROR, "anonymitaet_spaltenname", "weiterleitungen.xlsx", "Teilnehmende", None, "Vorname", ""),
    ],
    "phone_number_among_the_topics": [(ERROR, "anonymitaet_inhalt", TALKS, "", 2, "Themen", "")],
    "phone_numbers_in_the_header": [(ERROR, "anonymitaet_spaltenname", TALKS, "", None, "Handy", "")],
}
"""Refused by the gate."""
SPARSE = ["empty_category", "empty_topics", "header_only"]
HARMLESS = [
    "address_in_the_preamble",
    "bar_after_the_last_topic",
    "bar_separated_with_quoted_topics",
    "blank_lines_everywhere",
    "blanks_around_cells",
    "capitals_and_keys",
    "codes_between_nonbreaking_spaces",
    "columns_in_another_order",
    "comma_separated",
    "comma_separated_with_quoted_decimal_comma",
    "cp1252",
    "date_with_two_digit_year",
    "dates_as_excel_counts_them",
    "dates_with_time",
    "dates_without_leading_zeros",
    "decimal_point_fte",
    "every_cell_quoted",
    "excel_workbook_moved_to_the_right",
    "excel_workbook_of_posts",
    "excel_workbook_with_real_dates_and_numbers",
    "extra_column",
    "first_line_blank",
    "group_titles_above_the_header",
    "header_in_capitals",
    "header_with_colons_and_asterisks",
    "header_with_line_breaks",
    "header_with_nonbreaking_spaces",
    "iso_dates",
    "line_break_in_cell",
    "line_ends_of_old_macs",
    "line_ends_of_unix",
    "lines_of_separators_only",
    "mixed_line_ends",
    "opendocument_spreadsheet",
    "other_spelling",
    "other_spelling_with_sharp_s",
    "parquet_file",
    "preamble_above_the_header",
    "quote_inside_a_cell",
    "repeated_topic_in_a_cell",
    "semicolon_after_every_row",
    "sep_line_above_the_header",
    "tab_separated",
    "tables_side_by_side",
    "text_named_xlsx",
    "trailing_empty_columns",
    "utf16",
    "utf16_big_endian",
    "utf16_with_tabs",
    "utf8_without_bom",
    "zip_of_one_file",
    "zip_with_clutter_of_a_mac",
]
"""The same tables as ``valid``, and nothing to say."""
PROJECTS: dict[str, Expected] = {
    "all_tables_in_one_workbook": Expected(
        True,
        [
            ("export.xlsx", "Gespraeche", 3, 3, {}),
            ("export.xlsx", "Weiterleitungen", 1, 1, {}),
            ("export.xlsx", "Klienten", 3, 3, {}),
            ("export.xlsx", "Plaene", 1, 1, {}),
            ("export.xlsx", "Stellen", 1, 1, {}),
        ],
        [],
    ),
    "codes_of_the_old_platform_not_mapped": Expected(
        False,
        [("tabelle.csv", "", 3, 3, {})],
        [(ERROR, "mehrfachangabe_unbekannt", "tabelle.csv", "", 2, "Themen", "")],
    ),
    "column_missing_in_one_month_of_a_zip": Expected(
        False,
        [("export.zip/02.csv", "", 1, 1, {}), ("export.zip/03.csv", "", 2, 2, {})],
        [(ERROR, "spalte_fehlt", "export.zip/03.csv", "", None, "Team", "")],
    ),
    "column_renamed_on_one_of_two_sheets": Expected(
        False,
        [("export.xlsx", "Winter", 1, 1, {}), ("export.xlsx", "Sommer", 2, 2, {})],
        [(ERROR, "spalte_fehlt", "export.xlsx", "Sommer", None, "Kanal", "")],
    ),
    "earlier_file_twice_the_same_key": Expected(
        True,
        [("1.csv", "", 3, 1, {"berichtigt": 1, "doppelt": 1}), ("2.csv", "", 2, 2, {})],
        [(HINT, "zeile_doppelt", "1.csv", "", None, "", ""), (HINT, "zeile_berichtigt", "1.csv", "", 3, "", "")],
    ),
    "file_outside_the_folder": Expected(
        False, [], [(ERROR, "datei_ausserhalb", "../valid/weiterleitungen.csv", "", None, "", "")]
    ),
    "folder_without_files": Expected(False, [], [(ERROR, "ordner_leer", "monate", "", None, "", "")]),
    "later_file_twice_the_same_key": Expected(
        False,
        [("1.csv", "", 2, 2, {}), ("2.csv", "", 2, 2, {})],
        [(ERROR, "schluessel_doppelt", "2.csv", "", 3, "Klient-Nr.", "")],
    ),
    "monthly_files_by_pattern": Expected(
        True, [("gespraeche_1.csv", "", 1, 1, {}), ("gespraeche_2.csv", "", 2, 2, {})], []
    ),
    "monthly_files_in_a_folder": Expected(
        True, [("2019-02.csv", "", 1, 1, {}), ("2019-03.csv", "", 1, 1, {}), ("2019-04.csv", "", 1, 1, {})], []
    ),
    "old_and_new_platform": Expected(
        True,
        [
            ("tabelle.csv", "", 2, 1, {"ausserhalb_gueltigkeit": 1}),
            ("plattform.csv", "", 3, 2, {"ausserhalb_gueltigkeit": 1}),
        ],
        [
            (HINT, "zeile_ausserhalb_gueltigkeit", "plattform.csv", "", None, "", ""),
            (HINT, "zeile_ausserhalb_gueltigkeit", "tabelle.csv", "", None, "", ""),
        ],
    ),
    "one_of_the_files_is_missing": Expected(
        True, [("januar.csv", "", 3, 3, {})], [(ERROR, "datei_fehlt", "februar.csv", "", None, "", "")]
    ),
    "row_corrected_in_the_later_file": Expected(
        True,
        [("januar.csv", "", 2, 1, {"berichtigt": 1}), ("april.csv", "", 2, 2, {})],
        [(HINT, "zeile_berichtigt", "januar.csv", "", 3, "", "")],
    ),
    "row_corrected_twice": Expected(
        True,
        [("1.csv", "", 1, 0, {"berichtigt": 1}), ("2.csv", "", 1, 0, {"berichtigt": 1}), ("3.csv", "", 1, 1, {})],
        [(HINT, "zeile_berichtigt", "1.csv", "", 2, "", ""), (HINT, "zeile_berichtigt", "2.csv", "", 2, "", "")],
    ),
    "same_row_in_two_files": Expected(
        True,
        [("erstes_halbjahr.csv", "", 2, 1, {"doppelt": 1}), ("fruehjahr.csv", "", 2, 2, {})],
        [(HINT, "zeile_doppelt", "erstes_halbjahr.csv", "", None, "", "")],
    ),
    "sheet_that_does_not_exist": Expected(False, [], [(ERROR, "blatt_fehlt", "export.xlsx", "", None, "", "")]),
    "years_on_two_sheets": Expected(
        True, [("export.xlsx", "Winter", 1, 1, {}), ("export.xlsx", "Sommer", 2, 2, {})], []
    ),
    "zip_of_months": Expected(
        True,
        [
            ("export.zip/02.csv", "", 1, 1, {}),
            ("export.zip/03/export.csv", "", 1, 1, {}),
            ("export.zip/04.csv", "", 1, 1, {}),
        ],
        [(HINT, "blatt_unbenutzt", "export.zip/liesmich.txt", "", None, "", "")],
    ),
}
