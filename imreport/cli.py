"""The command line ``imreport``: thin wrappers, one verb each; results go to stdout, progress to stderr."""

import json
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

import imreport
from imreport.terminal import listen_to_signals, run, speak_german

if TYPE_CHECKING:
    from imreport.cases import CaseTables
    from imreport.config import Config
    from imreport.parameters import Parameters
    from imreport.publication.report import Product

FORMATS: Final = ("html", "docx", "pdf", "xlsx", "csv")
OPTIONS: Final = "[OPTIONEN]"
PROFILE: Final = "Für wen: oeffentlich (Vorgabe) oder intern (ungeschützte Zahlen)."
COMPARED: Final = "Zeitraum zum Vergleich, z. B. 01.01.2019..31.12.2019, vorjahr oder vorperiode."
SHOWN: Final = 20

FOLDER = click.Path(path_type=Path, file_okay=False)
EXISTING_FOLDER = click.Path(path_type=Path, file_okay=False, exists=True)
FOLDER.name = EXISTING_FOLDER.name = "Ordner"  # click fixes its own English name when it makes the type
CONFIG = click.argument("config", metavar="[BERICHT.TOML]", required=False, type=click.Path(path_type=Path))
JSON = click.option("--json", "as_json", is_flag=True, help="Ergebnis für Programme als JSON ausgeben.")


def scope_options(command: Any) -> Any:
    """Add the options that say what a report is about."""
    options = (
        click.option("--from", "von", metavar="TAG", help="Erster Tag des Zeitraums, z. B. 01.01.2019."),
        click.option("--to", "bis", metavar="TAG", help="Letzter Tag des Zeitraums."),
        click.option("--year", "jahr", metavar="JAHR", help="Kurz für den 1. Januar bis 31. Dezember dieses Jahres."),
        click.option("--as-of", "stichtag", metavar="TAG", help="Stichtag; sonst der letzte Tag des Zeitraums."),
        click.option("--team", metavar="TEAM", help="Nur ein Team, z. B. Ehingen."),
        click.option("--association", "verband", metavar="NAME", help="Nur eine Verwaltungsgemeinschaft."),
        click.option("--commune", "gemeinde", metavar="GEMEINDE", help="Nur eine Gemeinde, mit Namen oder AGS."),
        click.option("--compare", "vergleich", metavar="TAG..TAG", help=COMPARED),
        click.option("--profile", "profil", default="oeffentlich", metavar="PROFIL", help=PROFILE),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    options_metavar=OPTIONS,
    subcommand_metavar="BEFEHL …",
    invoke_without_command=True,
)
@click.version_option(imreport.__version__, "--version", message="imreport %(version)s", help="Die Version zeigen.")
@click.pass_context
def cli(context: click.Context) -> None:
    """Vom Fallexport zur Beschlussvorlage: Berichte über das Integrationsmanagement.

    Ohne Datei gilt die nächste bericht.toml, vom aktuellen Ordner aufwärts.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@cli.command(options_metavar=OPTIONS)
@CONFIG
@scope_options
@click.option(
    "--format", "formats", multiple=True, type=click.Choice(FORMATS), metavar="FORMAT",
    help="Nur dieses Format (html, docx, pdf, xlsx, csv); mehrfach möglich. Vorgabe: alle.",
)  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), metavar="ORDNER", help="Ordner für die Ergebnisse.")
@JSON
def report(config: Path | None, formats: tuple[str, ...], out: Path | None, as_json: bool, **scope: str | None) -> None:
    """Den Bericht erstellen: Word, PDF, HTML, Excel, CSV."""
    from imreport.publication.report import make_report, output_folder
    from imreport.runlog import RunLog

    settings, parameters = _settings(config, scope)
    with RunLog(quiet=as_json) as log:
        folder = out or output_folder(settings, parameters)
        product = make_report(settings, parameters, formats=formats or FORMATS, folder=folder, log=log)
    _show(product, as_json=as_json)


@cli.command(options_metavar=OPTIONS)
@CONFIG
@scope_options
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="DATEI.XLSX", help="Alle Befunde in eine Excel-Datei schreiben."
)
@JSON
def check(config: Path | None, out: Path | None, as_json: bool, **scope: str | None) -> int:
    """Nur den Export prüfen: Befunde, Zeilen, Zeitraum."""
    from imreport.sources import load_cases

    settings, parameters = _settings(config, scope)
    with closing(load_cases(parameters, settings)) as cases:
        if out:
            from imreport.publication.protocol import save_findings

            save_findings(cases.findings, out)
        if as_json:
            click.echo(json.dumps({"zeilen": cases.counts(), "befunde": cases.findings.records()}, ensure_ascii=False))
        else:
            _show_check(cases)
        return 3 if cases.findings.errors else 0


@cli.command("map", options_metavar=OPTIONS)
@click.argument("files", metavar="DATEI …", nargs=-1)
@click.option("--name", default="", metavar="NAME", help="Name der Quelle; Vorgabe: nach dem Namen der Datei.")
@click.option("--out", type=click.Path(path_type=Path), metavar="DATEI.TOML", help="In eine neue Datei schreiben.")
@click.option("--test", is_flag=True, help="Zeigen, was nach der bericht.toml noch nicht zugeordnet ist.")
@JSON
def map_files(files: tuple[str, ...], name: str, out: Path | None, test: bool, as_json: bool) -> int:
    """Für fremde Dateien einen Abschnitt [quellen.NAME] vorschlagen.

    Mit --test steht statt der Dateien höchstens eine bericht.toml.
    """
    from imreport import mapcommand

    if test:
        return mapcommand.list_open(files, as_json=as_json)
    return mapcommand.propose(files, name, out=out, as_json=as_json)


@cli.command(options_metavar=OPTIONS)
@click.argument("notebook", metavar="BERICHT.IPYNB", type=click.Path(path_type=Path))
@click.option("--format", "formats", multiple=True, default=FORMATS, type=click.Choice(FORMATS), metavar="FORMAT",
              help="html, docx, pdf, xlsx oder csv; mehrfach möglich. Vorgabe: alle.")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), metavar="ORDNER", help="Ordner; sonst neben dem Notizbuch.")
@JSON
def render(notebook: Path, formats: tuple[str, ...], out: Path | None, as_json: bool) -> None:
    """Dokumente aus einem ausgeführten Notizbuch schreiben."""
    from imreport.publication.report import render as render_notebook

    _show(render_notebook(notebook, formats, folder=out or notebook.parent), as_json=as_json)


@cli.command(options_metavar=OPTIONS)
@click.argument("folder", metavar="ORDNER", type=FOLDER)
@click.option("--config", metavar="BERICHT.TOML", type=click.Path(path_type=Path),
              help="Womit der Bericht erstellt wurde; sonst die nächste bericht.toml.")  # fmt: skip
@JSON
def publish(folder: Path, config: Path | None, as_json: bool) -> None:
    """Einen fertigen Bericht als veröffentlicht eintragen."""
    from imreport.config import load_config
    from imreport.publication.publishing import publish as enter

    done = enter(folder, load_config(config))
    if as_json:
        click.echo(json.dumps({"register": str(done.ledger), "nummer": done.number, "neu": done.is_new}))
        return
    if not done.is_new:
        click.echo("Dieselben Zahlen stehen schon im Register; es wurde nichts eingetragen.", err=True)
    click.echo(f"{_short(done.ledger)}: Veröffentlichung Nr. {done.number}")


@cli.command(options_metavar=OPTIONS)
@click.argument("folder", metavar="ORDNER", type=FOLDER)
def demo(folder: Path) -> None:
    """Ein Beispielprojekt mit synthetischen Daten anlegen."""
    from imreport.demo.project import write_project

    for path in write_project(folder):
        click.echo(path)


@cli.command(options_metavar=OPTIONS)
@click.argument("folder", metavar="[ORDNER]", required=False, type=EXISTING_FOLDER)
def lab(folder: Path | None) -> int:
    """JupyterLab mit den Notizbüchern öffnen."""
    from imreport.publication.lab import open_lab

    return open_lab(folder)


def _settings(path: Path | None, scope: dict[str, str | None]) -> "tuple[Config, Parameters]":
    from imreport.config import load_config
    from imreport.parameters import Parameters

    config = load_config(path)
    values, compared = {**scope}, scope.get("vergleich")
    for short in ("jahr", "vergleich"):
        values.pop(short, None)
    if scope.get("jahr"):
        values |= _days_of_year(scope)
    parameters = Parameters.of(values)
    return config, (parameters.comparing(compared, config) if compared else parameters).resolve(config)


def _days_of_year(scope: dict[str, str | None]) -> dict[str, str | None]:
    """Return the first and last day of the year that was asked for.

    Raises:
        UsageError: Days were asked for, too, or it is no year.
    """
    from imreport.errors import UsageError
    from imreport.periods import parse_year

    if scope.get("von") or scope.get("bis"):
        raise UsageError("--year und --from oder --to schließen sich aus.", "Nennen Sie eines von beiden.")
    first, last = parse_year(str(scope["jahr"]))
    return {"von": first.isoformat(), "bis": last.isoformat()}


def _show(product: "Product", *, as_json: bool) -> None:
    from imreport.publication.report import described

    if as_json:
        click.echo(json.dumps(described(product), ensure_ascii=False))
        return
    for name in product.kept:
        click.echo(f"Ihre bearbeitete Fassung bleibt erhalten: {name}", err=True)
    for warning in product.warnings:
        click.echo(f"Warnung: {warning}", err=True)
    for path in product.files:
        click.echo(_short(path))


def _short(path: Path) -> Path:
    """Return a path as short as the reader can use it."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _show_check(cases: "CaseTables") -> None:
    """Print the rows of each table, the days covered, and what each rule found."""
    from imreport.cases.schema import tables
    from imreport.german import number

    for name, count in cases.counts().items():
        aside = sum(sum(account.aside.values()) for account in cases.accounts if account.table == name)
        more = f", {number(aside)} beiseitegelegt" if aside else ""
        click.echo(f"{tables()[name].title}: {number(count)} Zeilen{more}")
    if cases.parts:
        click.echo(f"Gespräche vom {covered}" if (covered := cases.covered()) else "Keine datierten Gespräche")
    summaries, total = cases.findings.summaries(), sum(cases.findings.counts.values())
    for summary in summaries[:SHOWN]:
        click.echo("\n".join(summary.lines))
    if len(summaries) > SHOWN or total > len(summaries):
        click.echo("Alle Befunde einzeln, in einer Excel-Datei: --out befunde.xlsx")
    click.echo({0: "Keine Befunde.", 1: "1 Befund."}.get(total, f"{number(total)} Befunde."))


def main() -> None:
    """Run ``imreport`` and end with its exit code."""
    speak_german()
    listen_to_signals()
    sys.exit(run(cli))
