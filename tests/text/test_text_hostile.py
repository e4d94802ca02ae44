"""Files made to break readers: each is refused with a sentence, or read right, and the caller lives on."""

import json
import random
import struct
import zlib

import pytest

from documents.text import safely
from documents.text.limits import Limits
from documents.text.model import RefusedError
from documents.text.safely import read_safely
from documents.text.transfer import answer_for
from tests.text.pdffile import _file, pdf, scanned_pdf
from tests.text.wordfile import W, docx, par, zipped

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
GOOD = docx(par("A good text.") * 20)


def with_document(xml) -> bytes:
    """A .docx whose main part is this XML, good or bad."""
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": xml})


def refusal(data: bytes, name: str = "file.docx", **limits) -> str:
    """The sentence with which a file is refused."""
    with pytest.raises(RefusedError) as caught:
        read_safely(data, name, Limits(**limits))
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "Error" not in sentence
    assert "Traceback" not in sentence
    return sentence


def test_good_file_is_read_in_the_other_process():
    assert [p.text for p in read_safely(GOOD, "good.docx").paragraphs] == ["A good text."] * 20


def test_zip_bomb_is_refused_before_it_unfolds():
    bomb = with_document(HEAD + f'<w:document xmlns:w="{W}"><w:body>' + " " * 200_000_000)
    assert len(bomb) < 1_000_000
    assert "unpacks to more than 48 MB" in refusal(bomb)


def test_zip_bomb_that_lies_about_its_size_is_refused():
    bomb = with_document(HEAD + "<w>" + " " * 60_000_000)
    true_size = struct.pack("<I", len(HEAD + "<w>") + 60_000_000)
    refusal(bomb.replace(true_size, struct.pack("<I", 1000)))


def test_archive_of_very_many_parts_is_refused():
    assert "6001 parts" in refusal(
        zipped({f"p{n}": "" for n in range(6_000)} | {"word/document.xml": "<a/>"})
    )


def test_entity_bomb_is_refused():
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    assert "document type" in refusal(with_document(f"{HEAD}<!DOCTYPE w [{entities}]><w>&e9;</w>"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-16"])
def test_external_entity_is_refused_in_every_encoding(encoding):
    xml = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]><w>&x;</w>'
    declared = f'<?xml version="1.0" encoding="{encoding[:6]}"?>{xml}'
    refusal(with_document(declared.encode(encoding)))


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
def test_cut_off_word_file_is_refused(share):
    assert "damaged" in refusal(GOOD[: int(len(GOOD) * share)])


@pytest.mark.parametrize("share", [0.05, 0.2, 0.5])
def test_cut_off_pdf_is_refused(share):
    whole = pdf([[(70, 700, "A line of text that is long enough.")]])
    assert "PDF" in refusal(whole[: int(len(whole) * share)], "cut.pdf")


@pytest.mark.parametrize(
    ("start", "name", "words"),
    [
        (b"MZ\x90\x00", "letter.docx", "a Windows program"),
        (b"\x7fELF\x02", "letter.pdf", "a Linux program"),
        (b"#!/bin/sh\nrm", "letter.txt", "a script"),
        (b"\x89PNG\r\n", "letter.pdf", "a picture"),
        (b"{\\rtf1 x}", "letter.docx", "rich-text"),
        (b"<!DOCTYPE html><html>", "letter.txt", "a web page"),
        (b"\x00\x01\x02\x03" * 50, "letter.txt", "not a document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"WordDocument", "letter.doc", "old version of Word"),
        (b"%PDF-1.4", "letter.docx", "Give it its right name"),
        (b"Plain words.", "letter.docx", "Give it its right name"),
        (b"Plain words.", "letter.exe", "end in .exe"),
        (b"", "letter.txt", "empty"),
        (b" \n ", "letter.txt", "empty"),
    ],
)
def test_what_is_no_document_is_named(start, name, words):
    assert words in refusal(start, name)


def test_encrypted_word_file_is_refused():
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    assert "password" in refusal(data)


def test_encrypted_and_scanned_pdf_are_refused():
    assert "password" in refusal(pdf([[(70, 700, "Secret.")]], encrypted=True), "x.pdf")
    assert "pictures of pages" in refusal(scanned_pdf(), "x.pdf")


@pytest.mark.parametrize(
    "data",
    [
        docx(par("x"), extra={"word/vbaProject.bin": b"\xcc\x61"}),
        docx(par("x"), main="application/vnd.ms-word.document.macroEnabled.main+xml"),
    ],
)
def test_macros_are_refused(data):
    assert "macros" in refusal(data)


def test_macro_ending_is_refused():
    assert "macros" in refusal(GOOD, "good.docm")


def test_pdf_that_unfolds_to_very_much_does_not_take_the_caller_down():
    stream = zlib.compress(b"BT (a) Tj ET " * 10_000_000)
    content = b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page,
        content,
    ]
    refusal(_file(objects, False), "bomb.pdf", cpu=5, wall=20)


def test_hundreds_of_thousands_of_empty_paragraphs_are_refused():
    xml = HEAD + f'<w:document xmlns:w="{W}"><w:body>' + "<w:p/>" * 500_000 + "</w:body></w:document>"
    assert "more than 30000 paragraphs" in refusal(with_document(xml))


def test_more_memory_than_the_limit_is_a_refusal():
    xml = HEAD + f'<w:document xmlns:w="{W}"><w:body>' + "<w:x/>" * 3_000_000 + "</w:body></w:document>"
    refusal(with_document(xml), memory=300 * 2**20)


def test_more_paragraphs_than_the_limit_are_refused():
    assert "more than 100 paragraphs" in refusal(docx(par("x") * 200), paragraphs=100)


def test_ten_megabytes_of_one_paragraph_are_refused():
    assert "4,000,000 characters" in refusal(docx(par("word " * 1_500_000)))
    refusal(docx(par("x" * 11_000_000)))
    assert "4,000,000 characters" in refusal(b"word " * 2_000_000, "long.txt")


def test_deep_nesting_is_refused():
    depth = 5_000
    xml = f'{HEAD}<w:document xmlns:w="{W}"><w:body>' + "<w:sdt><w:sdtContent>" * depth
    refusal(with_document(xml + "</w:sdtContent></w:sdt>" * depth + "</w:body></w:document>"))


def test_mixed_directions_are_read_as_stored():
    text = "considering the Arabic name العربية, the Hebrew עברית and 中文;"
    found = read_safely(docx(par(text)), "x.docx").paragraphs
    assert found[0].text == text


def test_combining_characters_become_one_form_and_long_runs_cost_little():
    assert read_safely("Toure\u0301".encode(), "x.txt").paragraphs[0].text == "Touré"
    storm = "e" + "\u0301\u0323" * 200_000
    found = read_safely(storm.encode(), "x.txt").paragraphs[0].text  # within its limit of computing time
    assert found.startswith("ẹ")


def test_random_damage_never_gives_anything_but_a_text_or_a_refusal():
    chance = random.Random(7)
    for _ in range(300):
        data = bytearray(GOOD)
        for _ in range(chance.randint(1, 12)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        answer = answer_for(bytes(data), "x.docx", Limits())
        assert "refused" in answer or answer["paragraphs"]


def test_random_damage_to_the_xml_never_gives_anything_but_a_text_or_a_refusal():
    chance = random.Random(8)
    body = par("Some text.", style="H1", listed=(1, 0)) * 4
    xml = f'{HEAD}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    for _ in range(300):
        data = list(xml)
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(60, len(data))] = chance.choice('<>/"=w:xp&;0')
        answer = answer_for(with_document("".join(data)), "x.docx", Limits())
        assert "refused" in answer or answer["paragraphs"]


def stand_in(monkeypatch, tmp_path, code):
    """Let other code take the place of the reading process."""
    script = tmp_path / "stand_in.py"
    script.write_text(code)
    monkeypatch.setattr(safely, "_CHILD", str(script))


@pytest.mark.parametrize(
    "code",
    [
        "import os; os.abort()",
        "import sys; sys.exit(3)",
        "print('no answer')",
        "import os, signal; os.kill(os.getpid(), 9)",
    ],
)
def test_reading_process_that_dies_is_a_refusal(monkeypatch, tmp_path, code):
    stand_in(monkeypatch, tmp_path, code)
    assert "stopped without a result" in refusal(GOOD)


def test_reading_process_that_hangs_is_stopped(monkeypatch, tmp_path):
    stand_in(monkeypatch, tmp_path, "import time\nwhile True: time.sleep(60)")
    assert "took too long" in refusal(GOOD, wall=1)  # and not: waits for ever


def test_reading_process_that_computes_for_ever_is_stopped(monkeypatch, tmp_path):
    stand_in(
        monkeypatch,
        tmp_path,
        "import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 2))\nwhile True: pass",
    )
    assert "took too long" in refusal(GOOD)


def test_reading_process_knows_nothing_of_the_site(monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY", "not for readers")
    stand_in(
        monkeypatch, tmp_path, "import json, os; print(json.dumps({'refused': f'{sorted(os.environ)}.'}))"
    )
    assert "SECRET" not in refusal(GOOD)


def test_file_over_the_size_limit_never_reaches_the_reading_process(monkeypatch, tmp_path):
    stand_in(monkeypatch, tmp_path, "raise SystemExit(1)")
    assert "the limit is 1 MB" in refusal(bytes(2**20 + 1), file_size=2**20)


def test_answer_that_is_no_document_of_ours_is_a_refusal(monkeypatch, tmp_path):
    stand_in(monkeypatch, tmp_path, f"print({json.dumps(json.dumps({'format': 'txt'}))})")
    assert "stopped without a result" in refusal(GOOD)
