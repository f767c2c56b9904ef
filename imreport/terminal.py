"""The terminal: German wording for click, errors as a sentence and a hint, exit codes."""

import gettext
import os
import signal
import sys
import tempfile
import traceback
from importlib.resources import files
from typing import Final

import click
from rich.console import Console

from imreport.errors import ImreportError

DOMAIN: Final = "imreport"
INTERRUPTED: Final = 130


def speak_german() -> None:
    """Make click take its words from our catalogue, whatever language the system speaks."""
    os.environ["LANGUAGE"] = "de"
    gettext.bindtextdomain(DOMAIN, str(files("imreport").joinpath("locale")))
    gettext.textdomain(DOMAIN)


def listen_to_signals() -> None:
    """Treat the request to end like Ctrl-C, so that what is half done is cleared away."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def run(command: click.Command) -> int:
    """Run the command line and return its exit code; every error becomes a sentence on stderr."""
    try:
        result = command.main(standalone_mode=False)
        return result if isinstance(result, int) else 0
    except ImreportError as error:
        return _say(error.message, error.hint, code=error.exit_code)
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else DOMAIN
        return _say(error.format_message(), f"Hilfe zeigt: {path} --help", code=error.exit_code)
    except click.ClickException as error:
        return _say(error.format_message(), "", code=error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        return _say("Abgebrochen.", "Was im Ausgabeordner lag, ist unverändert.", code=INTERRUPTED)
    except Exception:
        return _say("Das hätte nicht passieren dürfen.", _keep(traceback.format_exc()), code=1)


def _keep(trace: str) -> str:
    """Write a traceback to a private file and say where it is."""
    try:
        with tempfile.NamedTemporaryFile("wb", prefix="imreport-fehler-", suffix=".log", delete=False) as log:
            log.write(trace.encode())
    except OSError:
        return "Bitte melden Sie, welcher Befehl es war."
    return f"Bitte melden Sie es mit der Datei {log.name}."


def _say(message: str, hint: str, *, code: int) -> int:
    console = Console(stderr=True, highlight=False)
    console.print(f"[bold red]Fehler:[/bold red] {_plain(message)}", soft_wrap=True)
    if hint:
        console.print(f"Hinweis: {_plain(hint)}", soft_wrap=True)
    return code


def _plain(words: str) -> str:
    """Keep square brackets from being read as colours."""
    return words.replace("[", r"\[")
