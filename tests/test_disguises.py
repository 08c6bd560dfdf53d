"""A number in any disguise passes neither the door nor the gate: whoever writes it, and however."""

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.gate.literals import gather
from generator.gate.scan import Scanner
from generator.policy.identifiers.disguised import decoded
from generator.policy.identifiers.signs import read
from generator.policy.narrative import clean, vocabulary
from generator.policy.suspicion import is_suspicious
from tests.builders import id_number

SCANNER = Scanner(gather([], [], []), date(2026, 11, 24))
KNOWN = vocabulary([], frozenset("王李"))
NUMBERS = (id_number("19900101"), id_number("19850615", "127"), "19900000001", "6222020000000000000")
# Of these at least a third of the digits stay digits, whatever stands for 0 and 1.
FULL_NUMBERS = (id_number("19900101"), id_number("19850615", "127"), "19938000201", "6222024500738100119")
DIGITS = (
    "0123456789",
    "０１２３４５６７８９",
    "⓪①②③④⑤⑥⑦⑧⑨",
    "٠١٢٣٤٥٦٧٨٩",
    "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗",
    "₀₁₂₃₄₅₆₇₈₉",
    "〇一二三四五六七八九",
    "零壹贰叁肆伍陆柒捌玖",
    "零壹貳參肆伍陸柒捌玖",
    "○一二三四五六七八九",
    "◯弌弍弎四五六七八九",
    "洞幺两三四五六拐八勾",
    "〇〡〢〣〤〥〦〧〨〩",
    "〇㊀㊁㊂㊃㊄㊅㊆㊇㊈",
    "〇㈠㈡㈢㈣㈤㈥㈦㈧㈨",
    "\uf9b2⼀⼆\uf96b四五\uf9d1七⼋九",
)
ESCAPES = (
    *("&#{};", "&#{:05d};", "&#x{:x};", "%{:02X}", "\\u{:04x}", "\\u{{{:x}}}"),
    *("&amp;#{};", "&amp;amp;#x{:x};", "%25{:02X}", "%2525{:02X}"),
)
ALIKE = (
    {"0": "O"},
    {"0": "o"},
    {"1": "l"},
    {"1": "I"},
    {"0": "\u043e", "1": "\u0456"},
    {"0": "Ｏ", "1": "ｌ"},
    {"0": "Ο"},
)
# Between digits: nothing, what has no width, what only decorates, and a blank.
BETWEEN = ("", "", "", "\u200b", "\u2060", "\u00ad", "\ufeff", "\u0301", "\u20dd", " ", "\u3000")


@st.composite
def disguises(draw: st.DrawFn) -> tuple[str, str]:
    """A number, and one way to write it: each digit its own sign, and something between."""
    number = draw(st.sampled_from(NUMBERS))
    signs = draw(st.lists(st.sampled_from(DIGITS), min_size=1, max_size=3))
    between = draw(st.sampled_from(BETWEEN))
    written = [signs[place % len(signs)][int(one)] if one.isdigit() else one for place, one in enumerate(number)]
    return number, between.join(written)


@given(disguises(), st.sampled_from(["", "身份证", "电话：", "，"]), st.sampled_from(["", "。", "号", "，无"]))
@settings(max_examples=300)
def test_no_disguise_passes_the_door(disguise: tuple[str, str], before: str, after: str):
    number, written = disguise
    text = f"当事人{before}{written}{after}"

    cleaned = clean(text, [], KNOWN)

    assert is_suspicious(text)
    assert (False, False) == (is_suspicious(cleaned), number in read(decoded(cleaned), numerals=True))


@given(disguises(), st.sampled_from(["<p>{}</p>", '"{}",', "<td>{}</td>", "x: {}\n", "（{}）"]))
@settings(max_examples=300)
def test_no_disguise_passes_the_gate(disguise: tuple[str, str], around: str):
    number, written = disguise

    assert number in {hit.value for hit in SCANNER.hits(around.format(written).encode())}


@pytest.mark.parametrize("between", ["\u3164", "\u115f", "\u1160", "\uffa0", "\u2800", "ㆍ", "ー", "丶", "丨"])
@pytest.mark.parametrize("number", NUMBERS)
def test_no_letter_that_looks_like_a_blank_or_a_stroke_hides_a_number(number: str, between: str):
    written = between.join(number)

    assert is_suspicious(f"当事人{written}到场。")
    assert number not in read(decoded(clean(f"当事人{written}到场。", [], KNOWN)), numerals=False)
    assert number in {hit.value for hit in SCANNER.hits(f"<p>当事人{written}到场。</p>".encode())}


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (NUMBERS[0], f"{NUMBERS[0][:6]}一{NUMBERS[0][6:14]}一{NUMBERS[0][14:]}"),
        ("19900000001", "199一0000一0001"),
        (NUMBERS[3], "6222一0200一0000一0000一000"),
    ],
)
def test_the_numeral_one_typed_for_a_dash_hides_no_number(number: str, written: str):
    assert is_suspicious(f"电话{written}。")
    assert number not in "".join(filter(str.isdigit, clean(f"电话{written}。", [], KNOWN)))
    assert number in {hit.value for hit in SCANNER.hits(f"<p>电话{written}。</p>".encode())}


@pytest.mark.parametrize("letters", ALIKE)
@pytest.mark.parametrize("number", FULL_NUMBERS)
def test_no_letter_in_the_place_of_a_digit_hides_a_number(number: str, letters: dict[str, str]):
    """Behind the first digit, for words begin with l; and a third of the word must be digits."""
    written = number[0] + number[1:].translate(str.maketrans("".join(letters), "".join(letters.values())))

    cleaned = clean(f"当事人{written}到场。", [], KNOWN)

    assert is_suspicious(f"当事人{written}到场。")
    assert written not in cleaned
    assert number in {hit.value for hit in SCANNER.hits(f"<p>当事人{written}到场。</p>".encode())}


@pytest.mark.parametrize("number", NUMBERS[:2])
@pytest.mark.parametrize(
    "words", [("杠", "杠"), ("空格", "空格"), ("出生", "尾号"), ("a", "b"), ("（", "）转"), (" 的 ", "-")]
)
def test_no_short_words_between_its_groups_hide_an_id_number(number: str, words: tuple[str, str]):
    written = f"{number[:6]}{words[0]}{number[6:14]}{words[1]}{number[14:]}"

    assert is_suspicious(f"当事人{written}到场。")
    assert "当事人［证件号码］到场。" == clean(f"当事人{written}到场。", [], KNOWN)
    assert number in {hit.value for hit in SCANNER.hits(f"<p>当事人{written}到场。</p>".encode())}


@pytest.mark.parametrize(
    "text",
    ["罚款420299元，1990年01月01日10时19分", "420299箱、19900101号0019", "〔2026〕420299号2010年01月01日0019"],
)
def test_amounts_and_days_of_a_sentence_are_no_id_number(text: str):
    assert (False, text) == (is_suspicious(text), clean(text, [], KNOWN))
    assert [] == SCANNER.hits(f"<p>{text}</p>".encode())


@pytest.mark.parametrize(
    "text", ["批号L9230811001", "1O", "OIL 2O, 3L", "9I42O2OOMA4K12345X", "型号2OL-I5O-3OO-2OO", "lOOOOOOOOOOO"]
)
def test_a_word_with_letters_and_digits_is_no_number(text: str):
    assert (False, text) == (is_suspicious(text), clean(text, [], KNOWN))
    assert [] == SCANNER.hits(f"<p>{text}</p>".encode())


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("escape", ESCAPES)
def test_no_escape_passes_either(number: str, escape: str):
    written = "".join(escape.format(ord(one)) for one in number)

    assert is_suspicious(f"电话{written}。")
    assert number in {hit.value for hit in SCANNER.hits(f"<p>{written}</p>".encode())}


@given(st.text(alphabet=st.sampled_from(list("王小明李0123456789X×-· 身份证电话，。<>&;#u%\n鄂B号路")), max_size=40))
@example("")
@settings(max_examples=300)
def test_what_was_cleaned_stays_as_it_is_and_holds_nothing(text: str):
    cleaned = clean(text, ["王小明"], KNOWN)

    assert (cleaned, False, False) == (clean(cleaned, ["王小明"], KNOWN), is_suspicious(cleaned), "王小明" in cleaned)
