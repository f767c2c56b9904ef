"""The synthetic sample export: invented cases, made with a fixed seed, that look like those of a county.

Nothing in it is about real people. It reproduces every total of ``totals.json`` exactly; each total there says whether
it was printed in the county's report of 2021, derived from printed numbers, or is an assumption (invented). Everything
beyond the totals is invented as well. Wherever the sample is shown it is to be called "synthetisch".
"""

from pathlib import Path

from imreport.demo.files import Tables, write_table
from imreport.demo.proof import prove
from imreport.demo.sample import sample
from imreport.demo.totals import AS_OF, END, START, totals

__all__ = ["AS_OF", "END", "START", "write_export"]


def write_export(folder: Path) -> list[Path]:
    """Write the synthetic export, the same bytes at every call and on every platform.

    Args:
        folder: Where the files go; it is created where it is missing, files of the same names are replaced.

    Returns:
        The paths of the eight files: consultations, referrals, clients, plans, posts, and the county's own code lists
        of teams, associations and communes.
    """
    made = sample(totals())
    prove(made, totals())
    folder.mkdir(parents=True, exist_ok=True)
    return [write_table(table, folder) for table in Tables(made, totals()).all()]
