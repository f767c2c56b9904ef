"""Proposing: how files of unknown shape may map to the schema (``imreport map``), and what a mapping leaves open.

``sheets`` opens the files, ``headers`` finds their header rows, ``profiles`` describes their columns, ``meanings``
knows the words of the code lists, ``matching`` compares columns with the schema, ``proposer`` puts a ``proposal``
together, ``writing`` makes TOML of it, and ``unmapped`` tests what a bericht.toml has made of it.
"""

from imreport.cases.proposing.matching import Confidence, Match
from imreport.cases.proposing.proposal import Proposal, TableProposal, Word, Words
from imreport.cases.proposing.proposer import Proposed, propose
from imreport.cases.proposing.unmapped import MappingTest, UnknownWord, Unmapped, unmapped
from imreport.cases.proposing.words import fold
from imreport.cases.proposing.writing import toml_text, write_toml

__all__ = [
    "Confidence",
    "MappingTest",
    "Match",
    "Proposal",
    "Proposed",
    "TableProposal",
    "UnknownWord",
    "Unmapped",
    "Word",
    "Words",
    "fold",
    "propose",
    "toml_text",
    "unmapped",
    "write_toml",
]
