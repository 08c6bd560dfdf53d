"""Names that sound of the region and mean nobody.

Given names, trade names and the words of forms share no character, so that no person's name can stand by chance inside
a company's name or a sentence.
"""

from __future__ import annotations

from random import Random

SURNAMES = (
    "王李张刘陈杨赵周吴徐孙朱胡郭何罗郑梁谢宋唐许邓冯韩曹曾彭肖蔡潘袁董余苏叶吕魏蒋杜丁沈任姚卢姜崔谭"
    "陆范汪廖韦贾夏傅邹熊孟秦阎薛尹雷侯陶黎贺顾毛郝龚邵覃戴莫孔汤"
)
COMPOUND = ("欧阳", "司马", "诸葛", "上官", "皇甫", "慕容")
GIVEN = "婷娟磊浩倩艳涛斌琳雪霞鹏玲俊颖蕾薇莉轩昊雯怡妍萱璐瑶娜晨睿骏芸芬蓉莹珊燕凤菊淑鑫媛婕菲彬勇杰伟"
RARE_GIVEN = ("㑇", "䶮", "𬱖")
RARE_BRANDS = ("䶮霁", "㑇禾", "𬱖川")

BRANDS = "屿澜岑霁砚樾琅翊昱朗沐禾川岳峦泊榆柏樟桐棠槐箬泽渟泓沅沣湛澍衍麓旻晟煦曜昶珩琮璟湾浦澄沁漾漪润沛涵溪渡"
TRADES = (
    "建材", "矿业", "机电设备", "餐饮管理", "物流", "食品", "医药连锁", "环保科技", "建筑工程", "劳务", "汽车服务",
    "商贸",
    "特钢铸造", "新材料", "物业服务", "生态农业", "信息技术", "服饰", "水泥制品", "电子科技", "石材", "文化传媒",
    "危险货物运输", "包装印务",
)  # fmt: skip
FORMS = ("有限公司",) * 8 + (
    "有限责任公司",
    "股份有限公司",
    "集团有限公司",
    "合伙企业（有限合伙）",
    "有限公司黄石分公司",
)
SHOPS = (
    "小吃店",
    "副食店",
    "理发店",
    "五金店",
    "水果店",
    "早餐店",
    "服装店",
    "汽修店",
    "生活超市",
    "便民药店",
    "电动车行",
    "茶叶经营部",
)
DIVISIONS = {
    "420202": "黄石市黄石港区", "420203": "黄石市西塞山区", "420204": "黄石市下陆区", "420205": "黄石市铁山区",
    "420222": "阳新县", "420281": "大冶市",
}  # fmt: skip
HOME = tuple(DIVISIONS)
_PREFIXES = {
    "420202": ("黄石", "黄石市", "黄石港区"), "420203": ("黄石", "黄石市", "西塞山区"),
    "420204": ("黄石", "黄石市", "湖北"), "420205": ("黄石", "铁山区"), "420222": ("阳新县", "阳新", "湖北"),
    "420281": ("大冶市", "大冶", "湖北"), "420106": ("武汉", "湖北"), "340104": ("合肥", "安徽"),
}  # fmt: skip


def person(rng: Random, *, rare: bool = False) -> str:
    """Make a person's name of two to four characters."""
    surname = rng.choice(COMPOUND) if rng.random() < 0.03 else rng.choice(SURNAMES)
    if rare:
        return surname + rng.choice(GIVEN) + rng.choice(RARE_GIVEN)
    return surname + "".join(rng.choices(GIVEN, k=1 if rng.random() < 0.22 else 2))


def company(rng: Random, division: str, brand: str = "") -> str:
    """Make a company's name."""
    brand = brand or "".join(rng.sample(BRANDS, 2))
    return f"{rng.choice(_PREFIXES[division])}{brand}{rng.choice(TRADES)}{rng.choice(FORMS)}"


def long_company(rng: Random) -> str:
    """Make a name of 57 characters, as joint ventures have them."""
    brand = "".join(rng.sample(BRANDS, 5))
    works = "资源循环综合利用与先进结构材料联合开发投资建设运营管理及配套供应链技术咨询服务"
    return f"黄石市{brand}{works}产业发展集团有限公司"


def shop(rng: Random, division: str) -> str:
    """Make the trade name of a sole trader; five characters and more behind the division, so never a person's."""
    return f"{DIVISIONS[division].removeprefix('黄石市')}{''.join(rng.sample(BRANDS, 2))}{rng.choice(SHOPS)}"
