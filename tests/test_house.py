"""The rules of the house: imports go one way, plain text work knows no Django, files stay short."""

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ("documents", "opinions", "wtpf_tracker")
LONGEST_MODULE = 300
LONGEST_TESTS = 800
LONGEST_FUNCTION = 40

# Each app may import those before it.
ORDER = {name: set(APPS[: place + 1]) for place, name in enumerate(APPS)}

# Inside an app a module may import its own layer and those after it; a package counts as one module.
LAYERS = (
    {"urls", "admin", "management", "feeds", "api", "apps"},
    {"views"},
    {"filters", "forms", "exports"},
    {"actions", "search", "comparison", "imports", "desk"},
    {"models"},
    {"text", "web", "writing", "compare", "drawing", "stages"},
)

PLAIN = (
    "documents/text",
    "documents/web",
    "documents/writing",
    "opinions/compare",
    "opinions/drawing",
    "opinions/stages.py",
)
PLAIN += tuple(
    f"documents/search/{name}.py" for name in ("words", "asked", "expression", "marking", "passages")
)


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
    """Return the layer of a module of an app by its name, or None for a helper that stands outside them.

    `views_compare` is of the layer of `views`, `admin_base` of that of `admin`.
    """
    names_of = {module, module.partition("_")[0]}
    return next((place for place, names in enumerate(LAYERS) if names & names_of), None)


def dotted(path: Path) -> str:
    """Return the name under which a module is imported: documents.models for documents/models/__init__.py."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def needs(path: Path) -> set[str]:
    """Return the modules of the apps that a module imports, its own package apart."""
    own, found = dotted(path), set()
    for name in imported(path):
        while name and name not in MODULES:
            name = name.rpartition(".")[0]
        found.add(name)
    return {name for name in found if name and name != own and not own.startswith(f"{name}.")}


# Limits its own process before it imports what it needs.
IMPORTS_LATE = {"documents/text/child.py"}
# Tells the history of every save, so that none is missed; holds no rule of the record.
LISTENS = {"documents/desk/witness.py"}
FORBIDDEN_METHODS = {"save", "delete", "__setattr__"}

ALL = modules(*APPS)
MODULES = {dotted(path): path for path in ALL}


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


def test_no_modules_import_each_other_in_a_circle():
    left = {name: needs(path) & MODULES.keys() for name, path in MODULES.items()}
    while free := {name for name, needed in left.items() if not needed & left.keys()}:
        left = {name: needed for name, needed in left.items() if name not in free}
    assert left == {}


def test_helpers_know_no_pages_and_no_desk():
    wrong = [
        f"{name_of(path)} imports {name}"
        for path in ALL
        if path.relative_to(ROOT).parts[0] != "wtpf_tracker"  # its addresses and pages stand in its root
        and layer_of(path.relative_to(ROOT).with_suffix("").parts[1]) is None
        for name in needs(path)
        if "." in name and layer_of(name.split(".")[1]) in (0, 1)
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
    ("folders", "longest"), [(APPS, LONGEST_MODULE), (("tests",), LONGEST_TESTS)], ids=["code", "tests"]
)
def test_modules_are_short_enough_to_read(folders, longest):
    lengths = {
        name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules(*folders)
    }
    assert {name: length for name, length in lengths.items() if length > longest} == {}


def test_functions_are_short_enough_to_read():
    lengths = {
        f"{name_of(path)}: {each.name}": each.end_lineno - each.lineno + 1
        for path in ALL
        for each in functions(path)
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def test_public_functions_and_classes_say_what_they_are():
    # What an admin page of a model is, its name says.
    wrong = [
        f"{name_of(path)}: {each.name}"
        for path in ALL
        for each in tree(path).body
        if isinstance(each, ast.FunctionDef | ast.ClassDef)
        and not each.name.startswith("_")
        and not each.name.endswith(("Admin", "Inline"))
        and not ast.get_docstring(each)
    ]
    assert wrong == []


def test_models_keep_no_logic_in_save_and_none_in_signals():
    paths = modules("documents/models", "opinions/models")
    wrong = [name_of(path) for path in paths for each in functions(path) if each.name in FORBIDDEN_METHODS]
    wrong += [
        name_of(path)
        for path in ALL
        if name_of(path) not in LISTENS and any("signals" in name for name in imported(path))
    ]
    assert wrong == []


def test_rules_look_at_something():
    assert len(ALL) > 40
    assert len(modules(*PLAIN)) > 10
    assert len(functions(ROOT / "opinions/actions.py")) > 5
    assert "documents.actions" in imported(ROOT / "opinions/actions.py")
    assert "documents.fields.DerivedMixin" in imported(ROOT / "documents/derived.py")
    assert "documents.text.dates" in needs(ROOT / "documents/fields.py")
    assert layer_of("urls") < layer_of("views_compare") < layer_of("models") < layer_of("stages")
    assert layer_of("admin_base") == layer_of("admin") and layer_of("pages") is None
