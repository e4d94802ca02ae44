"""References: found whole, with one key for each thing cited."""

import pytest

from documents.text.references import cited, name_of, references


def found(text):
    return [(text[r.start : r.end], r.key) for r in references(text)]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Resolution 101 (Rev. Guadalajara, 2010)", "pp-resolution-101@guadalajara-2010"),
        ("RESOLUTION 180 (REV. BUSAN, 2014)", "pp-resolution-180@busan-2014"),
        ("Res. 175 (Guadalajara, 2010)", "pp-resolution-175@guadalajara-2010"),
        ("Resolution 64 (Rev. Dubai, 2012)", "wtsa-resolution-64@dubai-2012"),
        ("Resolution 63 (Rev. Dubai, 2014)", "wtdc-resolution-63@dubai-2014"),
        ("WTSA Resolution 64", "wtsa-resolution-64"),
        ("WTSA-08 Res. 64", "wtsa-resolution-64"),
        ("Council Resolution 1344", "council-resolution-1344"),
        ("Resolution 1336", "council-resolution-1336"),
        ("Decision 562", "council-decision-562"),
        ("Decision 562 (Council 2011)", "council-decision-562@council-2011"),
        ("Opinion 5", "wtpf-opinion-5"),
        ("Opinion 5 (Lisbon, 2009)", "wtpf-opinion-5@lisbon-2009"),
        ("WTPF Opinion 5 (Lisbon, 2009)", "wtpf-opinion-5@lisbon-2009"),
        ("Tunis Agenda", "tunis-agenda"),
        ("Tunis Agenda paragraph 42", "tunis-agenda@paragraph-42"),
        ("Tunis Agenda, para. 35", "tunis-agenda@paragraph-35"),
        ("paragraph 50 b) of the Tunis Agenda", "tunis-agenda@paragraph-50-b"),
        ("Geneva Plan of Action", "geneva-plan-of-action"),
        ("WTPF-IEG/2/14", "wtpf-ieg/2/14"),
        ("WTPF-IEG/2/Info-Doc1", "wtpf-ieg/2/info-doc1"),
        ("WTPF-13/16(Rev.1)-E", "wtpf-13/16rev1"),
        ("PP14/DT/78-E", "pp14/dt/78"),
        ("C13/69-E", "c13/69"),
        ("A/RES/67/195", "a/res/67/195"),
        ("General Assembly resolution 67/195", "a/res/67/195"),
        ("Article 34 of the ITU Constitution", "constitution@article-34"),
        (
            "Article 19 of the Universal Declaration of Human Rights",
            "universal-declaration-of-human-rights@article-19",
        ),
        ("Recommendation ITU-T X.509", "recommendation-itu-t-x.509"),
    ],
)  # fmt: skip
def test_reference_is_found_whole(text, key):
    assert found(f"as {text} says") == [(text, key)]


def test_list_of_resolutions_is_one_reference_each():
    text = "Resolutions 101 (Rev. Guadalajara, 2010), 102 and 180 (Guadalajara, 2010) of the Conference"
    assert [key for _, key in found(text)] == [
        "pp-resolution-101@guadalajara-2010", "pp-resolution-102", "pp-resolution-180@guadalajara-2010",
    ]  # fmt: skip


def test_list_of_paragraphs_is_one_reference_each():
    assert found("paragraphs 35 and 37 to 39 of the Tunis Agenda") == [
        ("paragraphs 35", "tunis-agenda@paragraph-35"),
        ("37 to 39 of the Tunis Agenda", "tunis-agenda@paragraph-37-to-39"),
    ]


def test_body_named_after_the_number():
    assert (
        found("Resolution 64 of the World Telecommunication Standardization Assembly")[0][1]
        == "wtsa-resolution-64"
    )


def test_body_that_only_the_number_suggests_is_not_sure():
    assert [r.sure for r in references("Resolution 101; Resolution 102 (Rev. Busan, 2014)")] == [False, True]


@pytest.mark.parametrize(
    "text",
    [
        "the resolution of 5 disputes",
        "IPv4/IPv6",
        "and/or",
        "telecommunication/ICT",
        "my opinion 5",
        "14/15 May",
    ],
)
def test_what_is_no_reference(text):
    assert found(text) == []


def test_spans_do_not_overlap_and_are_in_order():
    text = (
        "Resolution 101 (Rev. Guadalajara, 2010), Opinion 5, WTPF-IEG/2/1, paragraph 42 of the Tunis Agenda"
    )
    spans = [(r.start, r.end) for r in references(text)]
    assert spans == sorted(spans)
    assert all(end <= start for (_, end), (start, _) in zip(spans, spans[1:], strict=False))


def test_who_cites_what():
    index = cited([("draft 1", "see Opinion 5"), ("draft 2", "Opinion 5 (Lisbon, 2009) and Decision 562")])
    assert [name for name, _ in index["wtpf-opinion-5"]] == ["draft 1", "draft 2"]
    assert [name for name, _ in index["council-decision-562"]] == ["draft 2"]


@pytest.mark.parametrize(
    ("instrument", "name"),
    [
        ("pp-resolution-101", "Resolution 101 (Plenipotentiary Conference)"),
        ("tunis-agenda", "Tunis agenda"),
        ("a/res/67/195", "A/RES/67/195"),
    ],
)
def test_readable_name(instrument, name):
    assert name_of(instrument) == name
