"""Every text of the interface stands in the catalogues, and every language says the same thing with the same values.

`make words` writes the catalogues anew; a text of another language is then to be translated by hand.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message
from jinja2 import Environment, nodes
from jinja2.ext import InternationalizationExtension

from tests.catalogues import SOURCE, catalogue, catalogue_file, locales, updated
from tests.conftest import CHECKOUT

HAN = re.compile("[\u3000-\u303f\u3400-\u9fff\uff01-\uff60]")
TEMPLATES = sorted([*(CHECKOUT / "site_templates").rglob("*.html"), *(CHECKOUT / "site_templates").rglob("*.xml")])
PAGES = [path for stage in ("render", "edit") for path in sorted((CHECKOUT / "generator/stages" / stage).rglob("*.py"))]
OTHERS = [one for one in locales() if one != SOURCE]
DATA_WORDS = {"是", "否", "更正", "撤销", "（", "中文"}
"""Words of data that modules look for, and what a language calls itself: no texts of the interface."""
VALUE = re.compile(r"%\((\w+)\)s")
TAG = re.compile(r"</?([a-z0-9]+)")


def named(path: Path) -> str:
    return path.relative_to(CHECKOUT).as_posix()


@pytest.mark.parametrize("locale", locales())
def test_a_catalogue_holds_every_text_and_no_other(locale: str):
    assert updated(locale).decode().splitlines() == catalogue_file(locale).read_text("utf-8").splitlines()


def test_the_catalogue_of_the_language_that_texts_are_written_in_says_them_as_they_are():
    """So a Chinese text is changed in one place: where it stands."""
    other = [
        one.id for one in catalogue(SOURCE) if one.id and one.string not in (one.id, (one.id[0],), (one.id[0],) * 2)
    ]

    assert [] == other


@pytest.mark.parametrize("locale", OTHERS)
def test_a_translation_has_the_values_of_its_text(locale: str):
    wrong = [one.id for one in _translated(locale) for text in _said(one) if _values(_key(one)) != _values(text)]

    assert [] == wrong


@pytest.mark.parametrize("locale", OTHERS)
def test_a_translation_has_the_elements_of_its_text(locale: str):
    """Markup in a translation is not escaped; a tag more or less would break the page."""
    wrong = [one.id for one in _translated(locale) for text in _said(one) if not _has_elements_of(_key(one), text)]

    assert [] == wrong


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_template_marks_its_chinese(path: Path):
    assert [] == list(_unmarked_in_template(path.read_text("utf-8")))


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_a_module_of_pages_marks_its_chinese(path: Path):
    assert [] == list(_unmarked_in_module(path.read_text("utf-8")))


def test_a_message_is_given_the_values_that_stand_in_it():
    wrong = [f"{named(path)}:{line}" for path in _modules() for line in _misfilled(path.read_text("utf-8"))]

    assert [] == wrong


def test_the_scripts_have_no_words_of_their_own():
    """What they say stands in the page, in its language. Comments and what folds names are not said."""
    scripts = sorted((CHECKOUT / "site_templates/assets").glob("*.js"))
    texts = [
        text
        for path in scripts
        for text in re.findall(r'"[^"\n]*"', re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL))
    ]

    assert [] == [text for text in texts if re.search("[\u4e00-\u9fff]", text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<p>{% trans %}公示{% endtrans %}</p>", []),
        ('<p title="{{ _("公示") }}"></p>', []),
        ("<p>公示</p>", ["公示"]),
        ('{{ "公示" }}', ["公示"]),
        ("{# 公示 #}", []),
    ],
)
def test_unmarked_chinese_is_found_in_a_template(text: str, found: list[str]):
    assert found == [HAN.sub(lambda one: one[0], one).strip("<>/p") for one in _unmarked_in_template(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"""公示"""\na = _("公示")', []),
        ('a = "公示"', [1]),
        ('a = f"公示{1}"', [1]),
        ('a = _("公示{b}", b="无")', [1]),
        ('message = "公示"', []),
    ],
)
def test_unmarked_chinese_is_found_in_a_module(text: str, found: list[int]):
    assert found == list(_unmarked_in_module(text))


@pytest.mark.parametrize(
    ("text", "lines"),
    [('_("{a}", a=1)', []), ('_("{a}", b=1)', [1]), ('_n("{count}天", 1)', []), ('LATER = _("{a}")', [])],
)
def test_a_value_that_is_missing_is_found(text: str, lines: list[int]):
    assert lines == list(_misfilled(text))


def _unmarked_in_template(text: str) -> Iterator[str]:
    environment = Environment(extensions=[InternationalizationExtension])
    marked: set[int] = set()
    tree = environment.parse(text)
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in {"_", "gettext"}:
            marked |= {id(one) for one in call.args}
    for data in tree.find_all((nodes.TemplateData, nodes.Const)):
        value = getattr(data, "data", None) or getattr(data, "value", None)
        if id(data) not in marked and isinstance(value, str) and HAN.search(value):
            yield value


def _unmarked_in_module(text: str) -> Iterator[int]:
    tree = ast.parse(text)
    passed = {id(one) for statement in ast.walk(tree) for one in _not_said(statement)}
    constants = (one for one in ast.walk(tree) if isinstance(one, ast.Constant) and id(one) not in passed)
    for one in constants:
        if isinstance(one.value, str) and one.value not in DATA_WORDS and HAN.search(one.value):
            yield one.lineno


def _not_said(statement: ast.AST) -> Iterator[ast.AST]:
    """Docstrings and what stands below attributes, texts that are marked, messages to who runs the program."""
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
        yield statement.value
    if isinstance(statement, ast.Call) and isinstance(statement.func, ast.Name) and statement.func.id in {"_", "_n"}:
        yield statement.args[0]
    if isinstance(statement, ast.Assign) and [ast.unparse(one) for one in statement.targets] == ["message"]:
        yield from ast.walk(statement.value)


def _modules() -> list[Path]:
    return sorted((CHECKOUT / "generator").rglob("*.py"))


def _misfilled(text: str) -> Iterator[int]:
    for call in ast.walk(ast.parse(text)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in {"_", "_n"}:
            key = call.args[0]
            given = {one.arg for one in call.keywords} | ({"count"} if call.func.id == "_n" else set())
            if isinstance(key, ast.Constant) and given and given != _fields(str(key.value)):
                yield call.lineno


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def _values(text: str) -> set[str]:
    """What stands in braces in a module's text, or after a per cent sign in a template's."""
    return set(VALUE.findall(text)) or _fields(text)


def _has_elements_of(key: str, text: str) -> bool:
    """`small` may go: it holds Chinese measure words, which other languages have not."""
    needed, there = sorted(TAG.findall(key)), sorted(TAG.findall(text))
    return there in (needed, [one for one in needed if one != "small"])


def _translated(locale: str) -> list[Message]:
    return [one for one in catalogue(locale) if one.id and any(_said(one))]


def _said(one: Message) -> tuple[str, ...]:
    return tuple(one.string) if isinstance(one.string, (tuple, list)) else (one.string or "",)


def _key(one: Message) -> str:
    return one.id if isinstance(one.id, str) else one.id[0]
