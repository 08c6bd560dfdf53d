"""Names of people in running text: which cells hold one, and which words announce one (design §8).

A name behind a word like 法定代表人 is a surname and one or two characters more. Where the sentence goes on without a
stop, the second is taken unless it is a word of grammar: rather one character of the sentence too many than one of the
name left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from generator.policy.masks import mask_name
from generator.policy.persons import DIVISION, MARK, OF_ORGANISATIONS
from generator.policy.unseen import BLANKS, BLANKS_RE2, UNSEEN, squeezed

_HAN = "\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_BETWEEN = re.compile(r"[、，,；;/／|｜\n]")
_BETWEEN_LETTERS = f"[{BLANKS}{UNSEEN}]*"
_GAP = f"[{BLANKS}]{{1,6}}"
_NAME = re.compile(f"[{_HAN}][{_HAN}·•.]{{1,19}}|[A-Za-z][A-Za-z .\\-']{{3,39}}")

# Words that announce a person, and words that announce a person or an organisation.
_PERSON_WORDS = (
    "法定代表人|法人代表|经营者|经营人|负责人|责任人|投资人|出资人|合伙人|实际控制人|控制人|股东|举报人|投诉人|联系人|受害人|被害人|受伤人|证人"
    "|代理人|受托人|监护人|店主|店长|老板|业主|司机|驾驶员|驾驶人|患者|死者|伤者|厨师|执法人员|从业人员|检查人员|姓名"
)
_EITHER_WORDS = (
    "当事人|申请人|被处罚人|相对人|消费者|委托人|债权人|债务人|被执行人|员工|职工|工人|学生|厂长|经理|工作人员|法人"
)
_ROLE = "[（(](?:负责人|经营者|投资人|签名|签字|姓名|盖章|男|女)[)）]"
_CALLED = f"(?:{_ROLE})?(?:姓名|名叫)?"
_SIGNS = ":：为是系“\"'（("
_SAYS = f"[{BLANKS}{_SIGNS}]{{0,12}}"
_SAYS_RE2 = f"[{BLANKS_RE2}{_SIGNS}]{{0,12}}"
_LABEL = re.compile(f"(?:(?P<person>{_PERSON_WORDS})|(?:{_EITHER_WORDS})){_CALLED}(?P<says>{_SAYS})")
_LABEL_ALONE = re.compile(f"(?:{_PERSON_WORDS}|{_EITHER_WORDS})(?:姓名)?")
"""Such a word in a column of names is a form filled in wrongly, not somebody."""
_AND = re.compile(r"\s*[、和与及]\s*")

# Words of the trade that begin with a surname and are none: the surname, then what may follow it in such a word.
_WORDS = (
    "应当该依按于在对向将立如予认积主急用付收 陈述列旧 申请报辩明诉 "
    "于当本同上下次事今该此其现查调法公市县每是前后年月日 曾因于在被向对多经 从事业而未 "
    "向我本其社公该有市区县法当 时任间常 任何意职命 明知确显示 成立为功 安排全装 单位独 关于系停闭 "
    "全部体年市省面 通过知报 支付持 施工行 管理辖 何时种人况处以地 相关应对 利用润 付款清 项目 查封处看获 "
    "包括含装 连续 商业标户行品 平时台均 计算划 方面可式 强行制 车辆间 程序度 金额融 许可 黄石冈州陂梅金色 "
    "武汉穴昌 阳新 石家首灰 江苏西汉陵夏岸 温度州馨 高度速空中温 周边围期转 白天色酒 路边段面 田间 水产质 "
    "毛利巾 牛肉奶 马上路 花费园卉生 华中东 左右侧 严重格禁 齐全 万元 常见年用 文书件化 章程 宣传布称 封存 "
    "容器 双方 危险害 房屋东 凌晨 冷藏冻库 农药业 易燃 广告东西 经营查本我核 有权关限 和其 与其 "
    "都是未已有在会 解除 身份 公司安民众章 党委员组支 国家务有内 法律规定 代表理码 信息用誉 工作资地商 人民员 主要张任 "
    "市场 区域县级内 及其非时 宿舍 考试核 别人处 年月日 生产 销售 原因 证明 "
)
_ORDINARY = {word[0]: word[1:] for word in _WORDS.split()}
_NOT_FIRST = "的于在与及等是被未已将该其之、，。："
_NOT_SECOND = f"{_NOT_FIRST}对称因向从并也又则亦曾擅违涉系说到给把让由即以经有至为"
_VERBS = "举报|投诉|反映|签[字名收]|陈述|提出|承认|拒[绝不]|私自|开[办设]|经营|生产|驾驶|电话"
_FIRST = f"(?![{_NOT_FIRST}])[{_HAN}]"
_GOES_ON = f"(?=[^{_HAN}*]|$|[{_NOT_SECOND}和提出承认在签收拒涉违开私举投报反表购买申陈经驾])"
# Names of two characters are commonly written with a blank between them, and forms leave room before them.
_SPACED = f"[{_HAN}]{_GAP}[{_HAN}](?:{_GAP}[{_HAN}])?"
_ANY_NAME = re.compile(f"(?:[{_HAN}][{_HAN}·•]{{1,9}}|{_SPACED})(?=[^{_HAN}·•*]|$)")
_PAIR = re.compile(f"([{_HAN}])(?:{_GAP})?([{_HAN}])")
_LONGEST_UNKNOWN = 4


@dataclass(frozen=True)
class Naming:
    """The patterns of names over one list of surnames."""

    surnames: AbstractSet[str]
    pairs: frozenset[str]
    """Names of two characters of the file's people: too short to be looked for except behind a label."""
    greedy: re.Pattern[str]
    strict: re.Pattern[str]
    third: re.Pattern[str]
    """The character that may follow two of a name and belong to it, where the word announces a person."""
    last: re.Pattern[str]
    """The same where the word may announce an organisation: then only at the end of a phrase."""
    screen: str
    """RE2: a text it does not match announces nobody."""

    def mask_labelled(self, text: str) -> str:
        """Mask the names that a word announces, and those listed behind the first."""
        pieces, done = [], 0
        for label in _LABEL.finditer(text):
            place, is_person = label.end(), label["person"] is not None
            while place >= done and (end := self._end(text, place, label["says"], is_person=is_person)):
                pieces += [text[done:place], mask_name(text[place:end], self.surnames)]
                done = end
                place = found.end() if (found := _AND.match(text, end)) else -1
        return "".join([*pieces, text[done:]])

    def spaced(self, name: str) -> re.Pattern[str]:
        """Make the pattern of a name with blanks inside."""
        return re.compile(_BETWEEN_LETTERS.join(map(re.escape, name)))

    def _end(self, text: str, place: int, says: str, *, is_person: bool) -> int:
        """Find where a name that begins at a place ends; 0 where none does."""
        known = self._end_of_known(text, place, is_person=is_person)
        return max(known, _end_of_any(text, place)) if re.search("[:：（(“\"']", says) else known

    def _end_of_known(self, text: str, place: int, *, is_person: bool) -> int:
        """Find the end of a pair of the file's people, or of a surname and what follows it."""
        pair = _PAIR.match(text, place)
        if pair and pair[1] + pair[2] in self.pairs and text[pair.end() : pair.end() + 1] != "*":
            # Somebody else's longer name may begin so: a third character goes too, unless it is one of the sentence.
            third = self.third if is_person else self.last
            return pair.end() + bool(third.match(text, pair.end()))
        found = (self.greedy if is_person else self.strict).match(text, place)
        return found.end() if found else 0


def _end_of_any(text: str, place: int) -> int:
    """Find the end of a short name up to a stop, whosever it is, that is no organisation's."""
    found = _ANY_NAME.match(text, place)
    if not found:
        return 0
    bare = squeezed(found[0])
    is_short = len(bare) <= _LONGEST_UNKNOWN or "·" in bare
    return found.end() if is_short and not OF_ORGANISATIONS.search(bare) else 0


def naming(surnames: AbstractSet[str], pairs: frozenset[str]) -> Naming:
    """Compile the patterns for a list of surnames, compound ones included."""
    compound = [re.escape(name) for name in sorted(surnames) if len(name) > 1]
    singles = sorted(name for name in surnames if len(name) == 1)
    plain = "".join(re.escape(name) for name in singles if name not in _ORDINARY) or "\0"
    guarded = [name for name in singles if name in _ORDINARY]
    heads = "|".join([*compound, f"[{plain}]", *(f"{name}(?!(?:{_GAP})?[{_ORDINARY[name]}])" for name in guarded)])
    second = f"(?:(?![{_NOT_SECOND}]|{_VERBS}|和(?:{heads}))[{_HAN}])"
    spaced = f"{_GAP}{_FIRST}(?:(?:{_GAP})?{second}{_GOES_ON})"
    words = f"(?:{_PERSON_WORDS}|{_EITHER_WORDS}){_CALLED}"
    # RE2 looks neither ahead nor behind; a name has a second character, and so has this.
    firsts = "|".join([*compound, *_by_head(pairs), f"[{plain}]", *(f"{name}[^{_ORDINARY[name]}]" for name in guarded)])
    return Naming(
        surnames,
        pairs,
        greedy=re.compile(f"(?:{heads})(?:{_FIRST}{second}?|{spaced}|{_GAP}{_FIRST})(?!\\*)"),
        strict=re.compile(
            f"(?:{heads})(?:{_FIRST}(?:{second}{_GOES_ON}|{_GOES_ON})|{spaced}|{_GAP}{_FIRST}{_GOES_ON})"
        ),
        third=re.compile(second),
        last=re.compile(f"{second}{_GOES_ON}"),
        screen=f"{words}(?:{_SAYS_RE2}(?:{firsts})|[{BLANKS_RE2}为是系]*[:：（(“\"'])",
    )


def _by_head(pairs: frozenset[str]) -> list[str]:
    """Write many names of two characters as a few classes: one alternative a name is too much for RE2."""
    seconds: dict[str, list[str]] = {}
    for pair in sorted(pairs):
        seconds.setdefault(pair[0], []).append(re.escape(pair[1]))
    return [f"{re.escape(head)}[{BLANKS_RE2}]*[{''.join(ends)}]" for head, ends in seconds.items()]


def names_in(cell: str) -> list[str]:
    """List the personal names of a cell: blanks out, lists split, organisations and masked names left out.

    Of a sole trader's name every stage counts, with its division and without.

    >>> names_in("王　明、李小红；黄石某某有限公司"), names_in("王**"), names_in("大冶市王小明（个体工商户）")
    (['王明', '李小红'], [], ['大冶市王小明', '王小明'])
    """
    names = (form for part in _BETWEEN.split(cell) for form in _forms(part))
    return [
        name
        for name in names
        if _NAME.fullmatch(name) and not OF_ORGANISATIONS.search(name) and not _LABEL_ALONE.fullmatch(name)
    ]


def _forms(part: str) -> Iterator[str]:
    if part.isascii():
        yield part.strip()
        return
    bare = MARK.sub("", squeezed(part))
    yield bare
    while (stripped := DIVISION.sub("", bare)) != bare:
        yield stripped
        bare = stripped
