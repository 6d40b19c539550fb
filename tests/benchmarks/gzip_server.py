"""Serves a built site the way a host does: text in gzip, pictures and fonts as they are."""

from __future__ import annotations

import functools
import gzip
import mimetypes
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final

from browser.servers import QuietHandler, serve

_COMPRESSED: Final = (".html", ".css", ".js", ".json", ".svg", ".txt", ".xml")
_LEVEL: Final = 6
"""What nginx and GitHub Pages use, or less than they do."""


@functools.cache
def compressed(path: Path) -> bytes:
    """Give a file's bytes as they travel."""
    data = path.read_bytes()
    return gzip.compress(data, _LEVEL, mtime=0) if path.suffix in _COMPRESSED else data


class _GzipHandler(QuietHandler):
    """Answers with a site's files as they travel."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:  # noqa: N802 - the base's name
        """Answer with a file, in gzip where that is worth it."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        found = path.is_file()
        path = path if found else Path(self.directory) / "404.html"
        body = compressed(path)
        self.send_response(200 if found else 404)
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        is_text = kind.startswith("text/") or kind.endswith(("javascript", "json"))
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if is_text else kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        if path.suffix in _COMPRESSED:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)


def serve_site(folder: Path) -> AbstractContextManager[str]:
    """Serve a built site on a free port and give its address, without a slash at the end."""
    return serve(folder, _GzipHandler)
