"""What every test may ask for: the checkout, the example city built once, and how to rewrite golden files."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

CHECKOUT = Path(__file__).resolve().parent.parent

# Two busy cores make a time limit a matter of luck; a failure in CI must come back when it is run again.
settings.register_profile("gongshi", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("gongshi")


@dataclass(frozen=True)
class BuiltCity:
    """A city that was built with the program's own command."""

    public: Path
    state: Path
    report: Path


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="rewrite the golden files instead of comparing with them")


@pytest.fixture(scope="session")
def rewrites_golden(pytestconfig: pytest.Config) -> bool:
    """True under `make golden`: golden files are written anew instead of compared."""
    return bool(pytestconfig.getoption("--golden"))


@pytest.fixture(scope="session")
def checkout() -> Path:
    return CHECKOUT


@pytest.fixture(scope="session")
def example_city(tmp_path_factory: pytest.TempPathFactory) -> BuiltCity:
    """The committed example city, built once for all tests that read its site, whichever process runs them."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder = shared / "example"
    with FileLock(shared / "example.lock"):
        if not folder.exists():
            build_example_city(folder)
    return city_in(folder)


def city_in(folder: Path) -> BuiltCity:
    return BuiltCity(folder / "public", folder / "state", folder / "report.json")


def build_example_city(folder: Path) -> None:
    """Run the program's own command; a folder that is there holds a site that was built to its end."""
    unfinished = folder.with_name("example.unfinished")
    unfinished.mkdir()
    city = city_in(unfinished)
    command = [sys.executable, "-c", "from generator.cli import main; main()", "build", "--data", "data"]
    places = ["--state", str(city.state), "--public", str(city.public), "--json", str(city.report)]

    run = subprocess.run([*command, *places], cwd=CHECKOUT, capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stdout + run.stderr
    unfinished.rename(folder)
