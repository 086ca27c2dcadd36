"""One door for developers: sets the machine up, then runs the program, its tests, its gates and its benchmarks."""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - an old Python must get a sentence, not a traceback
    sys.exit("ILP Desktop needs Python 3.11 or newer; this is " + sys.version.split()[0] + ".")

ROOT = Path(__file__).resolve().parent
LOCK = ROOT / "requirements.lock"
ENVIRONMENT = ROOT / ".venv"
STAMP = ENVIRONMENT / "requirements.sha256"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
BUILD_LOCK = ROOT / "installer" / "requirements.lock"
BUILD_ENVIRONMENT = ROOT / "build" / "environment"
COMMAND_NOT_STARTED = 127
INTERRUPTED = 130

# What the Qt modules in use and the xcb platform plug-in are linked with (readelf -d), on top of what every
# Debian has. A package stands once, beside the last library that it brings.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


class SetUpFailed(Exception):
    """The machine lacks something that only its owner can give; the text says what, and what to do."""


def say(text: str) -> None:
    """One line of progress, at once, also when the output goes to a file."""
    print(text, flush=True)


def quietly(command: Sequence[str | Path], failure: str, environment: Mapping[str, str] | None = None) -> None:
    """Runs a set-up command unseen; raises SetUpFailed with its output when it fails."""
    result = subprocess.run(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    if result.returncode:
        raise SetUpFailed(f"{failure}\n{result.stdout.strip()}")


def administrator_prefix() -> list[str] | None:
    """What to put before a command that needs root: nothing, sudo, or None when neither works unasked."""
    if sys.platform == "win32":
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and not subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode:
        return ["sudo", "-n"]
    return None


def install_debian_packages(packages: Iterable[str], purpose: str) -> None:
    """Installs packages with apt-get; raises SetUpFailed with the command to give when that is not possible."""
    names = sorted(set(packages))
    by_hand = f"{purpose} needs system packages. Run: sudo apt-get install {' '.join(names)}"
    prefix = administrator_prefix()
    if not shutil.which("apt-get"):
        raise SetUpFailed(f"{purpose} needs what Debian calls: {' '.join(names)}. Install them and try again.")
    if prefix is None:
        raise SetUpFailed(by_hand)
    say(f"Installing for {purpose}: {' '.join(names)}")
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "DPkg::Lock::Timeout=120"]
    quietly([*apt, "update"], by_hand)
    quietly([*apt, "install", "-y", "--no-install-recommends", *names], by_hand)


def missing_qt_packages(known_libraries: str) -> list[str]:
    """The packages whose library is not in the dynamic linker's list, the text that ``ldconfig -p`` prints."""
    known = {line.split()[0] for line in known_libraries.splitlines() if line.strip()}
    return [package for library, package in QT_LIBRARIES.items() if library not in known]


def provide_qt_libraries() -> None:
    """On Linux, the system libraries that Qt's wheels expect; elsewhere the wheels bring everything."""
    linker = shutil.which("ldconfig", path=os.pathsep.join([os.environ.get("PATH", ""), "/sbin", "/usr/sbin"]))
    if not sys.platform.startswith("linux") or linker is None:
        return
    listing = subprocess.run([linker, "-p"], capture_output=True, text=True).stdout
    missing = missing_qt_packages(listing)
    if missing:
        install_debian_packages(missing, "Qt")


def environment_works() -> bool:
    """Whether .venv holds a Python that starts and is new enough, with pip."""
    if not PYTHON.exists():
        return False
    probe = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    try:
        return subprocess.run([PYTHON, "-c", probe], capture_output=True).returncode == 0
    except OSError:
        return False


def create_environment() -> None:
    """Makes .venv anew. Debian keeps ensurepip in a package of its own: it is installed, or an older pip helps out."""
    say("Creating the virtual environment .venv")
    failure = "The virtual environment .venv could not be created."
    create: list[str | Path] = [sys.executable, "-m", "venv", "--clear"]
    if importlib.util.find_spec("ensurepip"):
        quietly([*create, ENVIRONMENT], failure)
    elif importlib.util.find_spec("pip"):
        quietly([*create, "--without-pip", ENVIRONMENT], failure)
        quietly([sys.executable, "-m", "pip", "--python", PYTHON, "install", "-q", "pip"], failure)
    else:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        install_debian_packages([f"python{version}-venv"], "Python's virtual environment")
        quietly([*create, ENVIRONMENT], failure)


def provide_environment() -> None:
    """The virtual environment with exactly the locked packages; nothing is asked of the network when it is current."""
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if STAMP.exists() and STAMP.read_text() == wanted and PYTHON.exists():
        return
    if not environment_works():
        create_environment()
    say("Installing the locked packages (the first time takes some minutes)")
    pip: list[str | Path] = [PYTHON, "-m", "pip", "install", "-q", "--no-input", "--disable-pip-version-check"]
    quietly([*pip, "--require-hashes", "-r", LOCK], "The locked packages could not be installed. Is there a network?")
    STAMP.write_text(wanted)


def provide_build_environment() -> Path:
    """The Python with exactly what the installed program has, and the build's tools."""
    build_python = BUILD_ENVIRONMENT / PYTHON.relative_to(ENVIRONMENT)
    stamp = BUILD_ENVIRONMENT / STAMP.name
    wanted = hashlib.sha256(BUILD_LOCK.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return build_python
    say("Installing the locked packages of the build")
    failure = "The packages of the build could not be installed. Is there a network?"
    quietly([PYTHON, "-m", "venv", "--without-pip", "--clear", BUILD_ENVIRONMENT], failure)
    pip: list[str | Path] = [PYTHON, "-m", "pip", "--python", build_python, "install", "-q", "--no-input"]
    quietly([*pip, "pip"], failure)
    quietly([*pip, "--require-hashes", "-r", BUILD_LOCK], failure)
    stamp.write_text(wanted)
    return build_python


def set_up() -> None:
    """Everything a command needs, on a machine that has only Python."""
    provide_environment()
    provide_qt_libraries()


def child_environment(**changes: str) -> dict[str, str]:
    """The environment of a program that we start: it finds our packages from any folder and speaks UTF-8."""
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1", **changes}


def headless_environment() -> dict[str, str]:
    """The same for tests: no screen, one locale, so that Qt says the same everywhere."""
    return child_environment(QT_QPA_PLATFORM="offscreen", LC_ALL="C.UTF-8", PYTHONDONTWRITEBYTECODE="1")


def python(*arguments: str | Path, environment: Mapping[str, str] | None = None) -> int:
    """Runs the environment's Python in the caller's folder; its exit code."""
    return subprocess.run([PYTHON, *arguments], env=environment or child_environment()).returncode


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def demo(arguments: Sequence[str]) -> int:
    """Builds the demonstration puskesmas and opens it."""
    return python("-m", "ilp_desktop", "demo", *arguments)


def run(arguments: Sequence[str]) -> int:
    """Starts the desktop, or the command line when there are arguments."""
    return python("-m", "ilp_desktop", *arguments)


def test(arguments: Sequence[str]) -> int:
    """Runs the tests on every processor; arguments go to pytest."""
    os.chdir(ROOT)
    options = ["-n", str(cores()), "--dist", "worksteal", *arguments]
    return python("-m", "pytest", *options, environment=headless_environment())


def gates() -> dict[str, list[str]]:
    """The checks of the source, by the name under which they are reported, quickest first."""
    without_qt = ["-p", "tests.architecture.without_qt", "-p", "no:pytest-qt", "-m", "not qt"]
    without_desktop = ["--ignore=tests/ui", "--ignore=tests/journeys", "-n", str(cores()), "--dist", "worksteal"]
    return {
        "formatting": ["-m", "ruff", "format", "--check", "."],
        "lint": ["-m", "ruff", "check", "."],
        "import contracts": ["-c", "from importlinter import cli; cli.lint_imports_command()"],
        "unused code": ["-m", "tests.architecture.unused_code"],
        "types": ["-m", "mypy"],
        "core without Qt": ["-m", "pytest", *without_qt, *without_desktop],
    }


def check(arguments: Sequence[str]) -> int:
    """Runs every gate, or those whose names are given; stops at the first that fails, with its output."""
    os.chdir(ROOT)
    chosen = {name: program for name, program in gates().items() if not arguments or name in arguments}
    if not chosen:
        say(f"There is no such gate. Gates: {', '.join(gates())}")
        return 2
    for name, program in chosen.items():
        started = time.monotonic()
        result = subprocess.run(
            [PYTHON, *program],
            env=headless_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
        seconds = time.monotonic() - started
        say(f"{name:<20}{seconds:6.1f} s  {'failed' if result.returncode else 'ok'}")
        if result.returncode:
            say(result.stdout)
            return result.returncode
    return 0


def missed_goals(output: Iterable[str]) -> list[str]:
    """The rows ``figure | ours | baseline | ratio | goal | ok`` of a benchmark whose last word is not ok."""
    rows = [line.split("|") for line in output if line.count("|") == 5]
    return [row[0].strip() for row in rows if row[-1].strip() != "ok"]


def bench(arguments: Sequence[str]) -> int:
    """Runs the benchmarks, or those whose names are given; fails when a goal is missed."""
    scripts = sorted((ROOT / "benchmarks").glob("[a-z]*.py"))
    missed: list[str] = []
    for script in scripts:
        if arguments and script.stem not in arguments:
            continue
        say(f"# {script.stem}")
        lines: list[str] = []
        command: list[str | Path] = [PYTHON, "-m", f"benchmarks.{script.stem}"]
        with subprocess.Popen(command, env=headless_environment(), stdout=subprocess.PIPE, encoding="utf-8") as process:
            for line in process.stdout or ():
                say(line.rstrip())
                lines.append(line)
        if process.returncode:
            return process.returncode
        missed += missed_goals(lines)
    for figure in missed:
        say(f"Goal missed: {figure}")
    return 1 if missed else 0


def screenshots(arguments: Sequence[str]) -> int:
    """Takes the pictures of README and manual anew, into docs/screenshots or the folder given."""
    folder = list(arguments) or [str(ROOT / "docs" / "screenshots")]
    os.chdir(ROOT)
    return python("-m", "installer.screenshots", *folder, environment=headless_environment())


def build(arguments: Sequence[str]) -> int:
    """Bundles the program: ``build linux`` or ``build windows``; ``--prove`` installs, starts and tests it."""
    if "windows" in arguments and sys.platform.startswith("linux"):
        from installer.windows.debian_packages import Proof, missing_packages

        whole = "--prove" in arguments and Proof.SILENT not in arguments
        if missing := missing_packages(Proof.WHOLE if whole else None):
            install_debian_packages(missing, "the Windows build")
    command: list[str | Path] = [provide_build_environment(), "-m", "installer.build", *arguments]
    return subprocess.run(command, env=child_environment()).returncode


def lock(arguments: Sequence[str]) -> int:
    """Resolves the dependencies of pyproject.toml anew; ``--upgrade`` takes the newest versions."""
    os.chdir(ROOT)
    compile_lock = [
        "-m",
        "uv",
        "pip",
        "compile",
        "pyproject.toml",
        "--universal",
        "--python-version",
        "3.11",
        "--quiet",
    ]
    # No address of a package index may reach the repository: each machine has its own.
    output = ["--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]
    code = python(*compile_lock, "--group", "dev", *output, "-o", LOCK, *arguments)
    # What is shipped is what was tested: the build's lock takes its versions from the developers'.
    same: list[str | Path] = ["--constraints", LOCK, "-o", BUILD_LOCK]
    return code or python(*compile_lock, "--group", "build", *output, *same, *arguments)


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "demo": demo,
    "run": run,
    "test": test,
    "check": check,
    "bench": bench,
    "screenshots": screenshots,
    "build": build,
    "lock": lock,
}


def main(arguments: Sequence[str]) -> int:
    """Runs one command; its exit code."""
    listing = "\n".join(f"  {name:<12}{command.__doc__}" for name, command in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="dev.py",
        description=f"commands:\n{listing}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=COMMANDS, metavar="command")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="passed on to the command")
    choice = parser.parse_args(arguments)
    try:
        set_up()
        return COMMANDS[choice.command](choice.arguments)
    except SetUpFailed as problem:
        print(problem, file=sys.stderr)
        return COMMAND_NOT_STARTED
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
