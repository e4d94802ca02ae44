"""The rules of the house: imports go one way, plain text work knows no Django, files stay short."""

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ("documents", "opinions", "wtpf_tracker")
LONGEST_MODULE = 400

# Each app may import those before it.
ORDER = {name: set(APPS[: place + 1]) for place, name in enumerate(APPS)}

# Inside an app a module may import its own layer and those after it; a package counts as one module.
LAYERS = (
    {"urls", "admin", "admin_base", "management", "feeds", "api", "apps"},
    {"views"},
    {"filters", "forms", "exports"},
    {"actions", "search", "comparison", "imports"},
    {"models"},
    {"text", "compare", "drawing", "stages"},
)

PLAIN = ("documents/text", "opinions/compare", "opinions/drawing", "opinions/stages.py")


def modules(*folders: str) -> list[Path]:
    found = []
    for folder in folders:
        path = ROOT / folder
        found += [path] if path.is_file() else sorted(path.rglob("*.py"))
    return [path for path in found if "migrations" not in path.parts]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef)]


def imported(path: Path) -> set[str]:
    """Return the full dotted names a module imports, relative ones resolved: {"documents.models", ...}."""
    package = path.relative_to(ROOT).parent.parts
    names = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            base = ".".join(filter(None, (base, node.module)))
            names |= {f"{base}.{alias.name}" for alias in node.names}
    return names


def layer_of(module: str) -> int | None:
    """Return the layer of a module of an app by its name, or None for a helper that stands outside them."""
    return next((place for place, names in enumerate(LAYERS) if module in names), None)


# Limits its own process before it imports what it needs.
IMPORTS_LATE = {"documents/text/child.py"}
FORBIDDEN_METHODS = {"save", "delete", "__setattr__"}

ALL = modules(*APPS)


def test_imports_between_apps_go_one_way():
    wrong = [
        f"{name_of(path)} imports {name}"
        for path in ALL
        for name in imported(path)
        if (other := name.partition(".")[0]) in APPS and other not in ORDER[path.relative_to(ROOT).parts[0]]
    ]
    assert wrong == []


def test_imports_inside_an_app_go_down():
    wrong = [
        f"{name_of(path)} imports {name}"
        for path in ALL
        if (own := layer_of(path.relative_to(ROOT).with_suffix("").parts[1])) is not None
        for name in imported(path)
        if name.partition(".")[0] in APPS
        and (other := layer_of(name.split(".")[1])) is not None
        and other < own
    ]
    assert wrong == []


def test_plain_text_work_knows_no_django_and_no_models():
    barred = ("django", "documents.models", "documents.fields", "opinions.models")
    wrong = [
        f"{name_of(path)} imports {name}"
        for path in modules(*PLAIN)
        for name in imported(path)
        if name.startswith(barred)
    ]
    assert wrong == []


def test_no_import_hides_inside_a_function():
    wrong = [
        f"{name_of(path)}: {function.name}"
        for path in ALL
        if name_of(path) not in IMPORTS_LATE
        for function in functions(path)
        if any(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.walk(function))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("folders", "longest"), [(APPS, LONGEST_MODULE), (("tests",), 2 * LONGEST_MODULE)], ids=["code", "tests"]
)
def test_modules_are_short_enough_to_read(folders, longest):
    lengths = {
        name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules(*folders)
    }
    assert {name: length for name, length in lengths.items() if length > longest} == {}


def test_models_keep_no_logic_in_save_and_none_in_signals():
    paths = modules("documents/models", "opinions/models")
    wrong = [name_of(path) for path in paths for each in functions(path) if each.name in FORBIDDEN_METHODS]
    wrong += [name_of(path) for path in ALL if any("signals" in name for name in imported(path))]
    assert wrong == []


def test_rules_look_at_something():
    assert len(ALL) > 40
    assert len(modules(*PLAIN)) > 10
    assert len(functions(ROOT / "opinions/actions.py")) > 5
    assert "documents.actions" in imported(ROOT / "opinions/actions.py")
    assert "documents.fields.DerivedMixin" in imported(ROOT / "documents/derived.py")
    assert layer_of("urls") < layer_of("models") < layer_of("stages")
