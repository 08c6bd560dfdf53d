"""The server that the README describes keeps nothing past midnight, and lets pages run the site's own script alone."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT
from tests.missing import missing

README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
CONFIGURATION = README.split("```nginx\n")[1].split("```")[0]


def policy() -> dict[str, list[str]]:
    """The content security policy, by directive."""
    found = re.search('add_header Content-Security-Policy "([^"]*)" always;', CONFIGURATION)
    assert found
    return {name: values for name, *values in (one.split() for one in found[1].split(";"))}


def kept(uri: str, time: str) -> str:
    """What `expires` comes to for an address at a time of day, by the maps of the configuration."""
    maps: dict[str, list[tuple[str, str]]] = {
        name: re.findall(r'^ +(default|"[^"]*") ("?[^";]*"?);', body, flags=re.MULTILINE)
        for name, body in re.findall(r"map [$]\w+ [$](\w+) [{](.*?)\n[}]", CONFIGURATION, flags=re.DOTALL)
    }

    def look_up(name: str, value: str) -> str:
        lines = [(key.strip('"'), found.strip('"')) for key, found in maps[name]]
        for key, found in lines:
            if key == value or (key.startswith("~") and re.search(key[1:], value)):
                return found
        return dict(lines)["default"]

    found = look_up("kept", uri)
    return look_up("until_midnight", f"2026-11-24T{time}:00+08:00") if found == "$until_midnight" else found


@pytest.mark.parametrize(
    ("uri", "time", "expected"),
    [
        ("/penalties/", "15:00", "@0h"),
        ("/download/penalties.csv", "23:59", "@0h"),
        ("/penalties/", "00:01", "epoch"),
        ("/penalties/", "01:59", "epoch"),
        ("/penalties/", "10:01", "@0h"),
        ("/assets/site.0a1b2c3d.css", "00:01", "1d"),
        ("/assets/icon.svg", "15:00", "@0h"),
        ("/status.json", "15:00", "epoch"),
    ],
)
def test_nothing_is_kept_past_midnight_nor_while_the_nightly_job_runs(uri: str, time: str, expected: str):
    assert expected == kept(uri, time)


def test_a_page_may_run_and_load_only_what_is_the_sites_own():
    told = policy()

    assert ["'none'"] == told["default-src"]
    assert {("'self'",), ("'none'",)} == {tuple(values) for values in told.values()}
    assert ["'self'"] == told["script-src"]


def test_no_header_tells_when_a_file_was_made():
    """Files are all of one size and time more often than one thinks; an old page would be taken for the new one."""
    for line in ("etag off;", "if_modified_since off;", 'add_header Last-Modified "";'):
        assert line in CONFIGURATION
    assert "open_file_cache" not in CONFIGURATION


def test_nginx_accepts_the_configuration(tmp_path: Path):
    """Where nginx is on the machine; its words are checked above in any case."""
    if (program := shutil.which("nginx")) is None:
        missing("no nginx on this machine: install nginx-light (see .ci/prepare)")
    whole = tmp_path / "nginx.conf"
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "".join(f"{kind}_temp_path {tmp_path}/{kind};\n" for kind in kinds)
    text = f"pid {tmp_path}/nginx.pid;\nevents {{}}\nhttp {{\naccess_log off;\n{places}{CONFIGURATION}}}\n"
    whole.write_text(text, encoding="utf-8")

    run = subprocess.run(
        [program, "-t", "-p", str(tmp_path), "-c", str(whole), "-g", "error_log stderr;"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert 0 == run.returncode, run.stderr
