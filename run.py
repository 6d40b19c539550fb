"""Set up and run Studybank with nothing but Python: `python3 run.py serve`, `python3 run.py test`.

The first call makes a virtual environment in `.venv` and installs what `requirements.lock`
names, by hash; later calls start at once.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
USAGE = """\
python3 run.py serve     serve the site at http://127.0.0.1:8000/ and rebuild it on changes
python3 run.py build     write the site to site/
python3 run.py new       begin a question
python3 run.py check     check the content
python3 run.py test      run every test
python3 run.py COMMAND   any other command of studybank: fmt, similar, status, rename, pdf, …
python3 run.py --help    list the commands of studybank; COMMAND --help tells more of one"""


def main(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    command, options = (arguments[0], arguments[1:]) if arguments else ("", [])
    if not command:
        print(USAGE)
        return 2
    install("requirements-test.lock" if command == "test" else "requirements.lock")
    if command != "test":
        return run(PYTHON, "-m", "studybank.cli", *arguments)
    find_browser()
    install_packages()
    steps: list[list[str | Path]] = [
        ["-m", "ruff", "check"],
        ["-m", "ruff", "format", "--check"],
        ["-m", "mypy"],
        ["-m", "pytest", "-n", "2", *options],
    ]
    codes = [run(PYTHON, *step) for step in steps]
    return max(codes)


def run(*command: str | Path) -> int:
    """Run a command in the project's folder with the project's modules on the path."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "hooks"),
        "STUDYBANK_PROGRAM": "py run.py" if os.name == "nt" else "python3 run.py",
        # Material prints a banner about MkDocs 2 on every run.
        "NO_MKDOCS_2_WARNING": "1",
    }
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode  # noqa: S603 - our own commands


def install(lock: str) -> None:
    """Make the virtual environment and install what a lock file names, if it changed since."""
    if sys.version_info < (3, 11, 5):
        raise SystemExit("Studybank needs Python 3.11.5 or newer.")
    wanted = hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()
    stamp = VENV / f"{lock}.installed"
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    if not PYTHON.exists():
        print("Making .venv …", flush=True)
        venv.create(VENV, with_pip=True)
    print(f"Installing {lock} …", flush=True)
    pip: list[str | Path] = [
        PYTHON,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ]
    # Everything is in the lock file; --no-deps keeps out Sphinx, which the package that holds
    # MathJax names but MathJax does not need.
    if run(*pip, "--no-deps", "--require-hashes", "-r", ROOT / lock):
        raise SystemExit(f"pip could not install {lock}; its message is above.")
    stamp.write_text(wanted)


def find_browser() -> None:
    """Make sure that there is a Chromium for the browser tests."""
    if os.environ.get("CHROMIUM") or any(map(shutil.which, ("chromium", "google-chrome"))):
        return
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        run("apt-get", "update", "-qq")
        if run("apt-get", "install", "-y", "-qq", "chromium", "fonts-noto-cjk") == 0:
            return
    if run(PYTHON, "-m", "playwright", "install", "chromium"):
        raise SystemExit("The browser tests need Chromium: install it, or set CHROMIUM.")


def install_packages() -> None:
    """Install what `package-lock.json` names, if it changed since: axe-core, for the tests."""
    wanted = hashlib.sha256((ROOT / "package-lock.json").read_bytes()).hexdigest()
    stamp = ROOT / "node_modules" / "package-lock.json.installed"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("The accessibility tests need axe-core: install Node.js, which has npm.")
    print("Installing package-lock.json …", flush=True)
    if run(npm, "ci", "--silent", "--ignore-scripts"):
        raise SystemExit("npm could not install package-lock.json; its message is above.")
    stamp.write_text(wanted)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
