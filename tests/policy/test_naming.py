"""Words announce a name; what they announce is masked, and words of the trade are no names.

The patterns are compiled in each test: what a module compiles when it is read, no change of the law could reach.
"""

import pytest
import re2

from generator.policy.naming import Naming, names_in, naming
from generator.policy.unseen import squeezed

SURNAMES = frozenset({"王", "李", "赵", "陈", "应", "于", "何", "欧阳"})


def known(*pairs: str, surnames: frozenset[str] = SURNAMES) -> Naming:
    return naming(surnames, frozenset(pairs))


def screened(law: Naming, text: str) -> bool:
    """Whether the text is read word by word at all."""
    return re2.search(law.screen, text) is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a surname and one character or two, up to a stop or a word of grammar
        ("法定代表人王明", "法定代表人王**"),
        ("法定代表人王小明到场", "法定代表人王**到场"),
        ("法定代表人欧阳小明签字", "法定代表人欧阳**签字"),
        ("举报人王明举报", "举报人王**举报"),
        ("司机李强驾驶", "司机李**驾驶"),
        # rather one character of the sentence too many, where the word announces a person
        ("负责人王明路过", "负责人王**过"),
        # where it may announce an organisation, only up to the end of a phrase
        ("当事人王明路过", "当事人王明路过"),
        ("当事人王小明路过", "当事人王小明路过"),
        ("当事人王小明，", "当事人王**，"),
        ("当事人王明在店内", "当事人王**在店内"),
        ("当事人王府井百货", "当事人王府井百货"),
        # a surname that begins words of the trade
        ("负责人应当到场", "负责人应当到场"),
        ("负责人应小明到场", "负责人应**到场"),
        ("经营者于在店内", "经营者于在店内"),
        ("经营者于小明", "经营者于**"),
        ("负责人为何志国，", "负责人为何**，"),
        ("负责人陈述", "负责人陈述"),
        ("负责人陈述明", "负责人陈述明"),
        ("负责人陈小明", "负责人陈**"),
        # lists
        ("举报人王明、李强和赵四、某人", "举报人王**、李**和赵**、某人"),
        ("举报人王明、李强，证人赵四", "举报人王**、李**，证人赵**"),
        # a title taken for the end of a name announces the name that follows it
        ("负责人王经理李明签字", "负责人王**李**签字"),
        # behind a colon or a bracket any short name, whoever's
        ("经营者：阿依古丽，住", "经营者：阿**，住"),
        ("经营者（买买提）", "经营者（买**）"),
        ("经营者“买买提”", "经营者“买**”"),
        ("负责人（签字）：买买提", "负责人（签字）：买**"),
        ("经营者：阿依古丽·买买提，住", "经营者：阿**，住"),
        ("经营者：阿依古丽买买提，住", "经营者：阿依古丽买买提，住"),
        ("经营者阿依古丽，住", "经营者阿依古丽，住"),
        ("联系人：办公室", "联系人：办公室"),
        ("当事人：王小明餐饮店", "当事人：王小明餐饮店"),
        ("经营者姓名：王明", "经营者姓名：王**"),
        ("店主名叫王明", "店主名叫王**"),
        # a mask is left alone
        ("负责人王**、李**", "负责人王**、李**"),
        ("负责人：王**", "负责人：王**"),
        ("没有人", "没有人"),
        ("", ""),
    ],
)
def test_a_name_that_a_word_announces_is_masked(text, expected):
    assert expected == known().mask_labelled(text)
    assert expected == known().mask_labelled(expected)


@pytest.mark.parametrize(
    "text", ["法定代表人王明", "经营者：阿依古丽", "当事人应小明，", "负责人是欧阳小明", "证人何四光"]
)
def test_the_screen_lets_no_announced_name_pass(text):
    assert known().mask_labelled(text) != text
    assert screened(known(), text)


@pytest.mark.parametrize("text", ["王明在场", "应当到场", "负责人应当到场", "法定代表人制度", "某某公司"])
def test_the_screen_lets_pass_what_announces_nobody(text):
    assert not screened(known(), text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("负责人钱四", "负责人钱**"),
        ("负责人钱四路过", "负责人钱**过"),  # a third character might be the name's
        ("负责人钱四在场", "负责人钱**在场"),
        ("当事人钱四到场", "当事人钱**到场"),
        ("当事人钱四喜，", "当事人钱**，"),
        ("当事人钱四喜事", "当事人钱**喜事"),
        ("负责人钱四*", "负责人钱四*"),
        ("负责人钱四*明", "负责人钱四*明"),
        ("钱四到场", "钱四到场"),
        ("负责人孙", "负责人孙"),
    ],
)
def test_a_pair_of_the_files_people_is_a_name_behind_a_word_whatever_its_surname(text, expected):
    law = known("钱四", "孙三", "钱五")

    assert expected == law.mask_labelled(text)
    assert text == expected or screened(law, text)


def test_pairs_are_screened_by_their_first_and_second_character_together():
    law = known("钱四", "钱五", "孙三")

    assert [True, True, True, False, False] == [
        screened(law, f"负责人{one}") for one in ("钱四", "钱五", "孙三", "孙四", "钱三")
    ]


def test_without_surnames_only_a_colon_announces():
    nobody = known(surnames=frozenset())

    assert "负责人王明，经营者：王**" == nobody.mask_labelled("负责人王明，经营者：王明")


def test_only_guarded_surnames_are_surnames_too():
    """Every one of them begins a word of the trade; none is left for the class of plain ones."""
    law = known(surnames=frozenset({"应", "于"}))

    assert "负责人应**，负责人王明" == law.mask_labelled("负责人应明，负责人王明")
    assert screened(law, "负责人应明")
    assert not screened(law, "负责人应当")


def test_a_compound_surname_alone_is_enough():
    law = known(surnames=frozenset({"欧阳"}))

    assert "负责人欧阳**，负责人欧明" == law.mask_labelled("负责人欧阳明，负责人欧明")
    assert screened(law, "负责人欧阳明")
    assert not screened(law, "负责人欧明")


@pytest.mark.parametrize("text", ["王明", "王 明", "王\u3000\n明", "王\u200b明", "王\ufeff明"])
def test_a_name_with_blanks_inside_is_the_same_name(text):
    assert known().spaced("王明").fullmatch(text)


def test_a_name_with_letters_inside_is_another():
    assert known().spaced("王明").search("王某明") is None
    assert known().spaced("A.").search("AB") is None


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("王明", ["王明"]),
        ("王\u3000明", ["王明"]),
        ("王明、李小红；赵四/陈五|何六\n应七", ["王明", "李小红", "赵四", "陈五", "何六", "应七"]),
        ("王明,李小红，赵四;陈五／何六｜应七", ["王明", "李小红", "赵四", "陈五", "何六", "应七"]),
        ("大冶市还地桥镇王小明（个体工商户）", ["大冶市还地桥镇王小明", "还地桥镇王小明", "王小明"]),
        ("黄石市某某公司、王明", ["王明"]),
        ("某某餐饮店", []), ("某某村卫生室", []), ("公司职员", ["公司职员"]),
        ("阿依古丽·买买提", ["阿依古丽·买买提"]),
        ("John Smith", ["John Smith"]), (" Mary-Ann O'Neil ", ["Mary-Ann O'Neil"]), ("Bob", []), ("A" * 41, []),
        ("王**", []), ("王", []), ("一" * 21, []), ("", []), ("42029919900101", []), ("〇王", ["〇王"]),
    ],
)  # fmt: skip
def test_the_names_of_a_cell_are_people_only_in_every_stage(cell, expected):
    assert expected == names_in(cell)


def test_every_blank_is_taken_out():
    assert "王小明" == squeezed(" 王\t小\u3000\u200b明\n\ufeff")


def test_surnames_are_looked_for_one_by_one():
    """Nothing that stands between them in a pattern is one."""
    law, nobody = known("钱四", "钱五"), known(surnames=frozenset())

    assert "负责人X明，" == law.mask_labelled("负责人X明，") == nobody.mask_labelled("负责人X明，")
    assert [False, False] == [screened(one, "负责人X明") for one in (law, nobody)]
    assert not screened(law, "负责人钱X")


# Mutants that no test can notice:
# + place = found.end() if (found := _AND.match(text, end)) else +1
# + place = found.end() if (found := _AND.match(text, end)) else -2
#   Any place before what is done ends the list.
