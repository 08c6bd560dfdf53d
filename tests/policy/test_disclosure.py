"""What of a field each kind of subject shows, whatever a catalogue says."""

import pytest

from generator.policy.disclosure import disclosure
from tests.policy.rules.desk import example, with_credit

EVERYTHING = {"organisation": "public", "sole-trader": "public", "person": "public"}


def shown(role: str, kind: str, *, natural_persons: str = "masked", said: str = "public") -> str:
    dataset = with_credit("penalties", natural_persons=natural_persons)
    field = example().dataset("penalties").by_role[role]
    disclose = dict.fromkeys(EVERYTHING, said)
    opened = field.model_copy(update={"credit": field.credit.model_copy(update={"disclose": disclose})})
    return disclosure(dataset, opened, kind)


@pytest.mark.parametrize("role", ["representative", "person-id", "representative-id", "subject-code"])
@pytest.mark.parametrize("natural_persons", ["masked", "named"])
def test_no_identifier_and_no_operator_of_a_person_is_shown(role: str, natural_persons: str):
    assert "withhold" == shown(role, "person", natural_persons=natural_persons)


@pytest.mark.parametrize("role", ["record-number", "replaces", "fact-text", "content-text", "remark"])
def test_what_leads_to_a_masked_person_is_withheld_and_of_a_named_one_shown(role: str):
    assert ("withhold", "public") == (shown(role, "person"), shown(role, "person", natural_persons="named"))


def test_a_masked_person_has_no_narrative_and_a_mask_for_a_name():
    assert "withhold" == shown("category", "person", said="narrative")
    assert "narrative" == shown("category", "person", said="narrative", natural_persons="named")
    assert ("name", "public") == (
        shown("subject-name", "person"),
        shown("subject-name", "person", natural_persons="named"),
    )
    assert "public" == shown("category", "person")


@pytest.mark.parametrize("natural_persons", ["masked", "named"])
def test_of_a_persons_address_the_district_is_shown(natural_persons: str):
    dataset = with_credit("serious-tax", natural_persons=natural_persons)
    field = dataset.by_role["address"]
    opened = field.model_copy(update={"credit": field.credit.model_copy(update={"disclose": EVERYTHING})})

    assert ("district", "public") == (disclosure(dataset, opened, "person"), disclosure(dataset, opened, "sole-trader"))


def test_the_operator_of_a_sole_trader_is_withheld_and_nothing_else():
    assert ("withhold", "public") == (shown("representative", "sole-trader"), shown("representative", "organisation"))
    assert "public" == shown("subject-code", "sole-trader")
    assert "withhold" == shown("category", "organisation", said="withhold")


@pytest.mark.parametrize("role", ["subject-name", "address"])
def test_what_the_catalogue_withholds_no_rule_opens(role: str):
    dataset = with_credit("serious-tax", natural_persons="masked")
    field = dataset.by_role[role]
    closed = field.model_copy(
        update={"credit": field.credit.model_copy(update={"disclose": {"organisation": "public"}})}
    )

    assert "withhold" == disclosure(dataset, closed, "person")
