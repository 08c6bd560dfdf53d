"""The pictures that reviewers look at: `make shots` draws them, and a template that is new has to be among them."""

from tests.browser.shots import PICTURED, WIDTHS
from tests.conftest import CHECKOUT

SHOTS = CHECKOUT / "tests" / "golden" / "shots"
MOST_BYTES = 2_500_000


def test_every_template_is_pictured_at_every_width():
    pictured = {path.stem for path in SHOTS.glob("*.webp")}

    assert pictured == {f"{kind}-{width}" for kind in PICTURED for width in WIDTHS}


def test_the_pictures_stay_small():
    assert sum(path.stat().st_size for path in SHOTS.iterdir()) <= MOST_BYTES
