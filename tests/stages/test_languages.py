"""Pages in other languages: what messages become, how templates are translated, and what stays Chinese and says so."""

import pickle
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from generator.model.message import CLAUSE, Message, _, _n, listed
from generator.model.span import Span
from generator.stages.render.language import CHINESE, ENGLISH, Language, Speech
from generator.stages.render.menus import links_in, menu_in
from generator.stages.render.translation import CompiledTranslation
from tests.conftest import CHECKOUT

TEMPLATES = CHECKOUT / "site_templates"
CATALOGUE = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"
msgid "公示"
msgstr "Shown & kept"
msgid "%(count)s条<b>共</b>"
msgstr "<b>all</b> %(count)s"
msgid "占50%%"
msgstr "unused"
msgid "占50%"
msgstr "50% of all"
"""


@pytest.fixture
def english(tmp_path: Path) -> Environment:
    """An environment with a small English catalogue of its own."""
    return environment(ENGLISH, tmp_path)


def environment(language: Language, folder: Path) -> Environment:
    path = folder / "locale" / language.locale / "LC_MESSAGES" / "gongshi.po"
    path.parent.mkdir(parents=True)
    path.write_text(CATALOGUE, encoding="utf-8")
    speech = Speech(language, folder)
    made = Environment(autoescape=True, finalize=speech.say, loader=DictLoader({}))
    made.globals["speech"], made.filters["data"] = speech, speech.data
    made.add_extension(CompiledTranslation)
    return made


def test_a_message_is_its_chinese_text():
    assert _("第{page}页", page=3) == "第3页"


def test_a_message_inside_a_message_is_said_with_it():
    message = _("{a}和{b}", a=_("甲"), b="乙")

    said = message.said(lambda key, number: {"{a}和{b}": "{b} and {a}", "甲": "A"}[key])

    assert "乙 and A" == said


def test_a_message_that_travelled_to_a_worker_can_still_be_said():
    travelled: Message = pickle.loads(pickle.dumps(_n("{count}天", 2)))

    assert ("{count}天", {"count": 2}, 2) == (travelled.key, travelled.values, travelled.number)


def test_a_message_without_one_of_its_values_is_a_defect():
    with pytest.raises(KeyError):
        _("{a}和{b}", a=1)


@pytest.mark.parametrize(
    ("span", "said"),
    [("P1Y", "1 year"), ("P3M", "3 months"), ("P1D", "1 day"), ("P1Y6M", "1 year 6 months"), ("P0D", "0 days")],
)
def test_a_period_is_said_with_its_plural(span: str, said: str):
    words = Span(span).words

    assert said == Speech(ENGLISH, TEMPLATES).say(words)


def test_parts_of_a_sentence_stand_in_a_row_as_each_language_sets_them():
    row = listed(("甲", "", "乙"), CLAUSE)

    assert ("甲，乙", "甲, 乙") == (row, Speech(ENGLISH, TEMPLATES).say(row))


def test_a_template_is_translated_when_it_is_compiled(english: Environment):
    """No page pays for it: nothing is looked up when the page is set."""
    code = english.compile("{% trans %}公示{% endtrans %}", raw=True)

    assert "Shown & kept" in code
    assert "gettext" not in code


def test_values_of_a_trans_block_are_escaped_and_its_own_markup_is_not(english: Environment):
    template = english.from_string("{% trans %}{{ count }}条<b>共</b>{% endtrans %}")

    assert "<b>all</b> &lt;7" == template.render(count="<7")


def test_a_translated_attribute_is_escaped(english: Environment):
    assert '<p title="Shown &amp; kept">' == english.from_string('<p title="{{ _("公示") }}">').render()


def test_a_per_cent_sign_is_a_per_cent_sign(english: Environment):
    assert "50% of all" == english.from_string("{% trans %}占50%{% endtrans %}").render()


def test_a_text_without_translation_stays_chinese(english: Environment):
    assert "没有" == english.from_string("{% trans %}没有{% endtrans %}").render()


def test_data_in_another_language_are_marked_as_chinese(english: Environment):
    template = english.from_string("{{ name|data }} {{ words|data }} {{ plain|data }}")

    page = template.render(name="磁湖<", words=_("公示"), plain="DUNS 1")

    assert '<span lang="zh-CN">磁湖&lt;</span> Shown &amp; kept DUNS 1' == page


def test_data_inside_a_message_are_marked_as_chinese():
    message = _("{name}还没有送达可以公示的数据。", name="磁湖<局>")

    said = Speech(ENGLISH, TEMPLATES).data(message)

    assert '<span lang="zh-CN">磁湖&lt;局&gt;</span> has not delivered data that can be published.' == said


def test_whatever_stands_inside_a_message_is_escaped():
    """Data without a Chinese character are not marked, and are no markup either."""
    message = _("{name}还没有送达可以公示的数据。", name="<script>")

    assert "&lt;script&gt; has not delivered data that can be published." == Speech(ENGLISH, TEMPLATES).data(message)


def test_a_chinese_page_does_not_call_the_filter_of_data(tmp_path: Path):
    code = environment(CHINESE, tmp_path).compile("{{ name|data }}{{ name|upper }}", raw=True)

    assert ("data" not in code.replace("template_data", ""), "upper" in code) == (True, True)


def test_the_english_menu_leads_to_english_pages_alone():
    speech = Speech(ENGLISH, TEMPLATES)

    addresses = [str(speech.say(address)) for address, _words in menu_in(speech)]

    assert [] == [one for one in addresses if not one.startswith("/en/")]
    assert "/en/search/" in addresses


def test_the_english_foot_names_pages_that_are_in_chinese_as_such():
    speech = Speech(ENGLISH, TEMPLATES)

    *_rest, (heading, entries) = links_in(speech)

    assert "In Chinese" == speech.say(heading)
    assert "/quality/" in [address for address, _words in entries]


def test_every_entry_of_the_chinese_menu_is_in_one_place_or_the_other_of_the_english_foot():
    chinese, english = (Speech(one, TEMPLATES) for one in (CHINESE, ENGLISH))

    def entries(speech: Speech) -> set[str]:
        return {str(address) for _heading, links in links_in(speech) for address, _words in links}

    assert entries(chinese) == entries(english)
