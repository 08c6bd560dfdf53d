"""One step between the old site and the new one, wherever the machine stops."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from generator.errors import PublishError
from generator.stages.publish import keep_assets, open_release, publish, settle, switch

DAY = date(2026, 11, 24)


def made(public: Path, name: str, text: str, day: date = DAY) -> Path:
    """Make a release that looks as if the gate had cleared it."""
    release = open_release(public, name)
    (release / "assets").mkdir()
    (release / "index.html").write_text(text)
    (release / "manifest.json").write_text(json.dumps({"data_date": day.isoformat(), "as_of": day.isoformat()}))
    return release


def releases(public: Path) -> list[str]:
    return sorted(path.name for path in public.resolve().parent.iterdir())


def test_the_first_release_becomes_public(tmp_path):
    public = tmp_path / "public"

    publish(made(public, "1", "one"), public)

    assert (public / "index.html").read_text() == "one"
    assert Path(".releases/public/1") == public.readlink()


def test_the_old_release_is_gone_after_the_switch(tmp_path):
    """An expired record would live on in it (L01, L23)."""
    public = tmp_path / "public"
    publish(made(public, "1", "one"), public)

    publish(made(public, "2", "two"), public)

    assert (public / "index.html").read_text() == "two"
    assert releases(public) == ["2"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [".releases", "public"]


def test_what_an_interrupted_build_left_is_removed(tmp_path):
    public = tmp_path / "public"
    publish(made(public, "1", "one"), public)
    made(public, "2", "half")

    release = open_release(public, "2")

    assert list(release.iterdir()) == []
    assert (public / "index.html").read_text() == "one"


def test_the_release_that_is_public_is_never_overwritten(tmp_path):
    public = tmp_path / "public"
    publish(made(public, "1", "one"), public)

    with pytest.raises(PublishError):
        open_release(public, "1")

    assert (public / "index.html").read_text() == "one"


def test_two_sites_in_one_folder_leave_each_other_alone(tmp_path):
    first, second = tmp_path / "public", tmp_path / "public-2"
    publish(made(first, "1", "first"), first)

    publish(made(second, "1", "second"), second)

    assert (first / "index.html").read_text() == "first"
    assert (second / "index.html").read_text() == "second"


def test_a_folder_with_files_in_the_place_of_the_link_is_refused(tmp_path):
    public = tmp_path / "public"
    public.mkdir()
    (public / "mine.txt").write_text("mine")

    with pytest.raises(PublishError, match="普通文件夹"):
        open_release(public, "1")

    assert (public / "mine.txt").read_text() == "mine"


def test_a_file_in_the_place_of_the_link_is_refused(tmp_path):
    (tmp_path / "public").write_text("mine")

    with pytest.raises(PublishError, match="普通文件"):
        open_release(tmp_path / "public", "1")


def test_a_link_to_somewhere_else_is_refused(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "public").symlink_to("elsewhere")

    with pytest.raises(PublishError, match="别处"):
        open_release(tmp_path / "public", "1")


@pytest.mark.parametrize("place", ["empty folder", "dangling link"])
def test_what_holds_nothing_is_replaced(tmp_path, place):
    public = tmp_path / "public"
    public.mkdir() if place == "empty folder" else public.symlink_to(".releases/public/gone")

    publish(made(public, "1", "one"), public)

    assert (public / "index.html").read_text() == "one"


def test_what_the_gate_has_not_cleared_is_refused(tmp_path):
    """An old copy put back by hand must go through the gate with today's rules (L23)."""
    public = tmp_path / "public"
    publish(made(public, "1", "one"), public)
    release = open_release(public, "2")

    with pytest.raises(PublishError, match="出口检查"):
        publish(release, public)

    assert (public / "index.html").read_text() == "one"


def test_a_disk_without_links_is_refused_before_the_work(tmp_path):
    (tmp_path / ".releases" / "public" / ".probe").mkdir(parents=True)

    with pytest.raises(PublishError, match="符号链接"):
        open_release(tmp_path / "public", "1")


def test_times_and_modes_tell_nothing(tmp_path):
    """A time of its own would show which record changed (P29)."""
    public = tmp_path / "public"
    release = made(public, "1", "one")
    (release / "index.html").chmod(0o600)
    (release / "assets").chmod(0o700)

    publish(release, public)

    status = {path.name: path.stat() for path in [release, *release.rglob("*")]}
    assert {datetime(2026, 11, 24, tzinfo=UTC).timestamp()} == {one.st_mtime for one in status.values()}
    assert status["index.html"].st_mode & 0o777 == 0o644
    assert status["assets"].st_mode & 0o777 == status["1"].st_mode & 0o777 == 0o755


def test_an_old_asset_stays_one_day_and_then_goes(tmp_path):
    """A page that is open in a browser still asks for it."""
    public = tmp_path / "public"
    kept = []
    for number, day in enumerate([date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 26)]):
        release = made(public, str(number), "", day)
        (release / "assets" / f"site.{number:08x}.css").write_text("")
        keep_assets(public, release, day)
        kept.append(sorted(path.name for path in (release / "assets").glob("site.*")))
        publish(release, public)

    assert kept == [
        ["site.00000000.css"],
        ["site.00000000.css", "site.00000001.css"],
        ["site.00000001.css", "site.00000002.css"],
    ]


def test_an_old_file_with_records_in_it_is_not_kept(tmp_path):
    """A search shard has a hash in its name too, and whoever was taken down tonight in its bytes (L01)."""
    public = tmp_path / "public"
    release = made(public, "1", "")
    (release / "assets" / "shard.00000000.json").write_text("{}")
    publish(release, public)
    release = made(public, "2", "", date(2026, 11, 25))

    keep_assets(public, release, date(2026, 11, 25))

    assert [] == list((release / "assets").iterdir())


def test_a_second_build_of_a_day_keeps_the_same_assets(tmp_path):
    """The same inputs give the same bytes, however often a day is built."""
    public = tmp_path / "public"
    shown = []
    for number, (day, asset) in enumerate([(DAY, "a"), (date(2026, 11, 25), "b"), (date(2026, 11, 25), "b")]):
        release = made(public, str(number), "", day)
        (release / "assets" / f"site.0000000{asset}.css").write_text("")
        keep_assets(public, release, day)
        shown.append({path.name: path.read_bytes() for path in (release / "assets").iterdir()})
        publish(release, public)

    assert shown[1] == shown[2]


def test_after_every_single_step_a_whole_site_is_public(tmp_path):
    """The switch is a few steps; each is taken alone, and the site is looked at after it (O01)."""
    public = tmp_path / "public"
    publish(made(public, "1", "one"), public)
    release = made(public, "2", "two")
    draft = tmp_path / ".public.new"

    seen = []
    for step in (
        lambda: settle(release, DAY),
        lambda: draft.symlink_to(".releases/public/gone"),
        lambda: switch(release, public),
    ):
        step()
        seen.append((public / "index.html").read_text())

    assert seen == ["one", "one", "two"]
    assert not draft.is_symlink()


PUBLISHER = """
import sys
from itertools import count
from pathlib import Path
from generator.stages.publish import open_release, publish
public = Path(sys.argv[1])
start = int(sys.argv[2])
for number in count(start):
    release = open_release(public, str(number))
    for page in range(30):
        (release / f"{page}.html").write_text(str(number))
    (release / "manifest.json").write_text('{"data_date": "2026-11-24"}')
    publish(release, public)
    print(number, flush=True)
"""


def test_a_kill_at_any_moment_leaves_one_whole_site(tmp_path):
    """Killed twenty times at random; what is public is always all of one release (O01)."""
    public = tmp_path / "public"
    moments = random.Random(20261124)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    for attempt in range(20):
        command = [sys.executable, "-c", PUBLISHER, str(public), str(attempt * 100_000)]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(moments.random() * 0.03)
            process.send_signal(signal.SIGKILL)

        pages = {path.read_text() for path in public.glob("*.html")}

        assert (len(pages), len(list(public.glob("*.html")))) == (1, 30)
