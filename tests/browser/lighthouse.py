"""Lighthouse on the example city: `make lighthouse`. Not a test, for what it measures depends on how busy a machine is.

Looks as it does by default, at a phone of the middle class on a slow network; compressed as the README's server sends.
"""

import gzip
import json
import os
import subprocess
import sys
import threading
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

from tests.browser.conftest import QUIET, SiteHandler, find_browser
from tests.browser.templates import page_of

ASKED = {"performance": 95, "accessibility": 100, "best-practices": 95}
"""Category to the least of its points. What search engines may see is the law's matter, so SEO is not asked."""
TEMPLATES = ("home", "list", "adverse-list", "record", "adverse-record", "search", "subject")
PACKED = {".html", ".css", ".js", ".json", ".xml", ".svg"}


class PackingHandler(SiteHandler):
    """Sends what is text compressed, over connections that stay open."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:  # noqa: N802  # so the standard library calls it
        """Answer with a compressed file, or as the tests' server does."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in PACKED or not path.is_file():
            super().do_GET()
            return
        body = gzip.compress(path.read_bytes(), mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(path)}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def points_of(program: Path, url: str) -> dict[str, int]:
    """Ask Lighthouse about a page: category to points of a hundred."""
    flags = " ".join(["--headless", *QUIET])
    command = [str(program), url, "--quiet", "--output=json", f"--only-categories={','.join(ASKED)}"]
    environment = {**os.environ, "CHROME_PATH": find_browser() or ""}

    run = subprocess.run(
        [*command, f"--chrome-flags={flags}"], capture_output=True, text=True, check=True, env=environment
    )

    categories = json.loads(run.stdout)["categories"]
    return {name: round(100 * categories[name]["score"]) for name in ASKED}


def main(site: Path, program: Path) -> int:
    """Print the points of each template; 1 where one has fewer than asked."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(PackingHandler, directory=str(site.resolve()))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        origin = f"http://127.0.0.1:{server.server_port}"
        points = {kind: points_of(program, origin + page_of(site.resolve(), kind)) for kind in TEMPLATES}
        server.shutdown()
    for kind, told in points.items():
        sys.stdout.write(f"{kind:16} {', '.join(f'{name} {count}' for name, count in told.items())}\n")
    return int(any(told[name] < least for told in points.values() for name, least in ASKED.items()))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
