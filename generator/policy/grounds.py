"""What each code of design §7 means to a reader: in words, on which article it rests, and what would have to happen.

Source: the articles named line by line. `explain`, `plan` and the closing table read it; rules decide without it.
"""

from __future__ import annotations

from typing import NamedTuple

OPINION = "黄信用办〔2021〕3号《关于进一步加强和规范守信联合激励和失信联合惩戒的实施意见》"
ORDER_36 = "《信用修复管理办法》（国家发展改革委令第36号）第三条"
PENALTY_LAW = "《中华人民共和国行政处罚法》第四十八条"
PERSONAL_DATA = "《中华人民共和国个人信息保护法》"
ACCURACY = f"{PERSONAL_DATA}第八条"
PERIOD = "本数据集的公示期限规则"


class Ground(NamedTuple):
    """A code in words."""

    words: str
    basis: str
    remedy: str
    """What would have to happen for the record to be shown (again)."""


_MEND = "由报送部门改正这一行后重新报送"
_BACK = "只有登记在后的恢复公示决定（rulings/reinstatements.csv）才能使它重新公示"
_AGAIN = "重新认定（认定日期在退出之后），或者登记恢复公示决定"
_NEVER = "依法不公示，没有恢复的途径"

WITHHELD: dict[str, Ground] = {
    "not-a-row": Ground("不是数据行", ACCURACY, "不必处理；说明文字和空行不是记录"),
    "taken-down": Ground("已按要求撤下", f"{OPINION}七(三)", _BACK),
    "ruling-unresolved": Ground(
        "有决定可能指这一条，或者互相矛盾",
        ORDER_36,
        "在 rulings/ 登记一项写明相对人代码的决定，指清是哪一条；互相矛盾的，登记一项后来的决定",
    ),
    "not-public": Ground("公开属性不是社会公开", f"{OPINION}三(三)", "目录的公开属性或这一行的公开类型改为社会公开"),
    "no-basis": Ground("没有有效的依据", f"{OPINION}三(一)", "目录写上现行有效的法律、法规或者党中央、国务院政策文件"),
    "schema": Ground("内容不合字段要求", ACCURACY, _MEND),
    "id-damaged": Ground("长数字已被表格软件改坏", ACCURACY, "从原系统按文本格式重新导出后报送"),
    "code-check": Ground("代码校验不通过", "GB 32100—2015《法人和其他组织统一社会信用代码编码规则》", _MEND),
    "dates-contradict": Ground("日期前后矛盾", ACCURACY, _MEND),
    "text-damaged": Ground("文字有乱码", ACCURACY, "从原系统重新导出后报送"),
    "entity-mismatch": Ground("写作单位而代码是个人证件", f"{PERSONAL_DATA}第二十五条", _MEND),
    "class-unknown": Ground("失信程度不明", PERIOD, "由报送部门填写失信程度或适用程序后重新报送"),
    "superseded": Ground("已被后来的一行代替", ACCURACY, "不必处理；以后来的一行为准"),
    "duplicate-identical": Ground("与另一行完全相同", ACCURACY, "不必处理；以另一行为准"),
    "duplicate-conflict": Ground("同一文书有内容不同的几行", ACCURACY, "由报送部门只保留正确的一行后重新报送"),
    "list-without-basis": Ground("设列名单的依据不足", f"{OPINION}五(一)", "目录写上足以设列这一名单的依据"),
    "procedure-incomplete": Ground(
        "列入决定的内容不全", f"{OPINION}五(三)", "由报送部门补全事由、依据、措施、移出条件和救济途径"
    ),
    "measure-unlisted": Ground(
        "措施不在清单里，或者没有在执行", f"{OPINION}六(一)", "由报送部门改用清单里在执行的措施，或者依法修订清单"
    ),
    "measure-forced": Ground("对市场机构设了强制措施", f"{OPINION}六", "由报送部门改为清单允许的措施"),
    "sealed": Ground("治安违法记录封存", "《中华人民共和国治安管理处罚法》（2025年修订）第一百三十六条", _NEVER),
    "minor-person": Ground("未成年人", f"{PERSONAL_DATA}第二十八条", _NEVER),
    "person-withheld": Ground(
        "自然人，不公示", f"{PERSONAL_DATA}第二十五条；{OPINION}三(三)", "目录有公开个人信息的依据，或者本人同意"
    ),
    "removed-at-source": Ground("部门的名单里已经没有", ORDER_36, "由报送部门重新列入；如是漏报，补报完整文件"),
    "parity-removed": Ground("部门自己的公示已经撤下", f"{OPINION}三(四)", "部门自己的公示恢复后重新报送"),
    "source-held": Ground(
        "暂缓，等待确认",
        f"{OPINION}三(二)",
        "核实后在 rulings/acknowledgements.csv 登记；撤下之后的新增，等下一次 gongshi build",
    ),
    "source-too-old": Ground("名单太久没有更新", ORDER_36, "由报送部门重新报送现行名单"),
    "decision-withdrawn": Ground("原决定已变更或撤销", PENALTY_LAW, _BACK + "；变更后的决定以新文书号报送"),
    "decision-suspended": Ground("原决定停止执行", f"{OPINION}七(三)", "登记恢复执行（rulings/withdrawals.csv）"),
    "objection-upheld": Ground("异议成立", f"{OPINION}七(三)", _BACK),
    "repaired": Ground("已经修复", f"{ORDER_36}；{OPINION}七(一)", _BACK),
    "red-list-revoked": Ground("已退出红名单", f"{OPINION}四(二)", _AGAIN),
    "red-list-conflict": Ground("又列入失信名单，退出红名单", f"{OPINION}四(二)", _AGAIN),
    "tombstoned": Ground("曾经撤下，不因再次报送而恢复", f"{ORDER_36}；{PENALTY_LAW}", _BACK),
    "slight": Ground("轻微失信，不公示", PERIOD, _NEVER),
    "not-yet": Ground("还没有到公示的日期", PERIOD, "到了起算的日期自动公示"),
    "not-in-force": Ground("许可已不在有效状态", PERIOD, "由报送部门报送现行有效的许可"),
    "no-end": Ground("算不出公示截止日期", PERIOD, "由报送部门补全日期后重新报送"),
    "expired": Ground("公示期满", PERIOD, _NEVER),
    "text-unsafe": Ground(
        "文字里可能还有个人信息", f"{PERSONAL_DATA}第二十五条、第五十一条", "由报送部门删去个人信息后重新报送"
    ),
    "gate-held": Ground("出口检查认为可能含有个人信息", f"{PERSONAL_DATA}第五十一条", "查明来源，改正后重新报送"),
}

MARKED = {
    "objection-pending": "异议核实中",
    "corrected": "已按异议更正",
    "repair-annotated": "已修复（标注）",
    "repairable-from": "可以申请修复",
}
"""Annotations in words."""

SOURCES = {
    "source-missing": "没有送来",
    "source-unreadable": "不能读取",
    "source-malformed": "结构有错",
    "source-header": "表头不符",
    "source-empty": "没有数据",
    "source-shrunk": "大幅减少",
    "source-grown": "大幅增加",
    "source-sparse": "空格太多",
    "source-stale": "很久没变",
    "source-rolled-back": "退回旧批次",
    "out-of-catalogue": "目录之外",
    "wrong-department": "部门不符",
}
"""Source verdicts in words short enough for a table."""


def ground(code: str) -> Ground:
    """Say what a withholding code means; raises KeyError for a code that is not on the list."""
    return WITHHELD[code.partition("/")[0]]


RULE_WORDS = {
    "takedown": "要求撤下",
    "unresolved": "不能确定所指的决定",
    "access": "公开属性",
    "basis": "目录依据",
    "duplicates": "重复和更正",
    "serious_list": "严重失信名单的设列和程序",
    "measures": "惩戒措施清单",
    "sealed": "治安违法记录封存",
    "persons": "自然人和未成年人",
    "source": "报送文件的增减和时效",
    "parity": "与部门自己的公示一致",
    "withdrawal": "决定的变更、撤销和停止执行",
    "objection": "异议",
    "repair": "信用修复",
    "commitment": "信用修复型承诺",
    "red_list": "红名单退出",
    "tombstone": "曾经撤下",
    "period": "公示期限",
    "timeliness": "报送是否及时",
    "division": "行政区划",
    "confusable": "名称易混",
    "amount": "金额",
}
"""The rules of policy.rules.RULES in words."""

NOTED = {
    "late-publication": "报送迟于规定的期限",
    "division-unknown": "代码里的行政区划查不到",
    "name-confusable": "名称里有易混的字",
    "amount-differs": "处罚内容里的金额与罚款金额不一致",
    "class-assumed": "失信程度没有填写，按一般处理",
    "parity-missing": "部门自己公示了，没有报送",
    "parity-extra": "部门自己没有公示",
    "parity-longer": "公示到的日期比部门自己的晚",
    "parity-different": "与部门自己公示的内容不一致",
    "text-cleaned": "文字里的个人信息已经清除",
    "measure-too-severe": "惩戒措施重于失信程度",
    "basis-repealed": "有一项依据已经废止",
    "red-list-namesake": "与失信名单上的单位同名",
    "no-final-newline": "文件最后一行没有换行",
}
"""Notes in words."""
