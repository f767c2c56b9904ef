"""Passages: Markdown with German placeholders becomes prose with published numbers.

``{{ gespraeche.gesamt | zahl }}`` prints a value, ``{{ themen.kinder.anteil_gespraeche | prozent }}`` a share,
``{{ spitze(themen, 3) | mit_werten }}`` the most frequent categories, ``{{ fakten.foerdermonate }}`` a named fact.
docs/bericht-schreiben.md lists all names and filters. What was not prepared is an error, never an empty text.
"""

from imreport.disclosure import Release
from imreport.presentation.blocks import Passage
from imreport.presentation.rendering import rendered
from imreport.presentation.summary import SummaryWord
from imreport.presentation.vocabulary import vocabulary


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
    return Passage("passage", rendered(text, {**words, "kurzfassung": SummaryWord(words)}))
