"""YAML files -> rows, each value with the line it stands on. Knows nothing of models."""

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from .faults import Fault

ENDINGS = (".yaml", ".yml")
PARTS_OF_A_ROW = {"model", "fields"}
# A list of rows, a row, its fields, a list, keys in it: what is deeper is no row and could exhaust the stack.
DEEPEST = 8
MOST_BITS = 63


# The parser in C reads the whole record in a fraction of a second; both build plain data only.
class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """Reads plain data, and nothing by which a small file could grow large."""

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        """Refuse “<<”, which copies the pairs of other mappings into one, and theirs, without end."""
        if any(key.tag == "tag:yaml.org,2002:merge" for key, _ in node.value):
            raise yaml.constructor.ConstructorError(None, None, "“<<” is not read here", node.start_mark)

    def construct_yaml_int(self, node: yaml.ScalarNode) -> int:
        """Return a whole number that databases can hold."""
        number = super().construct_yaml_int(node)
        if number.bit_length() > MOST_BITS:
            raise yaml.constructor.ConstructorError(None, None, "the number is too large", node.start_mark)
        return number


Loader.add_constructor("tag:yaml.org,2002:int", Loader.construct_yaml_int)


@dataclass(frozen=True)
class FileRow:
    """One row as a file has it: `lines` says on which line each field stands."""

    file: str
    number: int
    line: int
    model: str
    fields: dict
    lines: dict[str, int] = field(default_factory=dict)

    @property
    def sha256(self) -> str:
        """The SHA-256 of what the row says, whatever the order of its fields."""
        text = json.dumps([self.model.lower(), self.fields], sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()

    def fault(self, reason: str, name: str = "") -> Fault:
        """Return a fault of this row, or of its field `name`."""
        return Fault(self.file, self.number, self.lines.get(name, self.line), name, reason)


class Misread(Exception):
    """What was read is no row; carries the line and the reason."""

    def __init__(self, node: yaml.Node, reason: str):
        self.line, self.reason = node.start_mark.line + 1, reason
        super().__init__(reason)


def read_folder(folder: Path) -> tuple[list[FileRow], list[Fault]]:
    """Read the YAML files of `folder` in the order of their names; return their rows and faults."""
    if not folder.is_dir():
        return [], [Fault(str(folder), 0, 0, "", "There is no such folder.")]
    paths = sorted(path for path in folder.iterdir() if path.suffix in ENDINGS)
    if not paths:
        return [], [Fault(str(folder), 0, 0, "", "The folder holds no .yaml file.")]
    rows, faults = [], []
    for path in paths:
        found, wrong = read_file(path)
        rows += found
        faults += wrong
    return rows, faults


def read_file(path: Path) -> tuple[list[FileRow], list[Fault]]:
    """Read one file; return its rows and faults. A file that is no YAML has one fault and no rows."""
    name = str(path)
    try:
        text = path.read_text(encoding="utf-8")
        if line := _too_deep(text):
            return [], [Fault(name, 0, line, "", "The YAML cannot be read: it is nested too deeply.")]
        loader = Loader(text)
        return _read_rows(name, loader, loader.get_single_node())
    except OSError as problem:
        return [], [Fault(name, 0, 0, "", f"The file cannot be read: {problem.strerror}.")]
    except UnicodeDecodeError as problem:
        line = path.read_bytes()[: problem.start].count(b"\n") + 1
        return [], [Fault(name, 0, line, "", "The file is not in UTF-8.")]
    except yaml.MarkedYAMLError as problem:
        line = problem.problem_mark.line + 1 if problem.problem_mark else 0
        return [], [Fault(name, 0, line, "", f"The YAML cannot be read: {problem.problem}.")]
    except yaml.reader.ReaderError as problem:
        return [], [Fault(name, 0, 0, "", f"The YAML cannot be read: {problem.reason}.")]


def _too_deep(text: str) -> int:
    """Return the line on which a text is nested deeper than any row, or 0; needs no stack of its own."""
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            return event.start_mark.line + 1
    return 0


def _read_rows(name: str, loader: yaml.Loader, root: yaml.Node | None) -> tuple[list[FileRow], list[Fault]]:
    if root is None:
        return [], []
    if not isinstance(root, yaml.SequenceNode):
        line = root.start_mark.line + 1
        return [], [Fault(name, 0, line, "", "A file is a list of rows: begin each with “- model: ...”.")]
    rows, faults = [], []
    for number, node in enumerate(root.value, start=1):
        try:
            rows.append(_read_row(name, number, loader, node))
        except Misread as problem:
            faults.append(Fault(name, number, problem.line, "", problem.reason))
    return rows, faults


def _read_row(name: str, number: int, loader: yaml.Loader, node: yaml.Node) -> FileRow:
    parts = _pairs(node, "A row has two parts, “model” and “fields”.")
    if unknown := sorted(parts.keys() - PARTS_OF_A_ROW):
        raise Misread(
            parts[unknown[0]][0],
            f"A row has two parts, “model” and “fields”; “{unknown[0]}” is neither. "
            "Rows have no numbers: their natural key names them.",
        )
    if missing := sorted(PARTS_OF_A_ROW - parts.keys(), reverse=True):
        raise Misread(node, f"The row has no “{missing[0]}”.")
    model = _value(loader, parts["model"][1])
    if not isinstance(model, str):
        raise Misread(parts["model"][0], "“model” is an app and a model: opinions.event.")
    pairs = _pairs(parts["fields"][1], "“fields” gives each field its value: “title: ...”, one a line.")
    return FileRow(
        file=name,
        number=number,
        line=node.start_mark.line + 1,
        model=model,
        fields={key: _value(loader, value) for key, (_, value) in pairs.items()},
        lines={key: where.start_mark.line + 1 for key, (where, _) in pairs.items()},
    )


def _pairs(node: yaml.Node, otherwise: str) -> dict[str, tuple[yaml.Node, yaml.Node]]:
    """Return {name: (where it is named, its value)} of a mapping; a name that appears twice is refused."""
    if not isinstance(node, yaml.MappingNode):
        raise Misread(node, otherwise)
    pairs = {}
    for key, value in node.value:
        name = str(key.value)
        if name in pairs:
            raise Misread(key, f"“{name}” appears twice in this row.")
        pairs[name] = (key, value)
    return pairs


def _value(loader: yaml.Loader, node: yaml.Node) -> object:
    """Return what a node says, as plain data."""
    try:
        return loader.construct_object(node, deep=True)
    except yaml.MarkedYAMLError as problem:
        raise Misread(node, f"The value cannot be read: {problem.problem}.") from None
    except ValueError as problem:
        raise Misread(node, f"The value cannot be read: {problem}. Is it a text without its “”?") from None
