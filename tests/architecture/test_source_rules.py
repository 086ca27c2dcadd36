"""Rules of the house about names, texts and clocks, read from the syntax tree of every file."""

import ast
import io
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterable
from pathlib import Path

from tests.architecture.source import PRODUCT, ROOT, calls, dotted, files, imports, place, tree

EMPTY_WORDS = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "base", "misc"}
COMMENTS_PER_CODE_LINE = 0.08
CLOCK = "ilp_desktop/services/clock.py"
CLOCK_READINGS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns"}
# What a row may be deleted from: lists derived from records, never the records (they are voided with a reason).
DERIVED_TABLES = {"search", "match_key", "draft"}
DELETION = re.compile(r"\bdelete\(([\w.]+)|\bDELETE\s+FROM\s+([\w\"{}.]+)", re.IGNORECASE)
WITHOUT_INPUT_OR_OUTPUT = {"open", "print", "input"}
OUTSIDE_WORLD = {
    "asyncio",
    "ctypes",
    "glob",
    "io",
    "logging",
    "multiprocessing",
    "os",
    "pathlib",
    "platform",
    "random",
    "secrets",
    "shutil",
    "socket",
    "sqlite3",
    "subprocess",
    "sys",
    "tempfile",
    "threading",
    "time",
    "urllib",
}


def listed(found: Iterable[str]) -> str:
    return "\n" + "\n".join(found)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_every_module_says_what_it_is_responsible_for() -> None:
    modules = files(*PRODUCT, "tests", "benchmarks", "installer")
    found = [place(path) for path in modules if path.stat().st_size and not ast.get_docstring(tree(path))]
    assert not found, listed(found)


def test_no_module_or_package_has_an_empty_name() -> None:
    names = [path.relative_to(ROOT).with_suffix("").parts for path in files(*PRODUCT, "tests")]
    found = ["/".join(parts) for parts in names if any(EMPTY_WORDS & set(part.split("_")) for part in parts)]
    assert not found, listed(found)


def test_only_the_clock_module_reads_the_clock() -> None:
    found = [
        f"{place(path, call)} {name}"
        for path in files(*PRODUCT)
        if name_of(path) != CLOCK
        for call, name in calls(tree(path))
        if any(name == reading or name.endswith(f".{reading}") for reading in CLOCK_READINGS)
    ]
    assert not found, listed(found)


def test_the_domain_knows_only_the_standard_library_and_no_outside_world() -> None:
    found = [
        f"{place(path, statement)} {module}"
        for path in files("ilp_desktop/domain")
        for statement, module in imports(tree(path))
        if not module.startswith("ilp_desktop.domain")
        and (module.partition(".")[0] not in sys.stdlib_module_names or module.partition(".")[0] in OUTSIDE_WORLD)
    ]
    found += [
        f"{place(path, call)} {name}"
        for path in files("ilp_desktop/domain")
        for call, name in calls(tree(path))
        if name in WITHOUT_INPUT_OR_OUTPUT
    ]
    assert not found, listed(found)


def test_forms_are_laid_out_by_the_kit_only() -> None:
    found = [
        place(path, node)
        for path in files("ui")
        if not name_of(path).startswith("ui/kit/")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Name) and node.id == "QFormLayout"
    ]
    assert not found, listed(found)


def test_nothing_is_left_for_later() -> None:
    later = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|\bNotImplementedError\b")
    found = [
        f"{place(path)[:-2]}:{number}"
        for path in (*files(*PRODUCT, "tests", "benchmarks", "installer"), ROOT / "dev.py")
        if path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if later.search(line)
    ]
    assert not found, listed(found)


def test_public_signatures_name_what_they_pass() -> None:
    found = []
    for path in files(*PRODUCT):
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            annotations = [argument.annotation for argument in arguments] + [node.returns]
            texts = [ast.unparse(annotation) for annotation in annotations if annotation]
            if any(re.search(r"\bdict\[str, (Any|object)\]", text) for text in texts):
                found.append(f"{place(path, node)} {node.name}")
    assert not found, listed(found)


def test_only_the_command_line_prints() -> None:
    found = [
        place(path, call)
        for path in files(*PRODUCT)
        if not name_of(path).startswith("ilp_desktop/cli/") and name_of(path) != "ilp_desktop/__main__.py"
        for call, name in calls(tree(path))
        if name in {"print", "pprint.pprint", "sys.stdout.write"}
    ]
    assert not found, listed(found)


def test_clinical_rows_are_never_deleted() -> None:
    found = []
    for path in files("ilp_desktop/storage"):
        for match in DELETION.finditer(path.read_text(encoding="utf-8")):
            table = (match[1] or match[2]).lower()
            if not any(word in table for word in DERIVED_TABLES):
                found.append(f"{name_of(path)}: {match[0]}")
    assert not found, listed(found)


def test_no_test_waits_by_sleeping() -> None:
    found = [
        f"{place(path, call)} {name}"
        for path in files("tests")
        if path.name != "conftest.py"
        for call, name in calls(tree(path))
        if name
        in {"time.sleep", "sleep", "QTest.qWait", "QTest.qSleep", "qtbot.wait", "QThread.sleep", "QThread.msleep"}
    ]
    assert not found, listed(found)


def test_no_failure_is_swallowed() -> None:
    found = [
        place(path, node)
        for path in files(*PRODUCT)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or dotted(node.type) in {"Exception", "BaseException"})
        and all(isinstance(statement, ast.Pass | ast.Continue) for statement in node.body)
    ]
    assert not found, listed(found)


def test_comments_are_rare_enough_to_be_read() -> None:
    dense = []
    for path in files(*PRODUCT):
        text = path.read_text(encoding="utf-8")
        tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
        comments = sum(token.type == tokenize.COMMENT for token in tokens)
        lines = len({token.start[0] for token in tokens if token.type in {tokenize.NAME, tokenize.OP}})
        if comments > max(3, COMMENTS_PER_CODE_LINE * lines):
            dense.append(f"{name_of(path)}: {comments} comments on {lines} lines of code")
    assert not dense, listed(dense)


def test_no_comment_is_a_banner() -> None:
    banner = re.compile(r"^\s*#\s*[-=#*~]{3,}", re.MULTILINE)
    modules = (*files(*PRODUCT, "tests", "benchmarks"), ROOT / "dev.py")
    found = [name_of(path) for path in modules if banner.search(path.read_text(encoding="utf-8"))]
    assert not found, listed(found)


def test_no_file_names_a_package_registry() -> None:
    hosts = ["py" + "pi.org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com", "registry.yarn" + "pkg.com"]
    option = r"--(extra-)?index-url[ =]|--find-links[ =]|https?://[^ \"']+/simple/"
    pattern = re.compile("|".join([*map(re.escape, hosts), option]))
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    found = []
    for name in filter(None, listing.stdout.split("\0")):
        path = ROOT / name
        if not path.is_file() or path == Path(__file__):
            continue
        content = path.read_bytes()
        if b"\0" not in content[:8000] and pattern.search(content.decode("utf-8", "replace")):
            found.append(name)
    assert not found, listed(found)
