"""A gate that has gone blind, or sees ghosts, must say so before it judges."""

from generator.gate import canary
from generator.gate.__main__ import main
from generator.gate.findings import REFUSE, Finding, read


def test_all_and_only_the_planted_leaks_are_found(tmp_path):
    assert canary.prove(tmp_path / "canary")
    assert list(tmp_path.iterdir()) == []


def test_a_leak_that_is_not_found_fails_the_proof(tmp_path, monkeypatch):
    monkeypatch.setattr(canary, "LEAKS", {**canary.LEAKS, "reversed": ("id-number", canary.ID[::-1])})

    assert not canary.prove(tmp_path / "canary")


def test_a_look_alike_that_is_found_fails_the_proof(tmp_path, monkeypatch):
    monkeypatch.setattr(canary, "CLEAN", (*canary.CLEAN, canary.ID))

    assert not canary.prove(tmp_path / "canary")


def test_a_failed_proof_refuses_a_clean_site(city, monkeypatch):
    monkeypatch.setattr(canary, "CLEAN", (*canary.CLEAN, canary.ID))
    city.write()

    assert main(["--site", str(city.site), "--order", str(city.order)]) == REFUSE
    assert read(city.order) == (Finding("canary", "."),)
    assert not (city.site / "manifest.json").exists()
