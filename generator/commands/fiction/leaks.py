"""Sentences of decisions that say too much: numbers and names of people, as clerks write them into free text."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from generator.commands.fiction import codes
from generator.commands.fiction.subjects import Subject, person_of


def _citizen(rng: Random, _: Subject) -> str:
    name, identity = person_of(rng)
    return f"执法人员向经营者{name}（身份证号：{identity}）出示了执法证件。"


def _spaced_citizen(rng: Random, subject: Subject) -> str:
    number = subject.identity
    return f"现场负责人公民身份号码 {number[:6]} {number[6:14]} {number[14:].lower()}，予以签字确认。"


def _wide_citizen(rng: Random, _: Subject) -> str:
    number = person_of(rng)[1].translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    return f"收款人证件号码为{number}。"


def _mobile(rng: Random, _: Subject) -> str:
    return f"投诉人留下联系电话19900000{rng.randrange(1000):03d}，经多次拨打后接通。"


def _landline(rng: Random, _: Subject) -> str:
    return f"当事人办公电话0714-00001{rng.randrange(100):02d}无人接听，遂上门送达。"


def _card(rng: Random, _: Subject) -> str:
    return f"货款汇入个人银行卡{codes.card_number(rng.randrange(10**8))}。"


def _plate(rng: Random, _: Subject) -> str:
    return f"运输车辆号牌为鄂B{rng.randrange(100):05d}，已拍照取证。"


def _door(rng: Random, _: Subject) -> str:
    flat = f"{rng.randrange(1, 12)}栋{rng.randrange(1, 4)}单元{rng.randrange(101, 2900)}室"
    return f"送达地址为黄石市下陆区磁湖路{rng.randrange(1, 400)}号{flat}。"


def _mail(rng: Random, _: Subject) -> str:
    return f"整改报告发送至邮箱zhenggai{rng.randrange(1000)}@example.com。"


def _labelled(rng: Random, _: Subject) -> str:
    return f"询问笔录由联系人：{person_of(rng)[0]}，逐页签字。"


def _own_name(rng: Random, subject: Subject) -> str:
    return f"{subject.head}对上述事实没有异议，并在笔录上签字。"


LEAKS: tuple[Callable[[Random, Subject], str], ...] = (
    _citizen, _spaced_citizen, _wide_citizen, _mobile, _landline, _card, _plate, _door, _mail, _labelled, _own_name,
)  # fmt: skip


def leak(rng: Random, subject: Subject, turn: int) -> str:
    """Write the sentence whose turn it is."""
    return LEAKS[turn % len(LEAKS)](rng, subject)
