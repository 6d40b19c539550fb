"""Files as they were at a revision of git."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from studybank.errors import StudybankError


class GitError(StudybankError):
    """Git is missing, or knows no such revision."""


def read_files_at(root: Path, revision: str, folder: str) -> Mapping[str, bytes]:
    """Read the files below a folder as they were at a revision.

    Args:
        root: A folder inside the work tree.
        revision: What git takes for a commit: a hash, `origin/main`, `HEAD~1`.
        folder: The folder, relative to `root`.

    Returns:
        Bytes by path relative to `root`.

    Raises:
        GitError: There is no git, no repository, or no such revision.
    """
    commit = _run(root, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    listing = _run(root, "ls-tree", "-r", "-z", commit.decode().strip(), "--", folder)
    blobs: dict[str, str] = {}
    for line in listing.decode("utf-8", "surrogateescape").split("\0")[:-1]:
        meta, _, path = line.partition("\t")
        _, kind, name = meta.split()
        if kind == "blob":
            blobs[path] = name
    return dict(zip(blobs, _read_blobs(root, list(blobs.values())), strict=True))


def _read_blobs(root: Path, names: Sequence[str]) -> list[bytes]:
    if not names:
        return []
    output = _run(root, "cat-file", "--batch", stdin="\n".join(names).encode() + b"\n")
    blobs, position = [], 0
    for _ in names:
        end = output.index(b"\n", position)
        size = int(output[position:end].split()[2])
        blobs.append(output[end + 1 : end + 1 + size])
        position = end + 2 + size
    return blobs


def _run(root: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    git = shutil.which("git")
    if git is None:
        message = "Git is needed for this, but it is not installed."
        raise GitError(message)
    result = subprocess.run(  # noqa: S603 - arguments are passed as a list, after an end of options
        [git, "-C", str(root), *arguments], input=stdin, capture_output=True, check=False
    )
    if result.returncode:
        detail = result.stderr.decode("utf-8", "replace").strip()
        message = f"Git cannot read that revision: {detail}"
        raise GitError(message)
    return result.stdout
