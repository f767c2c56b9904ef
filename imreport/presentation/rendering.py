"""Rendering: German placeholders are filled in by Jinja2, strictly; complaints are German sentences with a hint."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, Final

from jinja2 import (
    Environment,
    StrictUndefined,
    Template,
    TemplateAssertionError,
    TemplateError,
    TemplateSyntaxError,
    UndefinedError,
    nodes,
)
from jinja2.meta import find_undeclared_variables

from imreport.errors import ImreportError, UsageError
from imreport.presentation.filters import FILTERS

BLANK_LINES: Final = re.compile(r"\n\s*\n")
_HINT: Final = "Platzhalter sehen so aus: {{ gespraeche.gesamt | zahl }}."


@cache
def _environment() -> Environment:
    environment = Environment(undefined=StrictUndefined, autoescape=False)
    environment.filters.update(FILTERS)
    return environment


def parsed(text: str) -> nodes.Template:
    """Return the syntax tree of a text, to look into what its author wrote and what its placeholders ask for.

    Raises:
        jinja2.TemplateError: It is no template.
    """
    return _environment().parse(text)


@lru_cache(maxsize=1024)
def _compiled(text: str) -> tuple[Template, list[str]]:
    """Return a text ready to be filled in, and the names it asks for: the same passage is met again for each area."""
    return _environment().from_string(text), sorted(find_undeclared_variables(parsed(text)))


def rendered(text: str, words: Mapping[str, Any]) -> str:
    """Fill in the placeholders of a text.

    Args:
        text: Markdown with Jinja2 placeholders.
        words: What they stand for.

    Raises:
        UsageError: A placeholder is unknown or the template is malformed; with a suggestion.
        NotReleasedError: A placeholder asks for a number that was not prepared.
    """
    try:
        template, names = _compiled(text)
        for name in names:
            if name not in words:
                raise UsageError.unknown("Platzhalter", name, known=words)
        return BLANK_LINES.sub("\n\n", template.render(words)).strip()
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


def _unknown_filter(error: TemplateAssertionError) -> UsageError:
    """Name the filter that does not exist; Jinja says so in an English sentence."""
    quoted = re.search(r"'(.+?)'", error.message or "")
    return UsageError.unknown("Filter", quoted[1] if quoted else "?", known=FILTERS)
