"""A copy of a site can be proven whole and clean, without what only its maker has."""

import gzip
import hashlib
import io
import json
import zipfile

import pytest

from generator.gate.summon import summon
from generator.gate.verify import verify
from tests.gate.conftest import FIRST, ID


@pytest.fixture
def whole(city):
    city.write()
    downloads = sorted((city.site / "download").iterdir())
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in downloads]
    city.put("download/SHA256SUMS", "".join(sums))
    assert summon(city.site, city.order, 60).cleared
    return city


@pytest.mark.parametrize("with_order", [True, False])
def test_a_whole_copy_has_no_fault(whole, with_order):
    assert verify(whole.site, whole.order if with_order else None) == []


def test_a_changed_page_is_told(whole):
    whole.put("penalties/all/index.html", "")

    assert verify(whole.site, None) == ["penalties：与 manifest.json 不一致，文件缺失、多余或被改动"]


def test_o08_a_half_copied_site_is_told(whole):
    (whole.site / "download/penalties.csv").unlink()

    assert [line.split("：")[0] for line in verify(whole.site, None)] == ["download", "download/penalties.csv"]


def test_a_page_put_beside_is_told(whole):
    whole.put("extra/index.html", "")

    assert [line.split("：")[0] for line in verify(whole.site, None)] == ["extra"]


def test_a_leak_is_told_without_an_order(whole):
    whole.put("penalties/all/index.html", ID)

    assert any(line.startswith("penalties/all/index.html") and ID not in line for line in verify(whole.site, None))


def test_a_site_without_manifest_and_sums_says_so(whole):
    (whole.site / "manifest.json").unlink()
    (whole.site / "download/SHA256SUMS").unlink()

    assert [line.split("：")[0] for line in verify(whole.site, None)] == ["manifest.json", "download/SHA256SUMS"]


def test_a_tax_number_in_a_published_column_is_clean_without_an_order(whole):
    whole.rows["penalties"][0] = (FIRST, "420299600101008", "甲")
    whole.write()

    assert not any("身份证" in line for line in verify(whole.site, None))


def test_a_download_page_made_after_the_sums_is_no_fault(whole):
    """SHA256SUMS lists the downloads; the hub around them is rendered later, and the manifest answers for it."""
    whole.put("download/index.html", "")

    assert [line.split("：")[0] for line in verify(whole.site, None)] == ["download"]


@pytest.mark.parametrize("name", ["a.zip", "a.xlsx", "a.gz", "penalties.parquet"])
def test_any_changed_bit_of_a_packed_file_is_told_and_never_a_crash(whole, name):
    place = f"download/{name}"
    if not (whole.site / place).exists():
        whole.put(place, packed(name))
    sound = (whole.site / place).read_bytes()

    for at in range(0, len(sound), max(1, len(sound) // 12)):
        whole.put(place, sound[:at] + bytes([sound[at] ^ 1]) + sound[at + 1 :])

        assert "download：与 manifest.json 不一致，文件缺失、多余或被改动" in verify(whole.site, None)


def packed(name: str) -> bytes:
    text = "没有个人信息的一页。".encode() * 20
    if name.endswith(".gz"):
        return gzip.compress(text, mtime=0)
    packing = io.BytesIO()
    with zipfile.ZipFile(packing, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/a.xml" if name.endswith(".xlsx") else "a.csv", text)
    return packing.getvalue()


@pytest.mark.parametrize("name", ["version", "data_date", "as_of", "expires", "files"])
def test_what_the_manifest_says_of_itself_is_held_against_the_site(city, name):
    city.write()
    city.put("download/SHA256SUMS", "")
    said = {"version": 7, "data_date": "2026-11-23", "as_of": "2026-11-24", "expires": "2026-11-25"}
    city.put("status.json", json.dumps(said))
    assert summon(city.site, city.order, 60).cleared
    assert [] == verify(city.site, None)
    told = json.loads((city.site / "manifest.json").read_text("utf-8"))

    city.put("manifest.json", json.dumps(told | {name: 99 if isinstance(told[name], int) else "2027-01-01"}))

    assert "manifest.json：版本、日期或文件数与网站不一致" in verify(city.site, None)
