"""Who is withheld as a person: minors always, others unless a law or their own consent lets the item show them."""

import pytest

from generator.policy.rules.persons import judge
from tests.builders import id_number
from tests.policy.rules.desk import case, ruling, said, with_credit

PERSON = {"kind": "person"}
MODEL = {**PERSON, "subject-name": "王小明"}


def consent(line: int = 2, day: str = "2026-09-01", **cells: str):
    return (ruling("consents", line, day, **cells), [0])


def test_persons_are_withheld_where_nothing_lets_them_be_shown():
    assert [["person-withheld"], []] == said(judge, case("penalties", [PERSON, {}]))


@pytest.mark.parametrize(
    ("basis", "day", "codes"),
    [
        ("civil-procedure-law", "2026-11-24", []),
        ("ndrc-order-58", "2026-03-31", []),
        ("ndrc-order-58", "2026-04-01", ["person-withheld"]),
    ],
)
def test_a_basis_opens_only_while_it_is_in_force(basis, day, codes):
    masked = with_credit("serious-court-defaulters", natural_persons="masked", person_basis=(basis,))

    assert [codes] == said(judge, case(masked, [PERSON], on=day))


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        ([], ["person-withheld"]),
        ([consent(field="典型名称")], []),
        ([consent()], []),
        ([consent(field="先进事迹")], ["person-withheld"]),
        ([consent(until="2026-11-25")], []),
        ([consent(until="2026-11-24")], ["person-withheld"]),
        ([consent(), consent(3, "2026-10-01", until="2026-10-01")], ["person-withheld"]),
        ([consent(until="2026-10-01"), consent(3, "2026-10-02")], []),
    ],
    ids=["none", "to the name", "to all", "to another field", "dated", "over", "withdrawn", "given again"],
)
def test_a_model_is_named_only_by_consent(lines, codes):
    assert [codes] == said(judge, case("integrity-models", [MODEL], ruled=lines))


def test_a_law_is_no_consent_to_be_named():
    named = with_credit("integrity-models", person_basis=("hubei-credit-regulation",))

    assert [["person-withheld"]] == said(judge, case(named, [MODEL]))


@pytest.mark.parametrize(("born", "codes"), [("20080914", []), ("20080915", ["minor-person"])])
def test_a_minor_on_the_day_of_the_decision_is_never_shown(born, codes):
    masked = with_credit("penalties", natural_persons="masked", person_basis=("civil-procedure-law",))
    row = {**PERSON, "person-id": id_number(born), "decided-on": "2026-09-14"}

    assert [codes] == said(judge, case(masked, [row]))


def test_the_day_of_the_act_goes_before_that_of_the_decision():
    masked = with_credit("serious-court-defaulters", natural_persons="masked", person_basis=("civil-procedure-law",))
    row = {**PERSON, "person-id": id_number("20080101"), "acted-on": "2025-12-31", "listed-on": "2026-09-14"}

    assert [["minor-person"]] == said(judge, case(masked, [row]))


def test_an_item_that_withholds_persons_does_so_whatever_basis_it_names():
    closed = with_credit(
        "penalties", natural_persons="withheld", person_basis=("administrative-penalty-law", "consent")
    )
    adult = {"kind": "person", "person-id": id_number("19900101"), "decided-on": "2026-09-14"}

    assert [["person-withheld"]] == said(judge, case(closed, [adult]))


@pytest.mark.parametrize(("listed_on", "young"), [("2028-12-30", True), ("2028-12-31", False), ("", False)])
def test_on_a_list_the_day_of_listing_tells_who_is_a_minor(listed_on: str, young: bool):
    row = {"kind": "person", "subject-code": id_number("20101231"), "listed-on": listed_on}

    (codes,) = said(judge, case("serious-tax", [row], on="2029-01-01"))

    assert young == ("minor-person" in codes)
