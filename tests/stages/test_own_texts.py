"""What operators write themselves names no person: the build is refused with file and line; the text is not told."""

from pathlib import Path

import pytest

from generator.errors import CatalogueError
from generator.stages.read import read_city, read_rulings, refuse_named
from tests.builders import CHECKOUT, id_number, penalty, small_city

ID = id_number("19900101")
NUMBER, NAME = "含有个人号码", "写有个人姓名"


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    city = small_city(tmp_path)
    return city.data


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("site.yaml", "phone: 0714-0000000", 'phone: "19900000001"', ("site.yaml 第 11 行", NUMBER)),
        ("site.yaml", "address: 湖北省黄石市", f"address: 湖北省{ID}", ("site.yaml 第 12 行", NUMBER)),
        (
            "departments.yaml",
            "phone: 0714-0000001",
            'phone: "1 9 9 0 0 0 0 0 0 0 1"',
            ("departments.yaml 第 7 行", NUMBER),
        ),
        ("departments.yaml", "hours: 工作日 9:00–17:00", "hours: 联系人：王小明", ("departments.yaml 第 7 行", NAME)),
        (
            "departments.yaml",
            "hours: 工作日 9:00–17:00",
            "hours: 夜间打 0714-6350001",
            ("departments.yaml 第 7 行", NUMBER),
        ),
        ("basis.yaml", "source: 公开文本", "source: 经办人6222020000000000000", ("basis.yaml 第 5 行", NUMBER)),
        (
            "catalogue/penalties.yaml",
            "title: 行政处罚",
            "title: 负责人王小明",
            ("catalogue/penalties.yaml 第 3 行", NAME),
        ),
        ("measures/restraints.csv", "市财政局", "负责人王小明", ("measures/restraints.csv 第 2 行", NAME)),
    ],
)
def test_a_person_in_a_setting_refuses_the_catalogue(inputs, file, old, new, told):
    edit(inputs / file, old, new)

    with pytest.raises(CatalogueError) as refused:
        read_city(inputs)

    assert told == tuple(piece[: len(part)] for piece, part in zip(str(refused.value).split("："), told, strict=False))


def test_a_comment_is_not_published_and_may_hold_a_number(inputs):
    edit(inputs / "site.yaml", "# 政府网站标识码", "# 找王小明 19900000001")

    assert "0714-0000000" == read_city(inputs).site.phone


def test_a_number_in_an_editorial_page_is_refused_with_its_line(inputs):
    page = inputs / "editorial/about/index.md"
    page.parent.mkdir(parents=True)
    page.write_text("# 关于\n\n电话 0714-0000000，\n手机 1990000&#48;001\n", "utf-8")

    with pytest.raises(CatalogueError, match=r"editorial/about/index\.md 第 4 行：含有个人号码"):
        read_city(inputs)


def rule(inputs: Path, file: str, **cells: str) -> None:
    path = inputs / f"rulings/{file}.csv"
    header = path.read_text("utf-8-sig").splitlines()[0].split(",")
    line = ",".join(
        {"dataset": "penalties", "department": "market-regulation", "decided_on": "2026-11-01", **cells}.get(name, "")
        for name in header
    )
    with path.open("a", encoding="utf-8") as out:
        out.write(line + "\n")


def test_a_person_in_a_reason_is_refused_and_the_columns_that_name_the_record_are_not(inputs):
    city = read_city(inputs)
    rule(inputs, "withdrawals", subject_name="负责人王小明", record_number=ID, kind="撤销", reason="事实不清")
    assert 1 == len(read_rulings(inputs, city).lines)
    rule(inputs, "withdrawals", record_number="1", kind="撤销", reason=f"身份证{ID}有误")

    with pytest.raises(CatalogueError, match=r"rulings/withdrawals\.csv 第 3 行：含有个人号码"):
        read_rulings(inputs, city)


def test_a_takedown_holds_whatever_its_line_says(inputs):
    """Nothing of it is published, and what has to go must not stay because of a word too many."""
    rule(inputs, "takedowns", record_number="1", document=f"王小明（{ID}）来信")

    refuse_named(inputs, ["王小明"])
    assert 1 == len(read_rulings(inputs, read_city(inputs)).lines)


def test_the_name_of_tonights_person_is_refused_wherever_an_operator_wrote_it(inputs):
    rule(inputs, "withdrawals", record_number="1", kind="撤销", reason="欧阳 大山提出异议")

    with pytest.raises(CatalogueError, match=r"rulings/withdrawals\.csv 第 2 行") as refused:
        refuse_named(inputs, ["欧阳大山", "王明"])

    assert "欧阳" not in str(refused.value)
    refuse_named(inputs, ["王明", "撤销", "李大山"])


def test_a_build_is_refused_where_a_reason_names_somebody_of_tonight(tmp_path):
    city = small_city(tmp_path)
    person = {"行政相对人名称": "欧阳大山", "行政相对人类别": "自然人", "行政相对人代码_1(统一社会信用代码)": ""}
    city.deliver(
        "market-regulation",
        "penalties-20261101.csv",
        [penalty(1), penalty(2, **person, 证件类型="身份证", 证件号码=ID)],
    )
    rule(city.data, "withdrawals", record_number="黄市监处罚〔2026〕1号", kind="撤销", reason="欧阳大山举报")

    built = city.build("2026-11-24")

    assert (1, False) == (built.code, city.public.exists())
    assert "rulings/withdrawals.csv第2行：写有今晚数据里某个人的姓名" in "".join(built.said.split())


@pytest.mark.parametrize("cell", ["负责人", "法定代表人", "违法行为类型", "行政相对人名称"])
def test_a_word_of_the_form_in_a_column_of_names_stops_no_build_and_masks_no_text(tmp_path, cell):
    """A header between the rows, or a form filled in wrongly, names nobody: one slip must not keep a city dark."""
    city = small_city(tmp_path)
    text = "当事人的负责人到场，法定代表人未到。"
    rows = [penalty(1, 违法事实=text), penalty(2, 法定代表人=cell)]
    city.deliver("market-regulation", "penalties-20261101.csv", rows)

    built = city.build("2026-11-24")

    assert (0, 2) == (built.code, built.unit("market-regulation", "penalties")["published"]), built.said
    assert text in (city.public / "download/penalties.csv").read_text("utf-8-sig")


def test_the_example_city_names_nobody():
    assert read_city(CHECKOUT / "data").datasets
