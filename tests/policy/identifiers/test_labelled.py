"""Numbers that a word beside them gives away, and doors: every word, every unit, as long and as short as they come."""

import pytest

from generator.policy.narrative import clean, vocabulary

NOBODY = vocabulary([], frozenset())


def masked(text: str) -> str:
    return clean(text, [], NOBODY)


@pytest.mark.parametrize(
    "word",
    [
        *("证件号", "证件号码", "证件编号", "身份证", "身份证件", "身份证号", "身份证号码", "身份证件编号", "身份号码"),
        *("驾驶证号", "驾驶证件号码", "居住证", "居留证件", "军官证号", "通行证", "护照", "护照号", "护照号码"),
    ],
)
@pytest.mark.parametrize("says", ["", "：", "为", "是", "（", "“", "为: "])
def test_p07_what_a_paper_is_numbered_is_taken_out(word, says):
    assert f"其{word}{says}［证件号码］，" == masked(f"其{word}{says}E12345678，")


@pytest.mark.parametrize("text", ["许可证件编号E12345678", "证件齐全E12345678", "营业执照E12345678", "身份E12345678"])
def test_what_is_no_persons_paper_keeps_its_number(text):
    assert text == masked(text)


@pytest.mark.parametrize(
    ("number", "whole"),
    [
        ("E12345", True),
        ("E1234", False),
        ("E-1234-5", True),
        ("4202 9919 9001", True),
        ("4202**********", True),
        ("420299199001010010", True),
    ],
)
def test_six_signs_are_the_least_of_a_papers_number(number, whole):
    assert (f"护照{'［证件号码］' if whole else number}。") == masked(f"护照{number}。")


@pytest.mark.parametrize("word", ["电话", "手机", "手机号码", "联系方式", "传真", "热线", "TEL", "Mobile", "电话号码"])
@pytest.mark.parametrize("says", ["", "：", "为", " ", "是"])
def test_p10_a_short_number_behind_the_word_is_a_telephone_number(word, says):
    assert f"{word}{says}［电话］，" == masked(f"{word}{says}6350000，")
    assert f"{word}{says}［电话］，" == masked(f"{word}{says}635-0000，")
    assert f"{word}{says}635000，" == masked(f"{word}{says}635000，")


@pytest.mark.parametrize("word", ["账号", "帐号", "账户", "帐户", "卡号", "开户行", "开户", "银行卡", "银行卡号码"])
def test_p08_an_account_behind_the_word_is_taken_out_half_hidden_or_not(word):
    assert f"{word}：［账号］，" == masked(f"{word}：1234567，")
    assert f"{word}：［账号］，" == masked(f"{word}：1234 5678 9012，")
    assert f"{word}：［账号］，" == masked(f"{word}：12****7，")
    assert f"{word}：123456，" == masked(f"{word}：123456，")


@pytest.mark.parametrize(
    "word", ["微信", "微信号", "微信号码", "QQ", "qq号", "VX", "WX", "微信账号", "QQ帐号", "微信ID", "ＱＱ"]
)
def test_p10_a_chat_name_behind_the_word_is_taken_out(word):
    assert f"{word}：［账号］，" == masked(f"{word}：abcd1，")
    assert f"{word}：abcd，" == masked(f"{word}：abcd，")
    assert f"{word}：［账号］，" == masked(f"{word}：a_b-{'c' * 16}，")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("138****0001", "［电话］"), ("138****", "［电话］"), ("138•••••0001", "［电话］"),
        ("138●●●●", "［电话］"), ("138xxxx0001", "［电话］"),
        ("138***0001", "138***0001"), ("128****0001", "［证件号码］"),
        ("420299********0019", "［证件号码］"), ("420****", "［证件号码］"), ("42****", "42****"), ("420***", "420***"),
        ("420299********001X", "［证件号码］"), ("42029919900101****", "［证件号码］"),
    ],
)  # fmt: skip
def test_a_number_that_hides_only_its_middle_is_taken_out_whole(text, expected):
    assert f"见{expected}。" == masked(f"见{text}。")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("07146350000", "［电话］"), ("0714-635-0000", "［电话］"), ("010-62000000", "［电话］"),
        ("(021)62000000", "［电话］"),
        ("0714-6350000-123", "［电话］-123"), ("07146350000-12345", "［电话］"), ("0714  6350000", "［电话］"),
        ("0714-1350000", "0714-1350000"), ("0114-6350000", "0114-6350000"), ("A-0714-6350000", "A-0714-6350000"),
    ],
)  # fmt: skip
def test_a_landline_has_an_area_code_that_there_is(text, expected):
    assert f"拨{expected}。" == masked(f"拨{text}。")


@pytest.mark.parametrize("digits", [13, 15, 16, 19, 20])
def test_a_card_in_a_sentence_has_sixteen_to_nineteen_digits(digits):
    """It begins with 5: no card of UnionPay, and no ID number."""
    body = "5" + "0" * (digits - 2)
    card = next(body + str(check) for check in range(10) if luhn_holds(body + str(check)))

    assert ("刷［账号］。" if 16 <= digits <= 19 else f"刷{card}。") == masked(f"刷{card}。")


def luhn_holds(number: str) -> bool:
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number))]
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


@pytest.mark.parametrize("street", list("路街道巷弄里村组湾坊庄区园苑城"))
def test_p09_a_door_stands_behind_every_kind_of_street(street):
    assert f"住某某{street}［门牌］，" == masked(f"住某某{street}8号，")


@pytest.mark.parametrize(
    "door",
    [
        "8号", "88号", "A8号", "十八号", "二〇八号", "8号楼", "附8号", "8-1号", "8之1号", "东段8号", "中8号",
        "8号3栋", "8号3幢2单元", "8号3座501室", "8号,3栋2单元5层501室", "8号1楼12房",
        "8号3户", "8号2铺", "8号5门面", "8号附1号",
    ],
)  # fmt: skip
def test_p09_what_follows_a_street_is_taken_out_to_the_last_room(door):
    assert "住某路［门牌］，" == masked(f"住某路{door}，")


@pytest.mark.parametrize(
    "flat",
    [
        "3栋501室",
        "3号楼501房",
        "12幢2单元501号",
        "3座5楼501户",
        "2单元501",
        "2单元501室",
        "5楼501室",
        "5层12房",
        "A栋B12室",
    ],
)
def test_p09_a_flat_is_taken_out_without_a_street_too(flat):
    assert "住锦绣［门牌］，" == masked(f"住锦绣{flat}，")


@pytest.mark.parametrize(
    "text", ["某路公交8号线", "某路2026年8号文", "共3栋", "共5楼", "3号楼", "第8号公告", "某路8号令", "一楼大厅"]
)
def test_what_is_no_door_stays(text):
    assert text == masked(text)


@pytest.mark.parametrize(
    "written",
    ["42029919900101001", "42029919900101001*", "420299 19900101 001", "420299-19900101-0018", "420299199001010018"],
)
def test_an_id_number_without_its_check_is_still_somebodys(written):
    """The check can be worked out from the seventeen digits before it."""
    assert "持［证件号码］到场" == masked(f"持{written}到场")


@pytest.mark.parametrize(
    "text", ["编号42029919901301001批次", "编号4202991990010100批次", "编号002991990010100118批次"]
)
def test_digits_that_hold_no_birth_date_or_too_few_stay(text):
    assert text == masked(text)


@pytest.mark.parametrize("paper", ["护照", "号护照", "的通行证", "”回乡证"])
def test_p07_a_number_before_the_word_is_a_papers_too(paper):
    assert f"持［证件号码］{paper}入境" == masked(f"持E12345678{paper}入境")


@pytest.mark.parametrize("word", ["扣扣", "抖音号", "支付宝账号："])
def test_p10_names_of_other_services_are_taken_out(word):
    assert f"{word}［账号］" == masked(f"{word}123456789")
