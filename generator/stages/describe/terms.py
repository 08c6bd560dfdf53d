"""README.txt: what the files are, and what whoever uses them has agreed to; it travels with every copy."""

from __future__ import annotations

from generator.model.publication import Publication

_TEXT = """{name}：数据下载

第{version}版，数据截至{data_date}，{as_of}生成。
主办单位：{organiser}。{authoritative}。

一、文件
all.zip 里有这份说明、datapackage.json、statistics.csv 和每一类信息的 CSV。
JSON Lines、Parquet、XLSX、编号清单（<数据>.ids.gz）和校验值（SHA256SUMS）另在 {base_url}/download/ ，网址固定不变。
每个文件的列、代码、单位、行数、字节数和校验值写在 datapackage.json（Data Package 第2版）里。
CSV 用 UTF-8（带 BOM）。以 = + - @ 等开头的文字，前面加了一个单引号；要原样的值，请用 JSON Lines 或 Parquet。
statistics.csv 是部门送达的决定的数量，包括后来到期、修复、撤销的，适合看趋势；其他文件只有今天还在公示的记录。

二、许可
{licence}（{licence_path}），请注明来源、版本和数据截至的日期。

三、到期即停用
每一行都有公示截止（published_until）。请至少每24小时更新一次副本；过了这一天的，或者不再列出的（编号不在
<数据>.ids.gz 里的），请删除，停止展示和传播，也不要标注“已撤下”。
不要把脱敏的姓名与其他来源的数据比对，去推断是谁。

四、引用
{name}：<数据>，第{version}版，{as_of}，{base_url}/download/
"""


def terms(publication: Publication) -> str:
    """Fill the text in."""
    site = publication.city.site
    return _TEXT.format(
        name=site.name,
        version=publication.version,
        data_date=publication.data_date.isoformat(),
        as_of=publication.as_of.isoformat(),
        organiser=site.organiser,
        authoritative=site.authoritative,
        base_url=site.base_url.rstrip("/"),
        licence=site.licence.name,
        licence_path=site.licence.path,
    )
