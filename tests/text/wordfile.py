"""Word files for tests, made from readable pieces of WordprocessingML."""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN_PART = "word/document.xml"
_PARTS = {
    "styles": "word/styles.xml",
    "numbering": "word/numbering.xml",
    "footnotes": "word/footnotes.xml",
    "header": "word/header1.xml",
}
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
    "</w:style>"
    '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/><w:pPr>'
    '<w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="ResTitle"><w:name w:val="Res_title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Toc1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Listed"><w:name w:val="Listed"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/>'
    "</w:numPr></w:pPr></w:style>"
)


def level(depth: int, form: str, text: str, start: int = 1) -> str:
    """One level of a list definition."""
    inner = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{depth}">{inner}</w:lvl>'


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "lowerLetter", "%1)")
    + level(1, "lowerRoman", "%2)")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    + level(0, "decimal", "%1")
    + level(1, "decimal", "%1.%2")
    + level(2, "bullet", "\uf0b7")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
    "</w:lvlOverride></w:num>"
)


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def par(content: str, style: str = "", listed: tuple[int, int] | None = None, mark: str = "") -> str:
    """A paragraph; `content` is plain text or runs, `mark` the change its end stands under."""
    inner = content if content.startswith("<") or not content else run(content)
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if listed:
        properties += f'<w:numPr><w:ilvl w:val="{listed[1]}"/><w:numId w:val="{listed[0]}"/></w:numPr>'
    if mark:
        properties += f"<w:rPr>{mark}</w:rPr>"
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def changed(name: str, content: str = "", author: str = "Anna", date: str = "2013-02-07T10:00:00Z") -> str:
    """A tracked change: `name` is ins, del, moveFrom or moveTo; without content, the change of a mark."""
    head = f'w:{name} w:id="9" w:author="{author}" w:date="{date}"'
    if not content:
        return f"<{head}/>"
    inner = content if content.startswith("<") else run(content)
    if name == "del":
        inner = inner.replace("w:t ", "w:delText ").replace("</w:t>", "</w:delText>")
    return f"<{head}>{inner}</w:{name}>"


def table(*rows: tuple[str, ...]) -> str:
    """A table of plain cells."""
    body = "".join(
        "<w:tr>" + "".join(f"<w:tc>{par(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows
    )
    return f"<w:tbl>{body}</w:tbl>"


def note(number: int, text: str) -> str:
    """A footnote for the footnotes part."""
    return f'<w:footnote w:id="{number}">{par(text)}</w:footnote>'


def cites(number: int) -> str:
    """A run that cites a footnote."""
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def docx(body: str, *, extra: dict[str, bytes] | None = None, main: str = MAIN, **parts: str) -> bytes:
    """The bytes of a .docx whose body is `body`; keyword arguments are the content of other parts."""
    given = {"styles": STYLES, "numbering": NUMBERING, **parts}
    files = {
        "[Content_Types].xml": f'<Types><Override PartName="/{_MAIN_PART}" ContentType="{main}"/></Types>',
        "_rels/.rels": _relations({"officeDocument": _MAIN_PART}),
        _MAIN_PART: _part("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": _relations({kind: f"/{_PARTS[kind]}" for kind in given}),
    }
    for kind, content in given.items():
        files[_PARTS[kind]] = _part("hdr" if kind == "header" else kind, content)
    return zipped({**files, **(extra or {})})


def zipped(files: dict) -> bytes:
    """A ZIP archive of these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _part(name: str, content: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} xmlns:w="{W}">{content}</w:{name}>'


def _relations(targets: dict[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="r{place}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets.items())
    )
    return f"<Relationships>{rows}</Relationships>"
