"""The valid little export, read once."""

from collections.abc import Iterator

import pytest

from imreport.cases import CaseTables
from tests.exports import export, opened


@pytest.fixture(scope="session")
def valid() -> Iterator[CaseTables]:
    with opened(export("valid")) as tables:
        yield tables
