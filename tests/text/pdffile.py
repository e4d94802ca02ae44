"""PDF files for tests, written by hand: text at given places, pictures, a password."""

_HEAD = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"


def pdf(pages: list[list[tuple]], *, encrypted: bool = False) -> bytes:
    """A PDF whose pages hold lines (x, y from the bottom, text[, size]) in Helvetica, on A4."""
    contents = ["\n".join(_shown(*line) for line in page).encode("cp1252") for page in pages]
    return _assembled(contents, encrypted=encrypted)


def scanned_pdf(pages: int = 2) -> bytes:
    """A PDF whose pages hold a picture and no text, as a scanner makes them."""
    return _assembled([b"q 500 0 0 700 50 50 cm /Scan Do Q"] * pages, picture=True)


def _shown(x: float, y: float, text: str, size: float = 11) -> str:
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F1 {size} Tf {x} {y} Td ({escaped}) Tj ET"


def _assembled(contents: list[bytes], *, picture: bool = False, encrypted: bool = False) -> bytes:
    first = 5  # objects 1 to 4 are catalogue, pages, font, picture; then a page and its content by turns
    kids = " ".join(f"{first + 2 * place} 0 R" for place in range(len(contents)))
    resources = "/Font << /F1 3 0 R >>" + (" /XObject << /Scan 4 0 R >>" if picture else "")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        _stream(
            b"\x80",
            "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 ",
        ),
    ]
    for place, content in enumerate(contents):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {first + 2 * place + 1} 0 R "
            f"/Resources << {resources} >> >>".encode()
        )
        objects.append(_stream(content))
    return _file(objects, encrypted)


def _stream(content: bytes, entries: str = "") -> bytes:
    return f"<< {entries}/Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"


def _file(objects: list[bytes], encrypted: bool) -> bytes:
    data, places = bytearray(_HEAD), []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    # The owner's and user's keys fit no password, so nobody can open the file: enough for a refusal.
    lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >> /ID [<00> <00>] " % (
        b"ab" * 32,
        b"cd" * 32,
    )
    data += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, rows)
    data += b"trailer\n<< /Size %d /Root 1 0 R %s>>\n" % (len(objects) + 1, lock if encrypted else b"")
    data += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(data)
