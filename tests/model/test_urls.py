"""Addresses of the site, and the files that answer them; none holds a name or a number of a row."""

from generator.model import urls


def test_a_record_lies_below_the_first_two_characters_of_its_id():
    assert "/record/2b/2bmzd3fuljdxblmb7w4r.html" == urls.record("2bmzd3fuljdxblmb7w4r")


def test_a_dataset_has_its_page_a_page_a_year_and_a_download_a_format():
    found = urls.dataset("penalties"), urls.year("penalties", "2026"), urls.download("penalties", "csv")

    assert ("/penalties/", "/penalties/2026/", "/download/penalties.csv") == found


def test_lists_are_numbered_from_the_second_page_on():
    assert "/penalties/2026/11/" == urls.listing("penalties", "2026-11")
    assert "/penalties/2026/11/2/" == urls.listing("penalties", "2026-11", 2)
    assert "/penalties/all/" == urls.listing("penalties", None)
    assert "/penalties/all/3/" == urls.listing("penalties", None, 3)
    assert "/penalties/department/tax/" == urls.department_listing("penalties", "tax")
    assert "/penalties/department/tax/2/" == urls.department_listing("penalties", "tax", 2)
    assert "/browse/initial/h/" == urls.browse("initial", "h")
    assert "/browse/code/91/2/" == urls.browse("code", "91", 2)


def test_only_an_organisation_with_a_unified_code_has_a_page():
    assert "/subject/64/91420200MAAA9RTP64.html" == urls.subject("91420200MAAA9RTP64")
    assert ["", "", "", ""] == [
        urls.subject(one) for one in ("", "420200000012345", "91420200maaa9rtp64", "91420200MAAA9RTP641")
    ]


def test_an_address_is_answered_by_one_file():
    assert ["index.html", "penalties/index.html", "assets/site.css"] == [
        urls.to_file(one) for one in ("/", "/penalties/", "/assets/site.css")
    ]
