"""Does under Wine what a puskesmas does with the installer, and what goes wrong there; leaves a report and pictures."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from statistics import median

from ilp_desktop import __version__
from ilp_desktop.services.demonstration_cases import read_story
from installer import bundle
from installer.bundle import BuildFailed
from installer.imports_check import unresolved
from installer.inventory import MEGABYTE, hash_list, inventory
from installer.windows import build
from installer.windows.bad_surroundings import REFUSED_RUNNING, BadSurroundings
from installer.windows.clerk import TITLE, at_work, window_is_shown
from installer.windows.day_by_window import NURSE, NURSE_PASSWORD, PERSON, Day, words_of
from installer.windows.installation import Installation, claim
from installer.windows.paper_by_printer import Printing
from installer.windows.proof_report import REPORT, Report, write_report
from installer.windows.scales import Scales
from installer.windows.stick_by_window import NEW_FILE, Sticks, trust_publisher
from installer.windows.throwaway_signature import install_signed
from installer.windows.wine import Wine, WineFailed, wait_for, windows_path

PICTURES = REPORT.with_suffix("")
EARLIER = "0.0.9"
OLDER = bundle.ROOT / "tests" / "storage" / "older" / "a04656e"
OLDER_USER, OLDER_PASSWORD = "siti", "jalan pagi ke pasar"
START = "from ilp_desktop.__main__ import main; main([])"
MENU = "AppData/Roaming/Microsoft/Windows/Start Menu/Programs/ILP Desktop/ILP Desktop.lnk"
UNINSTALL = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\ILP Desktop"
PACKAGE_TYPE = r"HKCU\Software\Classes\.ilppaket"
UPDATE_TYPE = r"HKCU\Software\Classes\.ilppembaruan"
MOST_SETUP, MOST_INSTALLED, MOST_START = 35 * MEGABYTE, 110 * MEGABYTE, 1.5
STARTS = 5
PATIENCE = 4
"""Seconds that a busy machine may need for what a person sees at once."""
PASSWORD = "sandi.txt"
_PRINTED = re.compile(r"dicetak", re.IGNORECASE)


def prove(wine: Wine, built: build.Built) -> None:
    """Everything, on a Windows where the program was never installed; raises BuildFailed when something fails."""
    report, place = Report(), _empty_place(wine)
    shutil.rmtree(PICTURES, ignore_errors=True)
    _sizes(report, wine, built)
    earlier = _install_and_use(report, place, built)
    with report.proving("signed with a throwaway certificate: program, installer and uninstaller carry it"):
        install_signed(place, built, EARLIER)
        place.setup(earlier)
    _windows_on_screen(report, place)
    _day_by_keyboard(report, place)
    with report.proving("packages by window: Windows to Linux and receipt back, Linux to Windows by a click"):
        _exchange(place)
    with report.proving("a second start ends at once, an installation is refused while the program runs"):
        _refused_while_running(place, built)
    with report.proving("update by stick: clicked, described, asked, backup, installed, new version started"):
        Sticks(place=place, password=read_story().password, pictures=PICTURES).update(built)
    with report.proving("upgrade: data untouched and copied, nothing of the old version left"):
        _upgrade(place, built, "/OLDER")
    with report.proving("by keyboard: signed in, a person registered, power cut, the visit is there"):
        _work(place)
    with report.proving("data of the version that landed first: adjusted at the first sign-in, copied before, whole"):
        _open_older(place)
    data, password = _demonstration(place) / "data", read_story().password
    with report.proving("printers: a register on F4, the same whole on A4, a ticket from the roll"):
        papers = build.WINDOWS / "printed"
        printing = Printing(place=place, data=data, password=password, papers=papers, pictures=PICTURES)
        printing.print_everything()
    with report.proving("1366 x 768 at 100, 125, 150, 175 and 200 %: the window fits"):
        Scales(place=place, data=data, password=password, pictures=PICTURES).look()
    BadSurroundings(place=place, built=built, earlier=earlier, pictures=PICTURES).prove(report)
    _take_away(report, place, built)
    write_report(report)
    _fail_with(report)


def prove_silently(wine: Wine, built: build.Built) -> None:
    """What needs no keyboard: installed, self-test, a window, updated with data, rolled back, removed."""
    report, place = Report(), _empty_place(wine)
    earlier = _install_and_use(report, place, built)
    with report.proving("the sign-in window comes up, platform windows"):
        _seconds_to_window(wine, [place.program], build.WINDOWS / "sign-in.png")
    with report.proving("upgrade: data untouched and copied, nothing of the old version left"):
        _upgrade(place, built)
    surroundings = BadSurroundings(place=place, built=built, earlier=earlier, pictures=build.WINDOWS)
    surroundings.prove_installer(report)
    _take_away(report, place, built)
    _fail_with(report)


def _empty_place(wine: Wine) -> Installation:
    place = Installation(wine=wine)
    for folder in (place.folder, place.data):
        shutil.rmtree(folder, ignore_errors=True)
    return place


def _install_and_use(report: Report, place: Installation, built: build.Built) -> Path:
    """The previous version with a day's data; the installer of it."""
    earlier = _setup_of_earlier(built)
    with report.proving("silent installation of the previous version"):
        _install(place, earlier, built)
    with report.proving("self-test: nine papers of a clinic day, byte for byte as on Linux"):
        place.wine.run(place.program, "self-test", limit=300)
    with report.proving("demonstration in a folder with blanks and accents"):
        _make_data(place)
    return earlier


def _day_by_keyboard(report: Report, place: Installation) -> None:
    with report.proving("first day by keyboard: wizard, recovery sheet, second user"):
        day = _first_day(place)
        day.set_up()
    with report.proving("first day by keyboard: a new person, a form, a referral and a register as PDF"):
        day.see_a_person()
    with report.proving("the day after: the person is found; the papers say what Linux reads in the data"):
        day.come_back()
        _compare_papers(day)


def _take_away(report: Report, place: Installation, built: build.Built) -> None:
    with report.proving("portable: data beside the program, nothing in the registry"):
        _portable(place, built)
    with report.proving("removal: program, shortcuts and registry gone, data still there"):
        _remove(place)
    with report.proving("removal with /DELETEDATA: data gone too"):
        place.setup(built.setup)
        place.uninstall("/DELETEDATA")
        claim(not place.data.exists(), "the data is still there")


def _fail_with(report: Report) -> None:
    if report.failures:
        raise BuildFailed(f"Not proven: {'; '.join(report.failures)}")


def _sizes(report: Report, wine: Wine, built: build.Built) -> None:
    defaults = build.build_defaults(wine, fast=False)
    setup, usual = built.setup.stat().st_size, defaults.setup.stat().st_size
    report.note("installer", f"{setup / MEGABYTE:.1f} MB (goal 35)", setup <= MOST_SETUP)
    ratio = f"{usual / MEGABYTE:.1f} MB by PyInstaller's defaults, ratio {setup / usual:.2f}"
    report.note("installer beside the same program bundled by defaults", ratio, setup < usual)
    report.note("installed", f"{built.installed / MEGABYTE:.1f} MB (goal 110)", built.installed <= MOST_INSTALLED)
    report.note("installed beside defaults", f"{defaults.installed / MEGABYTE:.1f} MB by defaults")
    report.note("imports of every DLL resolve", f"{len(list(built.bundle.rglob('*.dll')))} DLLs")
    lacking = build.WINDOWS / "lacking"
    shutil.rmtree(lacking, ignore_errors=True)
    shutil.copytree(built.bundle, lacking)
    next(lacking.rglob("Qt6Svg.dll")).unlink()
    found = unresolved(lacking)
    report.note("the same check without Qt6Svg.dll", f"{len(found)} complaints", bool(found))


def _setup_of_earlier(built: build.Built) -> Path:
    """The same program as an earlier version, with a file that the present one does not have."""
    folder = build.WINDOWS / "earlier" / bundle.NAME
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(built.bundle, folder)
    (folder / "_internal" / "only-earlier.txt").write_text("earlier")
    trust_publisher(folder)
    return build.compile_setup(folder, build.WINDOWS / f"ILP-Desktop-{EARLIER}-setup.exe", EARLIER, fast=True)


def _install(place: Installation, setup: Path, built: build.Built) -> None:
    place.setup(setup)
    wanted = {file.place: file.digest for file in inventory(built.bundle)}
    found = {file.place: file.digest for file in inventory(place.folder)}
    claim(wanted.items() <= found.items(), "installed files differ from the bundle")
    claim((place.wine.home / MENU).exists(), "no shortcut in the Start menu")
    claim((place.wine.home / "Desktop" / "ILP Desktop.lnk").exists(), "no shortcut on the desktop")
    for key in (UNINSTALL, PACKAGE_TYPE, UPDATE_TYPE):
        claim(place.has_registry(key), f"{key} is missing")


def _demonstration(place: Installation) -> Path:
    return place.wine.home / "Bidan Ni Lüh Áyu" / "contoh"


def _make_data(place: Installation) -> None:
    folder = _demonstration(place)
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(exist_ok=True)
    place.wine.run(place.program, "demo", "--out", windows_path(folder), "--no-window", limit=300)
    shutil.copytree(folder / "data", place.data)


def _windows_on_screen(report: Report, place: Installation) -> None:
    source = place.wine.drive / "py" / "python.exe"
    root = windows_path(_compiled_source(place.wine))
    commands: dict[str, Callable[[], list[str | Path]]] = {
        "frozen": lambda: [place.program],
        "source": lambda: [source, "-c", f"import sys; sys.path[:0] = [{root!r}]; {START}"],
    }
    seconds: dict[str, list[float]] = {"frozen": [], "source": []}
    for attempt in range(STARTS + 1):
        for kind, command in commands.items():
            picture = PICTURES / "sign-in.png" if attempt == STARTS and kind == "frozen" else None
            try:
                taken = _seconds_to_window(place.wine, command(), picture)
            except WineFailed as failure:
                report.note(f"window, {kind}", str(failure), holds=False)
                return
            if attempt:
                seconds[kind].append(taken)
    frozen, usual = median(seconds["frozen"]), median(seconds["source"])
    figure = (
        f"{frozen:.2f} s frozen, {usual:.2f} s from source, ratio {frozen / usual:.2f} (goal 1.5), median of {STARTS}"
    )
    report.note("start to the sign-in window, platform windows", figure, frozen <= MOST_START * usual)


def _compiled_source(wine: Wine) -> Path:
    """A copy of the source in which everything is byte code already, as it is after a first start."""
    copy = build.WINDOWS / "source"
    shutil.rmtree(copy, ignore_errors=True)
    for part in ("ilp_desktop", "ui", "resources"):
        shutil.copytree(bundle.ROOT / part, copy / part)
    compile_all: list[str | Path] = [sys.executable, "-m", "compileall", "-q", copy, wine.drive / "py" / "Lib"]
    subprocess.run(compile_all, stdout=subprocess.DEVNULL)
    return copy


def _seconds_to_window(wine: Wine, command: list[str | Path], picture: Path | None) -> float:
    started = time.monotonic()
    process = wine.start(*command)
    try:
        claim(wait_for(lambda: _window_is_shown(wine), 90), "no window within 90 s")
        taken = time.monotonic() - started
        if picture:
            time.sleep(3)
            wine.picture(picture)
        return taken
    finally:
        wine.stop()
        process.communicate(timeout=60)


def _window_is_shown(wine: Wine) -> bool:
    return window_is_shown(wine, TITLE)


def _first_day(place: Installation) -> Day:
    data, papers = place.wine.home / "Hari pertama" / "data", build.WINDOWS / "papers"
    for folder in (data.parent, papers):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
    return Day(wine=place.wine, program=place.program, data=data, papers=papers, pictures=PICTURES)


def _compare_papers(day: Day) -> None:
    """Linux opens a copy of the data and prints the same register; only the moment of printing may differ."""
    copied = build.WINDOWS / "first-day"
    shutil.rmtree(copied, ignore_errors=True)
    shutil.copytree(day.papers, copied)
    shutil.copytree(day.data, copied / "data")
    (copied / PASSWORD).write_text(f"{NURSE_PASSWORD}\n", encoding="utf-8")
    today = time.strftime("%Y-%m-%d")
    access: list[str | Path] = ["--data", copied / "data", "--user", NURSE]
    _linux("register", *access, "--first", today, "--out", copied / "linux.pdf", login=copied)
    ours, theirs = words_of(copied / "register.pdf").splitlines(), words_of(copied / "linux.pdf").splitlines()
    claim([line for line in ours if PERSON in line] != [], "the person is not in the register")
    differing = {line for line in set(ours) ^ set(theirs) if not _PRINTED.search(line)}
    claim(not differing, f"Linux prints another register: {sorted(differing)[:4]}")
    said = words_of(copied / "referral.pdf")
    claim(all(word in said for word in (PERSON, "RSUD Buton Tengah", "I21")), "the referral says something else")


def _exchange(place: Installation) -> None:
    there, here = _demonstration(place), build.WINDOWS / "linux-demo"
    shutil.rmtree(here, ignore_errors=True)
    _linux("demo", "--out", here, "--no-window")
    for folder in (there, here):
        (folder / PASSWORD).write_text(f"{read_story().password}\n", encoding="utf-8")
    sticks = Sticks(place=place, password=read_story().password, pictures=PICTURES)
    sent = build.WINDOWS / "stick"
    shutil.rmtree(sent, ignore_errors=True)
    sticks.send(there / "data", sent)
    shutil.copytree(sent, there / "stick", dirs_exist_ok=True)
    copied = build.WINDOWS / "from-windows"
    shutil.rmtree(copied, ignore_errors=True)
    shutil.copytree(there, copied)
    _linux("receive", "--data", copied / "dinas" / "data", "--user", "dinas", "--from", copied / "stick", login=copied)
    shutil.copytree(copied / "stick", there / "stick", dirs_exist_ok=True)
    _windows(place, "receive", "--data", there / "data", "--user", "demo", "--from", there / "stick", login=there)
    _linux("export", "--data", here / "data", "--user", "demo", "--out", here / "stick", login=here)
    sticks.receive_clicked(here / "dinas" / "data", max((here / "stick").glob("*.ilppaket")))


def _windows(place: Installation, verb: str, *arguments: str | Path, login: Path) -> None:
    settled = [windows_path(part) if isinstance(part, Path) else part for part in arguments]
    place.wine.run(place.program, verb, *settled, "--password-file", windows_path(login / PASSWORD))


def _linux(*arguments: str | Path, login: Path | None = None) -> None:
    password: list[str | Path] = ["--password-file", login / PASSWORD] if login else []
    command: list[str | Path] = [sys.executable, "-m", "ilp_desktop", *arguments, *password]
    bundle.run(command, f"{arguments[0]} failed on Linux")


def _refused_while_running(place: Installation, built: build.Built) -> None:
    before = hash_list(inventory(place.folder))
    process = place.wine.start(place.program)
    try:
        claim(wait_for(lambda: _window_is_shown(place.wine), 90), "no window")
        time.sleep(PATIENCE)
        place.wine.run(place.program, limit=60)
        place.setup(built.setup, expect=REFUSED_RUNNING)
    finally:
        place.wine.stop()
        process.communicate(timeout=60)
    claim(hash_list(inventory(place.folder)) == before, "files have changed")


def _upgrade(place: Installation, built: build.Built, *options: str) -> None:
    data = _digest(place.data / "ilp.db")
    place.setup(built.setup, *options)
    for name in ("only-earlier.txt", NEW_FILE):
        claim(not (place.folder / "_internal" / name).exists(), "a file of the old version is left")
    claim(not (place.folder / "versi-sebelumnya").exists(), "the old version is still there")
    claim(_digest(place.data / "ilp.db") == data, "the data has changed")
    copy = place.data / "cadangan-pemasangan" / f"sebelum-{__version__}" / "ilp.db"
    claim(copy.exists() and _digest(copy) == data, "there is no copy of the data")
    said = place.wine.run("reg", "query", r"HKCU\Software\ILP Desktop", "/v", "Version")
    claim(__version__ in said, f"the registry says {said}")
    place.wine.run(place.program, "self-test", limit=300)


def _work(place: Installation) -> None:
    """A clerk's first minute; the power goes as soon as the ticket is on the screen."""
    before = _entries(place)
    with at_work(place.wine, [place.program], PICTURES) as clerk:
        clerk.sign_in("loket", read_story().password, again=True)
        clerk.picture("home")
        clerk.go("ctrl+2", by=5_000)
        clerk.type("wa sit")
        clerk.go("Return")
        clerk.picture("person")
        clerk.type("2")
        clerk.go("F9")
        clerk.picture("ticket")
    after = _entries(place)
    claim(after > before, f"{before} entries in the change log before, {after} after")


def _entries(place: Installation) -> int:
    return _checked(place, place.data, "demo", _demonstration(place) / PASSWORD)


def _checked(place: Installation, data: Path, user: str, password: Path) -> int:
    """How long the change log is, which the program has just verified."""
    access = ("--data", windows_path(data), "--user", user, "--password-file", windows_path(password))
    said = place.wine.run(place.program, "check", *access)
    return int("".join(re.findall(r"\d", said.partition(";")[2])))


def _open_older(place: Installation) -> None:
    data = place.wine.home / "Data lama"
    shutil.rmtree(data, ignore_errors=True)
    shutil.copytree(OLDER, data)
    with at_work(place.wine, [place.program, "open", "--data", windows_path(data)], PICTURES) as clerk:
        clerk.sign_in(OLDER_USER, OLDER_PASSWORD)
        clerk.go("ctrl+4", by=5_000)
        clerk.go("F5", by=5_000)
        clerk.picture("older-data")
        clerk.quit()
    claim(bool(list(data.rglob("*sebelum-0002*"))), "there is no copy from before")
    (data / PASSWORD).write_text(f"{OLDER_PASSWORD}\n", encoding="utf-8")
    claim(_checked(place, data, OLDER_USER, data / PASSWORD) > 0, "the change log is empty")


def _portable(place: Installation, built: build.Built) -> None:
    stick = place.wine.drive / "stick" / "ILP"
    shutil.rmtree(stick, ignore_errors=True)
    version = place.wine.run("reg", "query", r"HKCU\Software\ILP Desktop", "/v", "InstallDir")
    place.setup(built.setup, "/PORTABLE", r"/D=C:\stick\ILP")
    claim((stick / "Data ILP Desktop").is_dir(), "no folder for the data")
    claim(not (stick / "uninstall.exe").exists(), "it has an uninstaller")
    claim(
        place.wine.run("reg", "query", r"HKCU\Software\ILP Desktop", "/v", "InstallDir") == version, "registry changed"
    )
    _seconds_to_window(place.wine, [stick / "ilp-desktop.exe"], PICTURES / "portable-first-run.png")
    shutil.rmtree(stick.parent)


def _remove(place: Installation) -> None:
    data = _digest(place.data / "ilp.db")
    place.uninstall()
    claim(not (place.wine.home / MENU).exists(), "the shortcut is still there")
    for key in (UNINSTALL, PACKAGE_TYPE, UPDATE_TYPE):
        claim(not place.has_registry(key), f"{key} is still there")
    claim(_digest(place.data / "ilp.db") == data, "the data is not what it was")


def _digest(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()
