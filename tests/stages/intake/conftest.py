"""The desk of these tests."""

from pathlib import Path

import pytest

from tests.stages.intake.desk import Desk, dataset


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path, (dataset(),))
