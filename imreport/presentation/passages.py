"""Passages: Markdown with German placeholders becomes prose with published numbers.

``{{ gespraeche.gesamt | zahl }}`` prints a value, ``{{ themen.kinder.anteil_gespraeche | prozent }}`` a share,
``{{ spitze(themen, 3) | mit_werten }}`` the most frequent categories, ``{{ fakten.foerdermonate }}`` a named fact.
docs/bericht-schreiben.md lists all names and filters. What was not prepared is an error, never an empty text.
"""

import re
from functools import cache

from jinja2 import (
    Environment,
    StrictUndefined,
    TemplateAssertionError,
    TemplateError,
    TemplateSyntaxError,
    UndefinedError,
    nodes,
)
from jinja2.meta import find_undeclared_variables

from imreport.disclosure import Release
from imreport.errors import ImreportError, UsageError
from imreport.presentation.blocks import Passage
from imreport.presentation.filters import FILTERS
from imreport.presentation.vocabulary import vocabulary

BLANK_LINES = re.compile(r"\n\s*\n")


@cache
def _environment() -> Environment:
    environment = Environment(undefined=StrictUndefined, autoescape=False)
    environment.filters.update(FILTERS)
    return environment


def passage(release: Release, text: str) -> Passage:
    """Fill in the placeholders of a passage.

    Args:
        release: What may be published.
        text: Markdown with Jinja2 placeholders.

    Raises:
        UsageError: A placeholder is unknown or the template is malformed; with a suggestion.
        NotReleasedError: A placeholder asks for a number that was not prepared.
    """
    words = vocabulary(release)
    try:
        tree = _environment().parse(text)
        for name in sorted(find_undeclared_variables(tree) - set(words)):
            raise UsageError.unknown("Platzhalter", name, known=words)
        filled = _environment().from_string(text).render(words)
    except TemplateAssertionError as error:
        raise _unknown_filter(error) from None
    except TemplateSyntaxError as error:
        raise UsageError(f"Der Platzhalter in Zeile {error.lineno} der Passage ist nicht lesbar.", _HINT) from None
    except UndefinedError as error:
        raise UsageError(f"Ein Platzhalter der Passage ist leer: {error.message}.", _HINT) from None
    except TemplateError as error:
        raise UsageError(f"Die Passage ist nicht lesbar: {error.message}.", _HINT) from None
    except ImreportError:
        raise
    except (TypeError, ValueError, AttributeError, ArithmeticError) as error:
        raise UsageError(
            f"Ein Platzhalter der Passage lässt sich nicht auswerten ({type(error).__name__}).", _HINT
        ) from None
    return Passage("passage", BLANK_LINES.sub("\n\n", filled).strip())


def parsed(text: str) -> nodes.Template:
    """Return the syntax tree of a passage, to look into what its author wrote and what its placeholders ask for.

    Raises:
        jinja2.TemplateError: It is no template.
    """
    return _environment().parse(text)


def _unknown_filter(error: TemplateAssertionError) -> UsageError:
    """Name the filter that does not exist; Jinja says so in an English sentence."""
    quoted = re.search(r"'(.+?)'", error.message or "")
    return UsageError.unknown("Filter", quoted[1] if quoted else "?", known=FILTERS)


_HINT = "Platzhalter sehen so aus: {{ gespraeche.gesamt | zahl }}."
