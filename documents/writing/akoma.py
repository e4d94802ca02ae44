"""A text as Akoma Ntoso 3.0, named as the United Nations name theirs (AKN4UN), and read back.

A text is a `statement`: headings in the preface, recitals in the preamble, operative paragraphs with their
points in the main body. Each of our paragraphs is one element whose `wId` is its anchor (`p3`), so that
reading an element's number and words in order gives the same paragraphs again.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from ..text.model import Paragraph
from ..text.structure import paragraphs_of
from .akoma_meta import NAMESPACE, About, meta

# What XML 1.0 cannot hold.
_UNWRITABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENACTS = re.compile(r"the\s.+,", re.I)


@dataclass
class Node:
    """A paragraph with the points beneath it."""

    paragraph: Paragraph
    points: list["Node"] = field(default_factory=list)


def akoma(about: About, paragraphs: Sequence[Paragraph]) -> bytes:
    """Return the XML document of a text of at least one paragraph."""
    root = etree.Element(f"{{{NAMESPACE}}}akomaNtoso", nsmap={None: NAMESPACE})
    statement = _add(root, "statement", name=about.name)
    statement.append(meta(about))
    preface, preamble, body = _parts(nodes_of(paragraphs))
    if preface:
        _preface(_add(statement, "preface"), preface)
    if preamble:
        _preamble(_add(statement, "preamble"), preamble)
    _main_body(_add(statement, "mainBody"), body)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=False)


def read_akoma(xml: bytes) -> list[Paragraph]:
    """Return the paragraphs of a document that `akoma` wrote. Raises ValueError where it is no such XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as problem:
        raise ValueError(f"This is not XML that can be read: {problem}.") from None
    return paragraphs_of("\n".join(_line(element) for element in root.iter("{*}*") if element.get("wId")))


def nodes_of(paragraphs: Sequence[Paragraph]) -> list[Node]:
    """Return paragraphs as trees: points stand beneath what opens them, or beneath a point less deep."""
    top, above = [], []  # above: [(depth, node)] under which a point may stand
    for paragraph in paragraphs:
        node, depth = Node(paragraph), paragraph.depth if paragraph.kind == "point" else 0
        while above and above[-1][0] >= depth:
            above.pop()
        (above[-1][1].points if above and depth else top).append(node)
        if not depth:
            above.clear()
        if depth or paragraph.kind in ("preambular", "operative"):
            above.append((depth, node))
    return top


def _parts(nodes: list[Node]) -> tuple[list[Node], list[Node], list[Node]]:
    """Divide a text in preface (headings), preamble (as far as it has recitals) and main body."""
    kinds = [node.paragraph.kind for node in nodes]
    begins = next((place for place, kind in enumerate(kinds) if kind != "heading"), 0)
    acts = next((place for place, kind in enumerate(kinds) if kind == "operative"), begins)
    if "preambular" not in kinds[begins:acts]:
        acts = begins
    return nodes[:begins], nodes[begins:acts], nodes[acts:]


def _preface(parent, nodes: list[Node]) -> None:
    for number, node in enumerate(nodes):
        element = _add(parent, "p", wId=node.paragraph.anchor, eId=f"preface__p_{number + 1}")
        holder = element if number else _add(element, "docTitle")
        _write(holder, node.paragraph.line)


def _preamble(parent, nodes: list[Node]) -> None:
    recitals, lists = None, 0
    for number, node in enumerate(_told_apart(nodes), start=1):
        if node.paragraph.kind == "preambular":
            if recitals is None:
                lists += 1
                recitals = _add(parent, "recitals", eId=f"recs_{lists}")
            _recital(recitals, node)
            continue
        recitals, holder = None, parent
        if _ENACTS.fullmatch(node.paragraph.line):
            holder = _add(parent, "formula", name="enactingFormula", eId=f"preamble__formula_{number}")
        _block(holder, node.paragraph, f"preamble__p_{number}")


def _told_apart(nodes: list[Node]) -> Iterator[Node]:
    """Return nodes in order; points beneath what is no recital follow it, for a block holds none."""
    for node in nodes:
        yield node
        if node.paragraph.kind != "preambular":
            yield from _told_apart(node.points)


def _recital(parent, node: Node) -> None:
    element = _numbered(parent, "recital", f"{parent.get('eId')}__rec_{len(parent) + 1}", node)
    _words(_add(element, "p"), node.paragraph)
    _items(element, node.points)


def _items(parent, nodes: list[Node]) -> None:
    if not nodes:
        return
    holder = _add(parent, "blockList", eId=f"{parent.get('eId')}__list_1")
    for number, node in enumerate(nodes, start=1):
        element = _numbered(holder, "item", f"{holder.get('eId')}__item_{number}", node)
        _words(_add(element, "p"), node.paragraph)
        _items(element, node.points)


def _main_body(parent, nodes: list[Node]) -> None:
    for number, node in enumerate(nodes, start=1):
        kind = node.paragraph.kind
        if kind in ("operative", "preambular", "point"):
            _hierarchy(parent, "paragraph", f"para_{number}", node)
        elif kind == "heading":
            element = _numbered(parent, "hcontainer", f"hcontainer_{number}", node, name="heading")
            _words(_add(element, "heading"), node.paragraph)
        else:
            _block(parent, node.paragraph, f"mainBody__p_{number}")


def _hierarchy(parent, name: str, identifier: str, node: Node) -> None:
    element = _numbered(parent, name, identifier, node)
    holder = _add(element, "intro" if node.points else "content", eId=f"{identifier}__text")
    _words(_add(holder, "p"), node.paragraph)
    for number, point in enumerate(node.points, start=1):
        _hierarchy(element, "point", f"{identifier}__point_{number}", point)


def _numbered(parent, element_name: str, identifier: str, node: Node, **attributes):
    element = _add(parent, element_name, eId=identifier, wId=node.paragraph.anchor, **attributes)
    if node.paragraph.label:
        _write(_add(element, "num"), node.paragraph.label)
    return element


def _block(parent, paragraph: Paragraph, identifier: str) -> None:
    """A paragraph that is neither recital nor point: its label stands in its words."""
    element = _add(parent, "p", eId=identifier, wId=paragraph.anchor)
    element.set("class", paragraph.kind)
    _write(element, paragraph.line)


def _words(element, paragraph: Paragraph) -> None:
    """Write the words, those that open the paragraph in italics as they are printed."""
    text, opener = paragraph.text, paragraph.opener
    if paragraph.kind == "point" or not opener or not text.lower().startswith(opener.lower()):
        _write(element, text)
        return
    opening = _add(element, "i")
    _write(opening, text[: len(opener)])
    opening.tail = _UNWRITABLE.sub("", text[len(opener) :])


def _write(element, text: str) -> None:
    element.text = _UNWRITABLE.sub("", text)


def _add(parent, element_name: str, **attributes):
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{element_name}", attributes)


def _line(element) -> str:
    """The number and the words of an element itself, without those of points beneath it."""
    if etree.QName(element).localname == "p":
        return "".join(element.itertext())
    own = [element.find(f"{{*}}{path}") for path in ("p", "intro/{*}p", "content/{*}p", "heading")]
    words = next("".join(found.itertext()) for found in own if found is not None)
    return f"{element.findtext('{*}num', '')} {words}".strip()
