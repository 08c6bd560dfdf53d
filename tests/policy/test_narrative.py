"""Free text: nothing personal survives, in any writing; nothing else changes."""

from collections.abc import Callable
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.policy.identifiers import id_number
from generator.policy.identifiers.disguised import decoded
from generator.policy.identifiers.signs import read
from generator.policy.narrative import (
    MARKS,
    clean,
    clean_series,
    long_names,
    named,
    own_names,
    suspects,
    vocabulary,
)
from generator.policy.suspicion import is_suspicious, suspicious

SURNAMES = frozenset([*"王李张赵刘陈黄应曾于何欧", "欧阳"])
KNOWN = vocabulary(["李小红", "赵四", "刘一、刘二三", "大冶市赵小五（个体工商户）", "某某有限公司", "陈**"], SURNAMES)
ID = "420299199001010019"


def digits(first: str) -> dict[int, str]:
    """Ten signs that follow each other in Unicode, for the digits."""
    return {ord(str(value)): chr(ord(first) + value) for value in range(10)}


DISGUISES: dict[str, Callable[[str], str]] = {
    "plain": lambda number: number,
    "small x": str.lower,
    "multiplied": lambda number: number.replace("X", "×"),
    "Cyrillic": lambda number: number.replace("X", "\u0425"),
    "spaced": " ".join,
    "grouped": lambda number: f"{number[:6]} {number[6:14]} {number[14:]}",
    "dashed": lambda number: f"{number[:6]}-{number[6:14]}-{number[14:]}",
    "em dashes": "—".join,
    "dots": ".".join,
    "middle dots": "·".join,
    "commas": "，".join,
    "enumeration commas": "、".join,
    "slashes": "/".join,
    "underscores": "_".join,
    "brackets": lambda number: f"{number[:6]}（{number[6:14]}）{number[14:]}",
    "lines": lambda number: f"{number[:6]}\n{number[6:14]}\r\n{number[14:]}",
    "tabs": "\t".join,
    "ideographic blanks": "\u3000".join,
    "no-break blanks": "\xa0".join,
    "zero width": "\u200b".join,
    "soft hyphens": "\u00ad".join,
    "full width": lambda number: number.translate(digits("\uff10")).replace("X", "\uff38"),
    "Arabic-Indic": lambda number: number.translate(digits("\u0660")),
    "bold": lambda number: number.translate(digits("\U0001d7ce")),
    "circled": lambda number: number.translate({**digits("\u245f"), ord("0"): "\u24ea"}),
    "Chinese": lambda number: number.translate(dict(zip(map(ord, "0123456789"), "零一二三四五六七八九", strict=True))),
    "formal Chinese": lambda number: number.translate(
        dict(zip(map(ord, "0123456789"), "〇壹贰叁肆伍陆柒捌玖", strict=True))
    ),
    "half Chinese": lambda number: number[:9] + number[9:].replace("0", "〇").replace("1", "一"),
    "entities": lambda number: "".join(f"&#{ord(sign)};" for sign in number),
    "hexadecimal entities": lambda number: "".join(f"&#x{ord(sign):x};" for sign in number),
    "percent": lambda number: "".join(f"%{ord(sign):02X}" for sign in number),
    "escapes": lambda number: "".join(f"\\u{ord(sign):04x}" for sign in number),
    "tags": lambda number: f"{number[:6]}<wbr>{number[6:14]}<b>{number[14:]}</b>",
    "longer": lambda number: f"12{number}34",
}
BEFORE = st.sampled_from(["", "身份证号：", "，", "当事人", "2026年3月5日", "编号A", "罚款2000元。"])
AFTER = st.sampled_from(["", "。", "号", "，电话", "某", "（复印件）", "于2026年"])
BORN = st.dates(date(1930, 1, 1), date(2025, 12, 31))


def citizen(born: date, sequence: int) -> str:
    body = f"420299{born:%Y%m%d}{sequence:03d}"
    return body + id_number.check_character(body)


def read_as_ids(text: str) -> list[str]:
    """Every valid ID number that somebody could read out of a text, whatever stands between its digits."""
    found = []
    for shown in (text, decoded(text)):
        for numerals in (False, True):
            signs = [sign for sign in read(shown, numerals=numerals)[0] if sign in "0123456789X"]
            windows = ("".join(signs[at : at + 18]) for at in range(len(signs) - 17))
            found += [window for window in windows if id_number.is_valid18(window)]
    return found


@pytest.mark.parametrize("disguise", DISGUISES.values(), ids=DISGUISES.keys())
@given(born=BORN, sequence=st.integers(0, 999), before=BEFORE, after=AFTER)
@settings(max_examples=25)
def test_p02_p05_no_id_number_survives_in_any_writing(disguise, born, sequence, before, after):
    number = citizen(born, sequence)
    text = before + disguise(number) + after

    cleaned = clean(text, [], KNOWN)

    assert is_suspicious(text)
    assert number not in read_as_ids(cleaned)
    assert not is_suspicious(cleaned)
    assert cleaned == clean(cleaned, [], KNOWN)


@pytest.mark.parametrize("number", [ID, citizen(date(1990, 1, 1), 13)])
def test_no_screen_lets_a_disguise_pass(number):
    texts = pd.Series([disguise(number) for disguise in DISGUISES.values()], dtype="str")

    assert [True] * len(texts) == suspicious(texts, codes_allowed=True).tolist()
    assert [clean(text, [], KNOWN) for text in texts] == clean_series(texts, [()] * len(texts), KNOWN).tolist()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("身份证420299900101001。", "身份证［证件号码］。"),
        ("420299 900101 001", "［证件号码］"),
        ("身份证号码为420299199001010010", "身份证号码为［证件号码］"),
        ("持420299199001010010", "持［证件号码］"),
        ("身份证420299********0019", "身份证［证件号码］"),
        ("护照号码：E12345678", "护照号码：［证件号码］"),
        ("手机19900000001", "手机［电话］"),
        ("199 0000 0001", "［电话］"),
        ("+86-19900000001", "［电话］"),
        ("199****0001", "［电话］"),
        ("0714-6350000转8", "［电话］转8"),
        ("(0714)6350000", "［电话］"),
        ("联系电话：6350000", "联系电话：［电话］"),
        ("卡号6222 0200 0000 0000 000", "卡号［账号］"),
        ("账号：123456789012", "账号：［账号］"),
        ("驾驶鄂B12345、鄂b·d12345及鄂B1234挂", "驾驶［车牌］、［车牌］及［车牌］"),
        ("邮箱someone＠example.com", "邮箱［邮箱］"),
        ("微信号：some_one01", "微信号：［账号］"),
        ("住湖滨大道88号3栋2单元501室", "住湖滨大道［门牌］"),
        ("住七里村3组12号", "住七里村3组［门牌］"),
        ("人民路八十八号", "人民路［门牌］"),
        ("在锦绣花园3栋2单元501室", "在锦绣花园［门牌］"),
    ],
)
def test_p06_p10_numbers_give_way_to_a_mark(text, expected):
    assert expected == clean(text, [], KNOWN)


@pytest.mark.parametrize(
    "text",
    [
        "黄市监处罚〔2026〕319号",
        "（2026）鄂0202民初1234号",
        "依据GB/T 11968-2020和GB 2762-2022第3.1条",
        "2026-01-01 10:00:00至2026-03-05",
        "2026年11月3日，罚款28,000.00元、没收1,234,567.89元",
        "统一社会信用代码91110000600037341L",
        "许可证编号4202022026000123",
        "鄂ICP备12345678号，鄂B2-20200001",
        "下陆区〔2026〕12号公告",
        "12315热线",
        "流水123456789012345678，批号鄂BABCDE1",
        "当事人黄石市某某机械有限公司陈述申辩",
        "当事人陈述申辩，经营者应当依法，曾因违法，于2026年",
        "法人及非法人组织；员工宿舍；负责人员；联系人电话；负责人签字",
        "当事人黄石港区张记小吃店",
        "何时何地，应当如何，陈旧设备",
        "",
    ],
)
def test_what_is_nobodys_stays(text):
    assert text == clean(text, [], KNOWN)


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("王小明在场，王小明签字", ["王小明"], "王**在场，王**签字"),
        ("王　明在场", ["王明"], "王**在场"),
        ("王明在场", ["王　明"], "王**在场"),
        ("欧阳小明在场", ["欧阳小明"], "欧阳**在场"),
        ("张三与李四在场", ["张三、李四"], "张**与李**在场"),
        ("某某有限公司在场", ["某某有限公司"], "某某有限公司在场"),
        ("见李小红", [], "见李**"),
        ("赵四季度", [], "赵四季度"),
        ("当事人赵四季度", [], "当事人赵**季度"),
        ("见刘二三", [], "见刘**"),
        ("见赵小五", [], "见赵**"),
        ("法定代表人王小明到场", [], "法定代表人王**到场"),
        ("法定代表人（签名）：王明", [], "法定代表人（签名）：王**"),
        ("负责人为何志国，", [], "负责人为何**，"),
        ("经营者：阿依古丽，住", [], "经营者：阿**，住"),
        ("举报人张三、李四和王五举报", [], "举报人张**、李**和王**举报"),
        ("当事人王小明擅自开业", [], "当事人王**擅自开业"),
        ("法定代表人欧阳小明签字", [], "法定代表人欧阳**签字"),
        ("联系人：办公室", [], "联系人：办公室"),
    ],
)
def test_p11_names_are_masked_where_they_are_known(text, names, expected):
    assert expected == clean(text, names, KNOWN)


PIECES = st.lists(
    st.sampled_from([
        *(ID, "420299900101001", "19900000001", "6222020000000000000", "0714-6350000", "四二零二", "1", "X"),
        *("王小明", "王明", "欧阳小明", "赵四", "李小红", "黄石市某某公司", "签字", "**", "法定代表人", "当事人", "和"),
        *("鄂B12345", "a@b.cn", "湖滨大道88号", "3栋2单元501室", "〔2026〕319号", "身份证", "微信", "电话"),
        *("2026-01-01", "：", "（", "、", " ", "\n", "\u200b", "%34", "&#52;", *MARKS.values()),
    ]),
    max_size=9,
).map("".join)  # fmt: skip


@given(PIECES)
def test_cleaning_twice_changes_nothing(text):
    cleaned = clean(text, ["王明"], KNOWN)

    assert cleaned == clean(cleaned, ["王明"], KNOWN)


@given(PIECES)
def test_a_cleaned_text_has_nothing_suspicious(text):
    assert not is_suspicious(clean(text, ["王明"], KNOWN))


@given(st.lists(st.tuples(PIECES, st.sampled_from(["王明", "王　明", "黄石市某某公司", ""])), max_size=6))
@settings(max_examples=40)
def test_a_column_is_cleaned_as_its_cells_are(rows):
    """The screens only save time: what they let pass, the slow way would not have changed."""
    series, names = (pd.Series([row[at] for row in rows], dtype="str", index=range(5, 5 + len(rows))) for at in (0, 1))

    cleaned = clean_series(series, own_names(names.to_frame()), KNOWN)

    assert [clean(text, [name], KNOWN) for text, name in rows] == cleaned.tolist()
    assert list(series.index) == list(cleaned.index)


def test_a_missing_text_becomes_empty():
    texts, names = pd.Series([None, "见王明"], dtype="str"), pd.Series(["王明", None], dtype="str")

    assert ["", "见王明"] == clean_series(texts, own_names(names.to_frame()), KNOWN).tolist()


def test_a_text_without_a_name_list_still_loses_its_numbers():
    assert "［证件号码］" == clean(ID, [], vocabulary([], frozenset()))


def test_every_day_of_birth_is_found():
    days = [date(1999, 12, 25) + timedelta(days=day) for day in range(400)]

    assert {"［证件号码］"} == {clean(citizen(day, 1), [], KNOWN) for day in days}


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("法定代表人赵四媛", "法定代表人赵**"),
        ("法定代表人赵四媛在店内", "法定代表人赵**在店内"),
        ("负责人赵四和李明", "负责人赵**和李**"),
        ("当事人赵四经营", "当事人赵**经营"),
    ],
)
def test_a_longer_name_that_begins_like_somebody_elses_leaves_nothing_behind(text: str, cleaned: str):
    assert cleaned == clean(text, [], KNOWN)


PEOPLE = ["李小红", "赵四", "钱五", "刘一、刘二三", "刘二三四", "大冶市赵小五（个体工商户）", "某某有限公司", "陈**"]
ROWS = [
    ("王小明在场", ("王小明",), "王**在场"),
    ("王 小\u2003明在场", ("王小明",), "王**在场"),
    ("见李小红", (), "见李**"),
    ("见刘二三四和刘二三", (), "见刘**和刘**"),
    ("负责人赵四签字", (), "负责人赵**签字"),
    ("负责人钱五签字", (), "负责人钱**签字"),  # no surname that is listed
    ("当事人赵小五，", (), "当事人赵**，"),
    ("电话19900000001", ("王小明",), "电话［电话］"),
    ("黄市监处罚〔2026〕1号", ("王小明",), "黄市监处罚〔2026〕1号"),
    ("", ("王小明",), ""),
    (None, (), ""),
    ("", (), ""),
    ("王小明在场", (), "王小明在场"),
]


def test_a_column_is_cleaned_row_by_row_with_a_vocabulary_made_for_it():
    texts = pd.Series([text for text, _, _ in ROWS], dtype="str", index=range(9, 9 + len(ROWS)), name="事实")
    known = vocabulary(PEOPLE, SURNAMES)

    cleaned = clean_series(texts, [own for _, own, _ in ROWS], known)

    assert [expected for _, _, expected in ROWS] == cleaned.tolist()
    assert (texts.index.tolist(), "事实", "str") == (cleaned.index.tolist(), cleaned.name, str(cleaned.dtype))


def test_no_more_rows_are_read_one_by_one_than_speak_of_somebody():
    texts = pd.Series([text for text, _, _ in ROWS], dtype="str").fillna("")
    known = vocabulary(PEOPLE, SURNAMES)

    marked = suspects(texts, [own for _, own, _ in ROWS], known)

    assert [text != expected for text, (_, _, expected) in zip(texts, ROWS, strict=True)] == marked.tolist()


@pytest.mark.parametrize(
    ("text", "own", "expected"),
    [
        ("王小明建材有限公司", ("王小明",), True),
        ("王 小 明建材有限公司", ("王小明",), True),
        ("负责人：李强", (), True),
        ("负责人：李强", ("王小明",), True),
        ("负责人：阿依古丽工作室", ("阿依古丽",), True),
        ("负责人：阿依古丽工作室", (), False),
        ("负责人：办公室", (), False),
        ("负责人岗位", (), False),
        ("李小红建材有限公司", (), False),
        ("青禾建材有限公司", ("王小明",), False),
        ("", ("王小明",), False),
        (None, ("王小明",), False),
        ("电话19900000001", (), False),
    ],
)
def test_a_cell_shown_as_it_is_is_marked_where_it_names_its_own_people_or_announces_somebody(text, own, expected):
    """Nothing is taken out of it: a registered name, or a department's, stays whole or is not shown."""
    series = pd.Series(["青禾", text], dtype="str", index=[4, 2])

    marked = named(series, [(), own], vocabulary(PEOPLE, SURNAMES))

    assert {4: False, 2: expected} == marked.to_dict()


def test_the_names_of_a_row_are_those_of_all_its_cells_the_longest_first():
    cells = pd.DataFrame({"甲": ["王明、欧阳小明", None, "赵四"], "乙": ["李小红", "王明", "赵四"]}, dtype="str")

    assert [("欧阳小明", "李小红", "王明"), ("王明",), ("赵四",)] == own_names(cells)


def test_rows_without_a_column_of_names_have_none():
    assert [(), ()] == own_names(pd.DataFrame(index=[3, 4]))


def test_long_names_are_those_that_can_be_looked_for_anywhere():
    assert ["刘二三", "大冶市赵小五", "李小红", "赵小五"] == long_names(
        ["李小红", "赵四", "刘一、刘二三", "大冶市赵小五", "李小红"]
    )


def test_a_number_written_in_escapes_is_shown_without_them_and_other_escapes_stay():
    known = vocabulary([], SURNAMES)

    assert "A&B［电话］" == clean("A&amp;B&#49;9900000001", [], known)
    assert "A&amp;B" == clean("A&amp;B", [], known)
    assert "A&amp;B［电话］" == clean("A&amp;B19900000001", [], known)


BLANKS = ["\u3000", " ", "\u00a0", "\u2003", "\t", "\n", "\u3164", "\u2800"]
UNSEEN = ["\u2060", "\u00ad", "\u180e", "\u2063", "\u202a", "\u2066", "\ufe0f", "\U000e0020", "\u200b", "\ufeff"]


def both_ways(text: str, own: tuple[str, ...] = ()) -> set[str]:
    """A text cleaned by itself and in a column: one answer, or the screens let something pass."""
    known = vocabulary(["李小红", "赵四", "钱五"], SURNAMES)
    return {clean(text, list(own), known), *clean_series(pd.Series([text], dtype="str"), [own], known)}


@pytest.mark.parametrize("blank", BLANKS, ids=[f"U+{ord(one):04X}" for one in BLANKS])
@pytest.mark.parametrize(
    ("text", "own", "expected"),
    [
        # between the word and the name
        ("法定代表人{}王明，", (), "法定代表人{}王**，"),
        ("法定代表人：{}{}{}王小明，", (), "法定代表人：{}{}{}王**，"),
        ("法定代表人{}：{}阿依，", (), "法定代表人{}：{}阿**，"),
        ("负责人{}钱五，", (), "负责人{}钱**，"),
        # inside the name, as names of two characters are commonly written
        ("法定代表人：王{}明，", (), "法定代表人：王**，"),
        ("法定代表人王{}明到场", (), "法定代表人王**到场"),
        ("法定代表人：欧阳{}明，", (), "法定代表人：欧阳**，"),
        ("举报人王{}小{}明反映", (), "举报人王**反映"),
        ("负责人王{}明、李{}强到场", (), "负责人王**、李**到场"),
        ("当事人王{}明，", (), "当事人王**，"),
        ("经营者：阿{}依，", (), "经营者：阿**，"),
        ("负责人钱{}五，", (), "负责人钱**，"),
        # a name of the row, and of another row
        ("王{}小{}明在场", ("王小明",), "王**在场"),
        ("见李{}小{}红在场", (), "见李**在场"),
        ("见李{}小红和李小{}红", (), "见李**和李**"),
    ],
)
def test_p11_blanks_before_or_inside_a_name_hide_nobody(blank, text, own, expected):
    delivered = text.replace("{}", blank)

    assert {expected.replace("{}", blank)} == both_ways(delivered, own)


@pytest.mark.parametrize("sign", UNSEEN, ids=[f"U+{ord(one):04X}" for one in UNSEEN])
@pytest.mark.parametrize(
    ("text", "own", "expected"),
    [
        ("王{}小明在场", ("王小明",), "王**在场"),
        ("王小{}明在场", ("王小明",), "王**在场"),
        ("见李{}小{}红", (), "见李**"),
        ("法定代{}表人王{}小{}明，", (), "法定代表人王**，"),
        ("负责人：阿{}依，", (), "负责人：阿**，"),
        ("电话{}635{}0000", (), "电话［电话］"),
    ],
)
def test_p11_what_has_no_width_hides_nobody(sign, text, own, expected):
    assert {expected} == both_ways(text.replace("{}", sign), own)


@pytest.mark.parametrize("sign", UNSEEN, ids=[f"U+{ord(one):04X}" for one in UNSEEN])
def test_where_nobody_is_hidden_what_has_no_width_stays_as_it_was_delivered(sign):
    assert {f"青{sign}禾建材"} == both_ways(f"青{sign}禾建材", ("王小明",))


@pytest.mark.parametrize("sign", [*BLANKS, *UNSEEN], ids=[f"U+{ord(one):04X}" for one in (*BLANKS, *UNSEEN)])
@pytest.mark.parametrize(
    ("text", "own"), [("法定代表人{}王小明", ()), ("经营者：王{}明", ()), ("某王{}小明店", ("王小明",))]
)
def test_a_cell_shown_as_it_is_is_marked_whatever_stands_inside_a_name(sign, text, own):
    series = pd.Series([text.replace("{}", sign)], dtype="str")

    assert [True] == named(series, [own], vocabulary([], SURNAMES)).tolist()


@pytest.mark.parametrize(
    "text",
    [
        "经营者 地址：某路",
        "法定代表人　　统一社会信用代码",
        "当事人于 2026年",
        "负责人 应 当到场",
        "当事人 某某公司",
        "联系人：办 公 室",
    ],
)
def test_blanks_make_no_name_of_other_words(text):
    assert {text} == both_ways(text)


# Mutants that no test can notice:
# + column = pa.array(texts, type=None)
# + column = pa.array(texts, )
# + return np.array(held, dtype=None)
# + return np.array(held, )
# + announced = matched(pa.array(texts, type=None), (known.naming.screen, _HIDDEN)) & ~marked
# + announced = matched(pa.array(texts, ), (known.naming.screen, _HIDDEN)) & ~marked
# + bare = pc.replace_substring_regex(pa.array(texts, type=None), _NOT_SEEN, "").to_pylist()
# + bare = pc.replace_substring_regex(pa.array(texts, ), _NOT_SEEN, "").to_pylist()
#   pandas, numpy and Arrow make the same type of these values by themselves, or one that is compared alike.
# + texts = series.fillna("XXXX").astype("str")
#   Nobody is called so, and it announces nobody.
# + others = [bool(_others(text, known) if (gap) or True else find(text))
#   for text, gap in zip(texts, spaced, strict=True)]
#   It only saves time: where nothing unseen stands, both look for the same.
# + before = ""
#   An empty text has nothing to take out.
# + if not found and bare == text:
#   It only saves time: without blanks the places are those of the text, and where nothing is found there are none.
