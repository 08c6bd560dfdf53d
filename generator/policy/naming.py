"""Names of people in running text: which cells hold one, and which words announce one (design §8).

A name behind a word like 法定代表人 is a surname and one or two characters more. Where the sentence goes on without a
stop, the second is taken unless it is a word of grammar: rather one character of the sentence too many than one of the
name left.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from generator.policy.masks import mask_name

_HAN = "\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_BETWEEN = re.compile(r"[、，,；;/／|｜\n]")
_BLANK = re.compile(r"[\s\u200b-\u200f\ufeff]+")
_NAME = re.compile(f"[{_HAN}][{_HAN}·•.]{{1,19}}|[A-Za-z][A-Za-z .\\-']{{3,39}}")
_OF_ORGANISATIONS = re.compile("(?:公司|企业|集团|厂|店|馆|部|所|社|会|局|院|校|行|站|场|中心|[室科处户])$")

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
_SAYS = "[\\s:：为是系“\"'（(]{0,4}"
_LABEL = re.compile(f"(?:(?P<person>{_PERSON_WORDS})|(?:{_EITHER_WORDS})){_CALLED}(?P<says>{_SAYS})")
_AND = re.compile(r"\s*[、和与及]\s*")

# Words of the trade that begin with a surname and are none.
_ORDINARY = (
    "应[当该依按于在对向将立如予认积主急用付收]|陈[述列旧]|申[请报辩明诉]|于[当本同上下次事今该此其现查调法公市县每是前后年月日]|曾[因于在被向对多经]"
    "|从[事业而未]|向[我本其社公该有市区县法当]|时[任间常]|任[何意职命]|明[知确显示]|成[立为功]|安[排全装]|单[位独]|关[于系停闭]|全[部体年市省面]"
    "|通[过知报]|支[付持]|施[工行]|管[理辖]|何[时种人况处以地]|相[关应对]|利[用润]|付[款清]|项[目]|查[封处看获]|包[括含装]|连[续]|商[业标户行品]|平[时台均]|计[算划]"
    "|方[面可式]|强[行制]|车[辆间]|程[序度]|金[额融]|许[可]|黄[石冈州陂梅金色]|武[汉穴昌]|阳[新]|石[家首灰]|江[苏西汉陵夏岸]|温[度州馨]|高[度速空中温]"
    "|周[边围期转]|白[天色酒]|路[边段面]|田[间]|水[产质]|毛[利巾]|牛[肉奶]|马[上路]|花[费园卉生]|华[中东]|左[右侧]|严[重格禁]|齐[全]|万[元]|常[见年用]"
    "|文[书件化]|章[程]|宣[传布称]|封[存]|容[器]|双[方]|危[险害]|房[屋东]|凌[晨]|冷[藏冻库]|农[药业]|易[燃]|广[告东西]|经[营查本我核]|有[权关限]"
    "|和[其]|与[其]|都[是未已有在会]|解[除]|身[份]|公[司安民众章]|党[委员组支]|国[家务有内]|法[律规定]|代[表理]|工[作资地商]|人[民员]|主[要张任]|市[场]|区[域县级内]|及[其非时]|宿[舍]|别[人处]|年[月日]|生[产]|销[售]|原[因]|证[明]"
)
_NOT_FIRST = "的于在与及等是被未已将该其之、，。："
_NOT_SECOND = f"{_NOT_FIRST}对称因向从并也又则亦曾擅违涉系说到给把让由即以经有至为"
_VERBS = "举报|投诉|反映|签[字名收]|陈述|提出|承认|拒[绝不]|私自|开[办设]|经营|生产|驾驶|电话"
_FIRST = f"(?![{_NOT_FIRST}])[{_HAN}]"
_GOES_ON = f"(?=[^{_HAN}*]|$|[{_NOT_SECOND}和提出承认在签收拒涉违开私举投报反表购买申陈经驾])"
_ANY_NAME = re.compile(f"[{_HAN}][{_HAN}·•]{{1,9}}(?=[^{_HAN}·•*]|$)")
_LONGEST_UNKNOWN = 4


@dataclass(frozen=True)
class Naming:
    """The patterns of names over one list of surnames."""

    surnames: AbstractSet[str]
    pairs: frozenset[str]
    """Names of two characters of the file's people: too short to be looked for except behind a label."""
    greedy: re.Pattern[str]
    strict: re.Pattern[str]
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
        return re.compile(r"[\s\u200b-\u200f\ufeff]*".join(map(re.escape, name)))

    def _end(self, text: str, place: int, says: str, *, is_person: bool) -> int:
        """Find where a name that begins at a place ends; 0 where none does."""
        if found := re.search("[:：（(“\"']", says) and _ANY_NAME.match(text, place):
            is_short = len(found[0]) <= _LONGEST_UNKNOWN or "·" in found[0]
            if is_short and not _OF_ORGANISATIONS.search(found[0]):
                return found.end()
        if text[place : place + 2] in self.pairs and text[place + 2 : place + 3] != "*":
            return place + 2
        found = (self.greedy if is_person else self.strict).match(text, place)
        return found.end() if found else 0


def naming(surnames: AbstractSet[str], pairs: frozenset[str]) -> Naming:
    """Compile the patterns for a list of surnames, compound ones included."""
    singles = "".join(sorted(name for name in surnames if len(name) == 1)) or "\0"
    compound = sorted(name for name in surnames if len(name) > 1)
    heads = "|".join([*map(re.escape, compound), f"(?!{_ORDINARY})[{re.escape(singles)}]"])
    second = f"(?:(?![{_NOT_SECOND}]|{_VERBS}|和(?:{heads}))[{_HAN}])"
    words = f"(?:{_PERSON_WORDS}|{_EITHER_WORDS}){_CALLED}"
    return Naming(
        surnames,
        pairs,
        greedy=re.compile(f"(?:{heads}){_FIRST}{second}?(?!\\*)"),
        strict=re.compile(f"(?:{heads}){_FIRST}(?:{second}{_GOES_ON}|{_GOES_ON})"),
        screen=f"{words}(?:{_SAYS}[{_first_characters(surnames, pairs)}]|[\\s为是系]*[:：（(“\"'])",
    )


def names_in(cell: str) -> list[str]:
    """List the personal names of a cell: blanks out, lists split, organisations and masked names left out.

    >>> names_in("王　明、李小红；黄石某某有限公司"), names_in("王**")
    (['王明', '李小红'], [])
    """
    names = (squeezed(part) if not part.isascii() else part.strip() for part in _BETWEEN.split(cell))
    return [name for name in names if _NAME.fullmatch(name) and not _OF_ORGANISATIONS.search(name)]


def squeezed(text: str) -> str:
    """Take every blank out."""
    return _BLANK.sub("", text)


def _first_characters(surnames: AbstractSet[str], pairs: frozenset[str]) -> str:
    return "".join(sorted({re.escape(name[0]) for name in (*surnames, *pairs) if name})) or "\\x{0}"
