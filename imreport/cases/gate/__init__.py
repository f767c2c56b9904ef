"""The anonymity gate: an export that carries direct identifiers is refused before anything else is done with it.

``headers`` knows the names of such columns, ``scan`` reads every column, ``patterns``, ``names``, ``prose``, ``births``
and ``documents`` look at the cells, and ``inspection`` makes one German sentence of each find. ``pseudonyms`` re-hashes
keys with a local secret, ``uniqueness`` counts rare combinations of quasi-identifiers.
"""

from imreport.cases.gate.inspection import inspect
from imreport.cases.gate.model import Identifier, Inspected, Place
from imreport.cases.gate.pseudonyms import Pseudonymiser
from imreport.cases.gate.scan import plain
from imreport.cases.gate.uniqueness import Uniqueness, uniqueness

__all__ = ["Identifier", "Inspected", "Place", "Pseudonymiser", "Uniqueness", "inspect", "plain", "uniqueness"]
