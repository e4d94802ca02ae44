"""Whole files read: each golden input gives what stands beside it."""

import json

import pytest

from documents.text.structure import paragraphs_of
from tests.text.golden_files import INPUTS, document_in, expected_file, summary


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.name)
def test_golden_file_reads_as_expected(path):
    assert summary(document_in(path)) == json.loads(expected_file(path).read_text("utf-8"))


def test_golden_folder_has_every_kind_of_input():
    assert {path.suffix for path in INPUTS} == {".txt", ".xml", ".pdf"}


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.name)
def test_stored_text_of_golden_file_reads_back_to_the_same_labels_and_texts(path):
    document = document_in(path)
    again = paragraphs_of(document.text)
    assert [(p.number, p.label, p.text) for p in again] == [
        (p.number, p.label, p.text) for p in document.paragraphs
    ]
    assert [p.opener for p in again] == [p.opener for p in document.paragraphs]
