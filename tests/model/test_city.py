"""What a city configures: addresses, texts of law and their days, measures, departments and what they were."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from generator.model.city import Basis, Link, Measure, Site
from generator.model.strict import Strict
from tests.policy.rules.desk import example

BASIS = {
    "id": "a-law", "title": "某法", "issuer": "某机关", "level": "law", "in_force_from": "2021-07-15",
    "source": "公开文本", "verified": False,
}  # fmt: skip
MEASURE = {
    "id": "m1", "title": "限制", "content": "限制", "applies_to": "penalties", "basis": "a-law",
    "executor": "市财政局", "executor_kind": "department", "status": "keep",
}  # fmt: skip
DAY = date(2026, 6, 15)


def refusal(model: type[Strict], said: dict[str, Any]) -> str:
    with pytest.raises(ValidationError) as refused:
        model.model_validate(said)
    return str(refused.value)


def measure(**said: Any) -> Measure:
    return Measure.model_validate({**MEASURE, **said})


def site(**said: Any) -> dict[str, Any]:
    return {**example().site.model_dump(exclude={"as_of"}), **said}


@pytest.mark.parametrize("address", ["https://credit.example.org", "http://a.cn/credit/", "https://a.cn:8443/x"])
def test_a_site_stands_at_an_address_of_the_web(address):
    assert address == Site.model_validate(site(base_url=address)).base_url


@pytest.mark.parametrize(
    "address", ["credit.example.org", "ftp://a.cn", "https://", "https://a.cn/?q", "https://a.cn/#x", "https://a b"]
)
def test_any_other_address_of_the_site_is_refused(address):
    assert "网站地址写作" in refusal(Site, site(base_url=address))


@pytest.mark.parametrize("url", ["https://a.cn", "http://a.cn", "/guide/"])
def test_a_link_leads_to_the_web_or_within_the_site(url):
    assert url == Link.model_validate({"title": "办理", "url": url}).url


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:x", "guide/", "mailto:a@b.cn"])
def test_c04_any_other_link_is_refused(url):
    assert "网址只能以" in refusal(Link, {"title": "办理", "url": url})


@pytest.mark.parametrize("small", [{"suppress_below": 9}, {"round_to": 4}])
def test_counts_about_persons_are_never_told_more_exactly(small):
    assert "greater than or equal" in refusal(Site, site(small_counts=small))


def test_a_text_is_law_from_its_first_day_until_the_day_before_its_repeal():
    text = Basis.model_validate({**BASIS, "repealed_on": "2026-04-01"})

    days = (date(2021, 7, 14), date(2021, 7, 15), date(2026, 3, 31), date(2026, 4, 1))
    assert [False, True, True, False] == [text.in_force(day) for day in days]
    assert Basis.model_validate(BASIS).in_force(date(2099, 1, 1))


@pytest.mark.parametrize("repealed", ["2021-07-15", "2021-07-14"])
def test_a_text_repealed_before_it_was_in_force_is_refused(repealed):
    assert "repealed_on 要晚于 in_force_from" in refusal(Basis, {**BASIS, "repealed_on": repealed})


def test_a_text_is_cited_by_title_and_number():
    numbered = Basis.model_validate({**BASIS, "number": "第36号"})

    assert ("《某法》", "《某法》（第36号）") == (Basis.model_validate(BASIS).citation, numbered.citation)


def test_cells_of_a_measure_are_lists_split_at_semicolons():
    made = measure(applies_to="penalties; serious-tax;;", severities="一般;严重")

    assert (("penalties", "serious-tax"), ("一般", "严重")) == (made.applies_to, made.severities)
    assert ("a", "b") == measure(applies_to=["a", "b"]).applies_to


def test_a_measure_that_ends_before_it_begins_is_refused():
    same = {"in_force_from": "2026-06-15", "in_force_until": "2026-06-15"}

    assert measure(**same).in_force(DAY)
    assert "in_force_until 早于 in_force_from" in refusal(Measure, {**MEASURE, **same, "in_force_until": "2026-06-14"})


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, True),
        ({"in_force_from": "2026-06-15"}, True), ({"in_force_from": "2026-06-16"}, False),
        ({"in_force_until": "2026-06-15"}, True), ({"in_force_until": "2026-06-14"}, False),
        ({"status": "suspended"}, False), ({"status": "suspended", "suspended_from": "2026-06-15"}, False),
        ({"status": "suspended", "suspended_from": "2026-06-16"}, True),
        ({"status": "abolished"}, False), ({"status": "abolished", "abolished_on": "2026-06-15"}, False),
        ({"status": "abolished", "abolished_on": "2026-06-16"}, True), ({"status": "adjust"}, True),
    ],
)  # fmt: skip
def test_a_measure_holds_between_its_days_and_not_from_its_suspension_on(said, expected):
    assert expected == measure(**said).in_force(DAY)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"mandatory": "是", "executor_kind": "financial"}, True), ({"mandatory": "是"}, False),
        ({"mandatory": "否", "executor_kind": "financial"}, False), ({"executor_kind": "media"}, False),
    ],
)  # fmt: skip
def test_only_who_is_no_authority_can_be_forced(said, expected):
    assert expected == measure(**said).is_forced


def test_a_department_is_found_by_its_id_or_by_what_it_was():
    city = example()
    merged = next(one for one in city.departments if one.formerly)

    assert merged == city.department(merged.formerly[0]) == city.department(merged.id)
    with pytest.raises(KeyError):
        city.department("nobody")


def test_a_dataset_is_found_by_its_name():
    assert "penalties" == example().dataset("penalties").name
    with pytest.raises(KeyError):
        example().dataset("nothing")
