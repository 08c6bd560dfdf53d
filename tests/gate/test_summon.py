"""The gate answers from its own process; whatever is not a clear yes is a no."""

import hashlib
import json

import pytest

from generator.errors import GateError
from generator.gate.summon import summon
from tests.gate.conftest import ID, SECOND


def test_a_clean_site_is_cleared_and_gets_its_manifest(city):
    city.write()

    clearance = summon(city.site, city.order, 60)

    manifest = json.loads((city.site / "manifest.json").read_text())
    files = json.loads((city.order / "files.json").read_text())
    index = hashlib.sha256((city.site / "index.html").read_bytes()).hexdigest()
    assert clearance.cleared
    assert (manifest["version"], manifest["as_of"], manifest["data_date"], manifest["expires"]) == (
        7, "2026-11-24", "2026-11-23", "2026-11-25",
    )  # fmt: skip
    assert manifest["files"] == len(files) == 7
    assert files["index.html"] == index
    assert manifest["folders"]["."] == hashlib.sha256(f"{index}  index.html\n".encode()).hexdigest()
    assert sorted(manifest["folders"]) == [".", "download", "penalties", "record"]


def test_two_judgements_write_the_same_manifest(city):
    city.write()
    summon(city.site, city.order, 60)
    first = (city.site / "manifest.json").read_bytes()

    summon(city.site, city.order, 60)

    assert first == (city.site / "manifest.json").read_bytes()


def test_a_leak_in_a_record_names_what_to_withhold(city):
    city.rows["penalties"][1] = (SECOND, "", ID)
    city.write()

    clearance = summon(city.site, city.order, 60)

    assert (clearance.cleared, clearance.records) == (False, (SECOND,))
    assert not (city.site / "manifest.json").exists()


def test_a_leak_outside_every_record_refuses_and_is_not_quoted(city):
    city.write()
    city.put("about/index.html", ID)

    with pytest.raises(GateError, match=r"about/index\.html") as refusal:
        summon(city.site, city.order, 60)

    assert ID not in str(refusal.value)


@pytest.mark.parametrize("name", ["order.json", "literals.txt", "tombstones.txt"])
def test_an_order_that_is_not_whole_refuses(city, name):
    """A list that was forgotten would let everything through."""
    city.write()
    (city.order / name).unlink()

    with pytest.raises(GateError):
        summon(city.site, city.order, 60)

    assert not (city.site / "manifest.json").exists()


def test_a_gate_that_takes_too_long_refuses(city):
    city.write()

    with pytest.raises(GateError, match="没有完成"):
        summon(city.site, city.order, 0.01)


def test_findings_of_an_earlier_run_are_not_believed(city):
    city.write()
    summon(city.site, city.order, 60)
    (city.order / "order.json").write_text("{}")

    with pytest.raises(GateError):
        summon(city.site, city.order, 60)
