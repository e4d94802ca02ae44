"""Word files (.docx): one walk over the file, then the texts before and after its tracked changes."""

from collections.abc import Sequence

from .characters import forces_direction, one_line
from .docx_body import Body, Story
from .docx_lists import Lists
from .docx_names import W
from .docx_sides import Rendered, changes_of, rendered
from .docx_styles import Styles
from .head import head_facts
from .limits import Limits
from .model import Document, Paragraph
from .package import DAMAGED, Package, RefusedError
from .structure import structured

_FOREIGN = {"altChunk": "another file placed inside it", "attachedTemplate": "a template kept elsewhere"}


def read_docx(data: bytes, limits: Limits) -> Document:
    """The document in a .docx file. Raises RefusedError with a sentence where it cannot be read."""
    package = Package(data, limits)
    story = _story(package, limits)
    after = rendered(story, after=True, most=limits.paragraphs)
    paragraphs = structured(after.blocks)
    before = rendered(story, after=False, most=limits.paragraphs) if story.has_changes else Rendered()
    before_paragraphs = structured(before.blocks)
    changes = changes_of(story, before, after)
    return Document(
        format="docx",
        paragraphs=tuple(paragraphs),
        before=tuple(before_paragraphs),
        changes=tuple(changes),
        facts=tuple(head_facts(paragraphs, _page_headers(package))),
        warnings=tuple(_warnings(package, story, changes, paragraphs)),
    )


def _story(package: Package, limits: Limits) -> Story:
    root = package.xml(package.main)
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise RefusedError(DAMAGED)
    lists = Lists.read(_part(package, "numbering"))
    styles = Styles.read(_part(package, "styles"), lists)
    notes = {
        f"{kind[0]}{note.get(f'{W}id', '')}": note
        for kind in ("footnote", "endnote")
        for note in _children(_part(package, f"{kind}s"), kind)
        if note.get(f"{W}type", "normal") == "normal"
    }
    return Body(styles, limits.paragraphs).read(body, notes)


def _part(package: Package, kind: str):
    name = package.part_of_kind(kind)
    return package.xml(name) if name else None


def _children(root, name: str):
    return root.iterchildren(f"{W}{name}") if root is not None else ()


def _page_headers(package: Package) -> list[tuple[str, str]]:
    """Lines of the page headers: they often carry the symbol, and are no part of the text."""
    lines = []
    for kind, target in package.related(package.main).values():
        root = package.xml(target) if kind == "header" and target else None
        for paragraph in root.iter(f"{W}p") if root is not None else ():
            line = one_line("".join(part.text or "" for part in paragraph.iter(f"{W}t")))
            if line:
                lines.append(("page header", line))
    return lines


def _warnings(package: Package, story: Story, changes: Sequence, paragraphs: Sequence[Paragraph]):
    if changes:
        authors = sorted({change.author for change in changes if change.author})
        who = f" by {', '.join(authors[:6])}{' and others' if len(authors) > 6 else ''}" if authors else ""
        yield (
            f"The file has {len(changes)} tracked change{'s' if len(changes) > 1 else ''}{who}. "
            "This is the text with all of them accepted; the text before them was read too."
        )
    for what in sorted(story.left_out):
        yield f"Left out: {what}."
    kinds = {kind for kind, _ in package.related(package.main).values()}
    kinds |= {kind for kind, _ in package.related("word/settings.xml").values()}
    for kind, words in _FOREIGN.items():
        if kind in kinds:
            yield f"The file refers to {words}; that was not read."
    if story.forces_direction or any(forces_direction(p.text) for p in paragraphs):
        yield "Marks that force the direction of writing were taken out. Check the order of words."
