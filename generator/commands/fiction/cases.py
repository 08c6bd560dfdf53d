"""What authorities fine for: kinds of cases with the laws they cite, and sentences in the tone of real decisions."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Case:
    """A kind of case. In `fact` stand {day}, {place}, {goods} and {count}; `fines` bound the fine (万元)."""

    title: str
    fact: str
    basis: str
    goods: tuple[str, ...]
    fines: tuple[float, float]
    sector: str = ""
    kinds: str = "罚款"


MARKET = (
    Case(
        "经营超过保质期的食品",
        (
            "{day}，执法人员对当事人位于{place}的经营场所进行监督检查，在货架上发现待售的{goods}{count}件，外"
            "包装标注的保质期已经届满，当事人未能提供及时清理的记录。经查，上述食品货值金额不足一万元。"
        ),
        "《中华人民共和国食品安全法》第一百二十四条第一款第五项",
        ("袋装糕点", "瓶装调味酱", "盒装牛奶", "冷冻水饺", "散装炒货"),
        (0.5, 5),
        "食品",
        "罚款;没收违法所得、没收非法财物",
    ),
    Case(
        "发布虚假广告",
        (
            "{day}，本局收到举报线索，反映当事人在{place}的门店和网店页面发布含有“疗效显著”“全国第一”等内"
            "容的{goods}广告{count}条。经查，当事人不能提供证明材料，所作宣传与实际情况不符。"
        ),
        "《中华人民共和国广告法》第五十五条第一款",
        ("保健食品", "美容服务", "培训课程", "净水设备"),
        (1, 12),
    ),
    Case(
        "使用未经定期检验的特种设备",
        (
            "{day}，执法人员在{place}检查时发现，当事人正在使用的{goods}{count}台已超过下次检验日期，未申请定"
            "期检验继续投入使用。当事人在责令改正期限内申报了检验。"
        ),
        "《中华人民共和国特种设备安全法》第八十四条第一项",
        ("叉车", "电梯", "储气罐", "桥式起重机"),
        (3, 15),
        "特种设备",
    ),
    Case(
        "不按规定明码标价",
        (
            "{day}，执法人员对{place}开展价格专项检查，当事人销售的{goods}等{count}种商品没有标明价格，收取了"
            "未予标明的费用。当事人当场改正。"
        ),
        "《中华人民共和国价格法》第四十二条",
        ("停车服务", "水果", "装饰材料", "物业服务"),
        (0.35, 0.5),
        "",
        "警告;罚款",
    ),
    Case(
        "销售侵犯注册商标专用权的商品",
        (
            "{day}，权利人投诉当事人在{place}销售侵犯其注册商标专用权的{goods}。经鉴定，现场查获的{count}件商"
            "品均不是权利人生产，当事人不能说明合法来源。"
        ),
        "《中华人民共和国商标法》第六十条第二款",
        ("白酒", "运动鞋", "润滑油", "电线电缆"),
        (0.8, 20),
        "知识产权",
        "罚款;没收违法所得、没收非法财物",
    ),
)
ECOLOGY = (
    Case(
        "超过大气污染物排放标准排放大气污染物",
        (
            "{day}，监测机构对当事人位于{place}的{goods}排放口开展监督性监测，颗粒物排放浓度超过《大气污染物综"
            "合排放标准》（GB 16297-1996）规定限值{count}％。当事人已委托改造除尘设施。"
        ),
        "《中华人民共和国大气污染防治法》第九十九条第二项",
        ("烧结机头", "破碎车间", "锅炉", "喷漆房"),
        (10, 60),
        "生态环境",
    ),
    Case(
        "需要配套建设的环境保护设施未经验收即投入生产",
        (
            "{day}，执法人员现场检查发现，当事人位于{place}的{goods}项目主体工程已投入生产，配套的污水处理设施"
            "未经验收，累计生产{count}天。"
        ),
        "《建设项目环境保护管理条例》第二十三条第一款",
        ("铸件加工", "食品加工", "表面处理", "再生资源分拣"),
        (20, 45),
        "生态环境",
    ),
    Case(
        "未按照规定设置危险废物识别标志",
        (
            "{day}，检查{place}时发现，当事人贮存{goods}的场所未设置危险废物识别标志，现场贮存约{count}吨，管"
            "理台账记录不完整。"
        ),
        "《中华人民共和国固体废物污染环境防治法》第一百一十二条第一款第一项",
        ("废矿物油", "废活性炭", "含油抹布", "废漆桶"),
        (10, 22),
        "生态环境",
    ),
)
EMERGENCY = (
    Case(
        "未如实记录安全生产教育和培训情况",
        (
            "{day}，执法人员对{place}的生产现场检查时发现，当事人{goods}岗位新进的{count}人没有三级安全教育培"
            "训档案，考核结果由他人代签。"
        ),
        "《中华人民共和国安全生产法》第九十七条第四项",
        ("焊接", "井下作业", "危险化学品装卸", "炉前"),
        (1, 9),
        "安全生产",
    ),
    Case(
        "未在有较大危险因素的设施设备上设置明显的安全警示标志",
        "{day}，对当事人位于{place}的厂区进行检查，{goods}等{count}处有较大危险因素的部位没有设置安全警示标志。",
        "《中华人民共和国安全生产法》第九十九条第一项",
        ("煤气柜", "有限空间入口", "配电房", "尾矿库坝面"),
        (0.6, 4.8),
        "安全生产",
    ),
)
HOUSING = (
    Case(
        "未取得施工许可证擅自施工",
        (
            "{day}，经现场核查，当事人承建的位于{place}的{goods}工程在未取得施工许可证的情况下开工，已完成工程"
            "量约{count}％。"
        ),
        "《建设工程质量管理条例》第五十七条",
        ("标准厂房", "住宅小区二期", "仓储物流中心", "污水提升泵站"),
        (5, 40),
        "建筑市场",
    ),
    Case(
        "不按照工程设计图纸施工",
        "{day}，监督人员抽查{place}的{goods}，发现有{count}处钢筋间距与设计图纸不符，当事人未办理设计变更手续。",
        "《建设工程质量管理条例》第六十四条",
        ("地下车库顶板", "框架柱", "屋面防水工程", "桩基承台"),
        (8, 35),
        "建筑市场",
    ),
)
SECURITY = (
    Case(
        "未按规定登记住宿旅客信息",
        "{day}，民警检查当事人位于{place}的{goods}时发现，有{count}间客房的入住人员没有登记。",
        "《中华人民共和国治安管理处罚法》第六十七条",
        ("宾馆", "民宿", "浴场"),
        (0.35, 1),
    ),
    Case(
        "未经许可从事保安服务",
        "{day}，经查，当事人未取得保安服务许可，向{place}的{goods}派出秩序维护人员{count}名并收取费用。",
        "《保安服务管理条例》第四十一条",
        ("商业综合体", "工业园区", "建筑工地"),
        (1, 8),
    ),
    Case(
        "未按照规定储存剧毒化学品",
        "{day}，检查当事人位于{place}的仓库时发现，{goods}没有在专用仓库内单独存放，账物相差{count}千克。",
        "《危险化学品安全管理条例》第八十条第一款",
        ("氰化钠", "氯酸钾", "硝酸铵"),
        (5, 9.8),
        "公共安全",
    ),
)
TRANSPORT = (
    Case(
        "超限运输货物",
        "{day}，当事人所属货运车辆在{place}路段装载{goods}，经检测车货总质量超过限定标准{count}％。",
        "《公路安全保护条例》第六十四条",
        ("砂石", "水泥熟料", "钢卷", "矿粉"),
        (0.35, 3),
        "交通运输",
    ),
    Case(
        "未按规定维护和检测道路运输车辆",
        "{day}，检查{place}时发现，当事人从事{goods}的{count}辆营运车辆没有按照规定的周期进行维护和检测。",
        "《道路运输车辆技术管理规定》第三十一条第二项",
        ("危险货物运输", "普通货运", "旅游客运"),
        (0.35, 0.5),
        "交通运输",
    ),
)
CASES: dict[str, tuple[Case, ...]] = {
    "market-regulation": MARKET,
    "ecology": ECOLOGY,
    "emergency": EMERGENCY,
    "housing": HOUSING,
    "public-security": SECURITY,
    "transport": TRANSPORT,
}
NUMBERS = {
    "market-regulation": "黄市监处罚", "ecology": "黄环罚", "emergency": "黄应急罚", "housing": "黄建罚",
    "public-security": "黄公行罚决字", "transport": "黄交运罚",
}  # fmt: skip
PLACES = (
    "黄石大道沿线", "湖滨大道商圈", "磁湖东路沿线", "团城山开发区", "新下陆片区", "大冶市罗家桥街道", "阳新县兴国镇",
    "西塞山工业园区", "黄石新港园区", "铁山区冶矿路沿线", "大冶市还地桥镇", "阳新县富池镇",
)  # fmt: skip
_CHECKS = (
    "调取了当事人的进销货台账、出入库记录和原始凭证",
    "对现场存放的物品逐一清点、登记并制作清单",
    "提取了生产、经营场所近三个月的视频监控资料",
    "核对了当事人提供的检验报告、合格证明和供货方资质",
    "向供货单位和运输单位发出协助调查函并收到书面答复",
    "委托具有法定资质的机构进行抽样检验",
)


def fact(case: Case, rng: Random, day: str) -> str:
    """Write the facts of a case that was found on a day."""
    return case.fact.format(day=day, place=rng.choice(PLACES), goods=rng.choice(case.goods), count=rng.randrange(2, 60))


def at_length(text: str, rng: Random, characters: int) -> str:
    """Lengthen facts to a number of characters, in the manner of long decisions."""
    pieces, length = [text, "调查经过："], len(text) + 5
    while length < characters:
        piece = f"{len(pieces) - 1}．调查人员{rng.choice(_CHECKS)}，形成证据材料{rng.randrange(3, 40)}页；"
        pieces.append(piece)
        length += len(piece)
    return "".join(pieces)[: characters - 1] + "。"


def content(case: Case, fine: str, confiscated: str) -> str:
    """Write the decision."""
    parts = ["责令改正违法行为"]
    if "警告" in case.kinds:
        parts.append("给予警告")
    if confiscated:
        parts.append(f"没收违法所得人民币{round(float(confiscated) * 10_000)}元")
    parts.append(f"处以罚款人民币{round(float(fine) * 10_000)}元")
    return "，".join(parts) + "。"
