"""The letter under which a name stands in a list: that of its first character's reading, without a table of readings.

GB 2312 orders its 3,755 most frequent characters by reading, so that the place of a character tells its letter. The
others are ordered by radical; those that often begin names of firms are listed here, the rest stand under OTHER.
A character with two readings has the one that GB 2312 gave it, but for the first characters of some places.

Source: 《信息交换用汉字编码字符集 基本集》（GB 2312—1980）.
"""

from __future__ import annotations

from bisect import bisect_right

from generator.policy.spelling import fold_all

OTHER = "other"
_LETTERS = "abcdefghjklmnopqrstwxyz"
# The first character of each letter.
_FIRST = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
_STARTS = [character.encode("gb2312") for character in _FIRST]
_END = "座".encode("gb2312")
_RARE = {
    "a": "鳌", "b": "犇蓓汴浜灞", "c": "琮萃谌骢偲岑漕", "d": "岱棣", "f": "沣芙茯霏馥梵", "g": "莞钴锆淦",
    "h": "昊瀚灏濠皓荟蘅骅泓桦晖晗黉扈浒浛湟潢", "j": "璟瑾珺骥菁钜隽霁飓婕婧旌槿泾稷",
    "k": "珂琨铠锟锴鲲堃夔恺氪", "l": "骊溧珑珞璐翎郦鹭麟俪垅岚崂栎栾泠泸浏漯澧渌徕", "m": "淼茗岷懋勐沐沔沭",
    "n": "鼐旎楠", "o": "瓯", "p": "璞芃邳濮", "q": "琦祺淇琪骐骞箐芊茜荃虔铨麒倩岐惬杞湫朐蕲",
    "r": "睿芮苒嵘榕", "s": "晟燊莘铄锶飒劭崧嵊愫泗", "t": "钛阗霆韬佟洮滕", "w": "炜玮葳薇雯",
    "x": "鑫玺馨骁浔浠潇炫煊禧僖勖囍岘巽撷昕暄曦榭淅猇",
    "y": "垚煜烨漪滢瀛熠猷祎筠翊莜赟轶邕邺郓郢鄞鄢钰镒闫颍鸢黟兖垸塬奕妍娅嫣弋弈恽昀昱晔曜樾沅潆甬",
    "z": "喆璋秭锃圳枞柘梓樽",
}  # fmt: skip
_LISTED = {character: letter for letter, characters in _RARE.items() for character in characters}
_PLACES = {"重庆": "c", "厦门": "x", "乐清": "y", "蔚县": "y"}


def initials(names: list[str]) -> list[str]:
    """Give the letter of each name, or OTHER.

    >>> initials(["黄石某某公司", "鑫源商行", "重庆面馆", "ABC店", "龘龘", ""])
    ['h', 'x', 'c', 'a', 'other', 'other']
    """
    folded = fold_all(names) if names else []
    known = {head: _initial(head) for head in {name[:2] for name in folded}}
    return [known[name[:2]] for name in folded]


def order_of(names: list[str]) -> list[bytes]:
    """Give keys that sort names as GB 18030 does, which within a letter is by reading for most."""
    return [name.encode("gb18030", "replace") for name in names]


def _initial(head: str) -> str:
    first = head[:1]
    if first.isascii() and first.isalpha():
        return first.lower()
    if head in _PLACES:
        return _PLACES[head]
    if first in _LISTED:
        return _LISTED[first]
    try:
        place = first.encode("gb2312")
    except UnicodeEncodeError:
        return OTHER
    inside = _STARTS[0] <= place <= _END
    return _LETTERS[bisect_right(_STARTS, place) - 1] if inside else OTHER
