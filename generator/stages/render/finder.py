"""The page to search: a script puts there what it finds in the index, and finds there the words that it says."""

from __future__ import annotations

from markupsafe import Markup

from generator.model.message import _
from generator.stages.render.linked import embedded
from generator.stages.render.press import Press

SCRIPT_WORDS = {
    "names": _("单位"),
    "codes": _("统一社会信用代码"),
    "documents": _("文书号"),
    "names-all": _("名称中有“{query}”的单位共{count}家，已全部列出。"),
    "names-some": _("名称中有“{query}”的单位共{count}家，列出前{shown}家。"),
    "names-cut": _("名称中有“{query}”的单位很多，列出{shown}家，没有列全。"),
    "codes-all": _("代码以“{query}”开头的单位共{count}家，已全部列出。"),
    "codes-some": _("代码以“{query}”开头的单位共{count}家，列出前{shown}家。"),
    "codes-cut": _("代码以“{query}”开头的单位很多，列出{shown}家，没有列全。"),
    "documents-all": _("文书号以“{query}”开头的记录共{count}条，已全部列出。"),
    "documents-some": _("文书号以“{query}”开头的记录共{count}条，列出前{shown}条。"),
    "documents-cut": _("文书号以“{query}”开头的记录很多，列出{shown}条，没有列全。"),
    "tail": _("代码尾号{tail}"),
    "comma": _("、"),
    "year": _("{year}年"),
    "cut": _("后面还有，这里没有列全。"),
    "narrow": _("多输入几个字可以缩小范围；也可以{link}自行查找。"),
    "download": _("下载完整数据"),
    "download-address": _("/download/"),
    "all": _("查看全部结果"),
    "search-address": _("/search/"),
    "none": _("没有结果"),
    "none-said": _("没有结果。"),
    "none-found": _("公示中的信息里，没有名称、代码或文书号与“{query}”相符的。"),
    "none-hint-1": _("少输几个字，“有限公司”和市名可以不输。"),
    "none-hint-2": _("改用18位统一社会信用代码。"),
    "none-hint-3": _("核对有没有错别字；去掉筛选条件再查一次。"),
    "none-title": _("没有结果，是什么意思"),
    "none-means": _(
        "只表示今天本站没有公示与之相符的信息。它不是信用良好的证明，也不表示这家单位不存在。自然人的信息不在查询范围内。"
    ),
    "failed": _("现在不能查询，请过一会儿再试，或者按首字、地区和部门浏览。"),
    "short": _("请至少输入两个字。"),
    "stale": _("本站没有按时更新，暂时不能查询。"),
    "old": _("这个浏览器太旧，不能在页面上查询，请按首字、地区和部门浏览。"),
}
"""What search.js says; what it puts in stands in braces."""


def render_finder(press: Press) -> str:
    """Write the page; gives its address."""
    return press.edition(
        "/search/",
        "search.html",
        is_finder=True,
        title=_("查找记录"),
        crumbs=[("", _("查找记录"))],
        current="/search/",
        column=_("查找记录"),
        words=script_words(press),
    )


def script_words(press: Press) -> Markup:
    """Give what the script of the search says, for a page that has it."""
    return embedded({name: press.speech.say(words) for name, words in SCRIPT_WORDS.items()})
