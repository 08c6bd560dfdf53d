"""A period rule that leaves a day without law, or with two, stops the build with file, line and key."""

import re
from pathlib import Path

import pytest

from generator.errors import CatalogueError
from generator.model.city import Basis
from generator.model.periods import PeriodRule
from generator.stages.read import read_city
from generator.stages.read.strict_yaml import load_yaml
from tests.builders import CHECKOUT, SmallCity, small_city

DATA = CHECKOUT / "data"


@pytest.fixture
def city(tmp_path: Path) -> SmallCity:
    return small_city(tmp_path)


def changed(city: SmallCity, old: str, new: str, file: str = "periods.yaml") -> Path:
    path = city.data / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return city.data


FAULTS = {
    "an unknown key": ("transition: earlier", "transitions: earlier", "第 .* 行 0.transitions：不认识这个键"),
    "an unknown start": ("start: decided-on", "start: some-day", "第 .* 行 0.start"),
    "an unknown basis": ("basis: ndrc-order-58", "basis: ndrc-order-59", "第 .* 行 0.sets.1.basis：.*basis.yaml"),
    "two sets from one day": ('from: "2023-05-01"', 'from: "2019-07-01"', "第 .* 行 0.sets：.*日期不重复"),
    "an overlap": ('from: "2023-05-01"', 'from: "2023-04-01"', "第 .* 行 0.sets.0.from：.*重叠"),
    "a gap": ('from: "2023-05-01"', 'from: "2023-06-01"', "第 .* 行 0.sets.0.from：.*空档"),
    "a set before its text": ('from: "2019-07-01"', 'from: "2018-07-01"', "第 .* 行 0.sets.0.from：早于依据的施行日期"),
    "no class to fall back on": ("        general:", "        slight:", "0.sets.0.classes：缺少 general"),
    "a period of no form": ("longest: P1Y", "longest: 1 year", "期限写作"),
    "an unknown word for an end": ("until: removed-by-authority", "until: some-day", "until"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), FAULTS.values(), ids=FAULTS)
def test_a_faulty_rule_is_refused_at_its_place(city: SmallCity, old: str, new: str, said: str):
    with pytest.raises(CatalogueError, match=r"periods\.yaml") as refusal:
        read_city(changed(city, old, new))

    assert re.search(said, str(refusal.value))


def test_a_text_that_was_repealed_without_a_successor_leaves_a_gap(city: SmallCity):
    at = re.compile(r"(id: ndrc-order-36.*?repealed_on: )null")
    path = city.data / "basis.yaml"
    path.write_text(at.sub(r'\1"2027-01-01"', path.read_text(encoding="utf-8")), encoding="utf-8")

    with pytest.raises(CatalogueError, match=r"0\.sets\.2\.from：依据自 2027-01-01 起废止"):
        read_city(city.data)


def test_a_sector_that_the_dataset_does_not_know_is_refused(city: SmallCity):
    changed(
        city,
        "- name: 行业领域\n      type: string\n",
        "- name: 行业领域\n      type: string\n      constraints: {enum: [消防, 建筑]}\n",
        "catalogue/penalties.yaml",
    )

    with pytest.raises(CatalogueError, match=r"periods\.yaml 第 .* 行 0：行业“安全生产、特种设备”不在"):
        read_city(city.data)


@pytest.mark.parametrize(
    "text",
    ["ndrc-2019-527", "ndrc-order-58", "guobanfa-2025-22", "ndrc-order-36", "samr-order-45", "samr-credit-repair-2025",
     "mohrss-order-45", "civil-procedure-law", "samr-order-44", "tax-order-54", "government-procurement-law",
     "enterprise-information-regulation"],
)  # fmt: skip
def test_every_generation_of_the_rules_is_there_with_its_text(text: str):
    """Facts that nobody has checked against the official text say so."""
    rules = [PeriodRule.model_validate(one) for one in load_yaml(DATA / "periods.yaml")]
    bases = {one["id"]: Basis.model_validate(one) for one in load_yaml(DATA / "basis.yaml")}
    bodies = [body for rule in rules for body in (rule.sets or (rule,))]

    resting = [body for body in bodies if body.basis == text]

    assert resting
    assert bases[text].verified or not any(body.verified for body in resting)
