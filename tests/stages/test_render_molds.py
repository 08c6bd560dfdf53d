"""Molds and columns of markup: what is filled in is what the template would have set."""

import pyarrow as pa
import pytest
from jinja2 import Environment
from markupsafe import escape

from generator.stages.render.markup import encoded, escaped, is_filled, mapped, texts_of
from generator.stages.render.mold import Mold, slot

TEXTS = ["甲", "", None, "<b>&amp;\"'", "a\u2028b", "&", "𠮷"]


def test_a_column_is_escaped_as_a_template_escapes():
    column = texts_of(pa.chunked_array([TEXTS[:3], TEXTS[3:]], pa.string()))

    found = escaped(column).to_pylist()

    assert [str(escape(text or "")) for text in TEXTS] == found


def test_texts_are_encoded_in_their_order():
    column = texts_of(pa.array(TEXTS))

    found = encoded(column)

    assert [(text or "").encode() for text in TEXTS] == found


def test_a_slice_of_a_column_is_encoded_alone():
    column = texts_of(pa.array(TEXTS)).slice(3, 2)

    found = encoded(escaped(column))

    assert [str(escape(text)).encode() for text in TEXTS[3:5]] == found


def test_what_repeats_is_worked_out_once():
    asked: list[str] = []

    def answer(text: str) -> str:
        asked.append(text)
        return f"{text}一"

    found = mapped(texts_of(pa.array(["乙", "甲", "乙", None])), answer)

    assert ["乙一", "甲一", "乙一", "一"] == [one.decode() for one in found]
    assert ["乙", "甲", ""] == asked


def test_a_missing_text_is_not_filled():
    assert [True, False, False, True] == is_filled(texts_of(pa.array(["甲", "", None, " "]))).to_pylist()


def test_a_mold_gives_what_the_template_gives():
    template = Environment(autoescape=True).from_string("<h1>{{ name }}</h1>{{ number }}，{{ name }}")
    mold = Mold(template.render(name=slot("name"), number=slot("number")), ["number", "unused", "name"])

    found = mold.fill([b"7", b"-", str(escape("甲<乙")).encode()])

    assert template.render(name="甲<乙", number=7) == found.decode()


def test_a_mold_without_slots_is_its_text():
    assert "公示".encode() == Mold("公示", ["name"]).fill([b"-"])


def test_a_slot_that_nobody_fills_is_refused():
    with pytest.raises(ValueError, match="list"):
        Mold(slot("title"), ["name"])
