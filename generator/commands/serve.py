"""`gongshi serve`: a preview of the built site on this machine."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from generator.errors import PublishError


def run(public: Path, port: int) -> None:
    """Serve a built site on 127.0.0.1 until interrupted; raises PublishError where there is none."""
    if not (public / "index.html").is_file():
        message = f"{public} 里还没有网站，先运行 gongshi build"
        raise PublishError(message)
    handler = partial(SimpleHTTPRequestHandler, directory=str(public))
    with ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        server.serve_forever()
