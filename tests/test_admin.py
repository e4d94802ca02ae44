"""Every admin page answers, lists issue a fixed number of queries, and the forms keep the record's rules."""

import hashlib

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents.models import (
    Change,
    ContributionFile,
    Intake,
    LoadedRow,
    Meeting,
    Review,
    ReviewItem,
    Stakeholder,
    TextSketch,
)
from opinions.models import Event, Opinion

from . import factory
from .signing_in import make_staff, sign_in

pytestmark = pytest.mark.django_db

# One row of each model that has an admin page of its own.
MAKERS = {
    "documents.source": factory.make_source,
    "documents.process": factory.make_process,
    "documents.body": lambda: factory.make_body(parent=factory.make_body()),
    "documents.meeting": lambda: factory.make_session(factory.make_meeting()),
    "documents.participation": factory.make_participation,
    "documents.scheduleitem": factory.make_schedule_item,
    "documents.stakeholder": lambda: factory.make_stakeholder(parent=factory.make_stakeholder()),
    "documents.contribution": lambda: factory.make_contribution(
        [factory.make_stakeholder()], meeting=factory.make_meeting()
    ),
    "documents.contributionfile": factory.make_file,
    "documents.fact": lambda: factory.make_fact(
        contribution=factory.make_contribution(), stakeholder=factory.make_stakeholder()
    ),
    "documents.review": factory.make_review,
    "documents.change": lambda: factory.make_change(factory.make_source()),
    "documents.loadedrow": lambda: LoadedRow.objects.create(model="m", key=str(factory.next_number())),
    "documents.linkcheck": factory.make_dead_link,
    "documents.oldaddress": factory.make_old_address,
    "opinions.topic": factory.make_topic,
    "opinions.opinion": lambda: (
        factory.make_other_title(factory.make_opinion(topic=factory.make_topic())).opinion
    ),
    "opinions.revision": factory.make_revision,
    "opinions.event": lambda: factory.make_event(
        actors=[factory.make_stakeholder()],
        meeting=factory.make_meeting(),
        contribution=factory.make_contribution(),
    ),
    "opinions.intervention": lambda: factory.make_intervention(meeting=factory.make_meeting()),
    "opinions.amendment": lambda: factory.make_amendment(meeting=factory.make_meeting()),
    "opinions.pledge": lambda: factory.make_pledge(
        factory.make_opinion(), delivered_by=factory.make_contribution(), fate="delivered"
    ),
    "opinions.relation": factory.make_relation,
    "opinions.discrepancy": factory.make_discrepancy,
    "opinions.gap": factory.make_gap,
}
LOOKED_AT = (
    "documents.loadedrow",
    "documents.change",
    "documents.review",
    "documents.linkcheck",
    "documents.oldaddress",
)
EACH_MODEL = pytest.mark.parametrize("label", MAKERS)


@pytest.fixture
def staff(client):
    """A browser in which a superuser is signed in."""
    sign_in(client, make_staff(superuser=True))
    return client


def address(label: str, page: str, *args) -> str:
    return reverse(f"admin:{label.replace('.', '_')}_{page}", args=args)


def queries_of(staff, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert staff.get(url).status_code == 200
    return len(queries)


def form_data(response) -> dict:
    """Return what a browser would send back from the form of an admin page, unchanged."""
    adminform = response.context["adminform"]
    forms = [adminform.form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.initial_forms]
    return {name: value for form in forms for name, value in _fields_of(form)}


def _fields_of(form):
    for bound in form:
        value = bound.value()
        if hasattr(bound.field.widget, "decompress"):
            parts = bound.field.widget.decompress(value)
            yield from ((f"{bound.html_name}_{number}", part or "") for number, part in enumerate(parts))
        elif isinstance(value, list | tuple):
            yield bound.html_name, [getattr(each, "pk", each) for each in value]
        elif value is not None and value is not False:
            yield bound.html_name, value


def event_data(opinion: Opinion, **given) -> dict:
    """Return a filled-in form for a new event, a draft unless it says otherwise."""
    data = {"opinion": opinion.pk, "key": "step", "kind": "submitted", "order": 0, "date": "2012-10-10"}
    data |= {"summary": "It happened.", "confidence": "high"}
    data |= {"actors-TOTAL_FORMS": 0, "actors-INITIAL_FORMS": 0}
    return data | given


# --- every page --------------------------------------------------------------------------------


def test_every_model_of_the_record_has_a_page_or_an_inline():
    inlines = {inline.model for page in admin.site._registry.values() for inline in page.inlines}
    inlines.add(ReviewItem)  # shown on the page of its review
    for app in ("documents", "opinions"):
        for model in apps.get_app_config(app).get_models():
            if model in (Intake, TextSketch):
                continue  # no rows of the record: what waits at the desk, and what is computed of texts
            if model.__name__.startswith("Search"):  # follows from the record, and is nobody's to edit
                continue
            assert model in admin.site._registry or model in inlines, model
            assert not admin.site.is_registered(model) or model._meta.label_lower in MAKERS, model


@EACH_MODEL
def test_list_page_answers_and_its_queries_do_not_grow(staff, label):
    MAKERS[label]()
    queries_of(staff, address(label, "changelist"))  # fills Django's own caches
    few = queries_of(staff, address(label, "changelist"))
    for _ in range(4):
        MAKERS[label]()
    assert queries_of(staff, address(label, "changelist")) == few
    assert few <= 16


@EACH_MODEL
def test_list_page_can_be_searched(staff, label):
    MAKERS[label]()
    assert staff.get(address(label, "changelist"), {"q": "nothing-of-the-kind"}).status_code == 200


@pytest.mark.parametrize("label", [label for label in MAKERS if label not in LOOKED_AT])
def test_add_page_answers(staff, label):
    assert staff.get(address(label, "add")).status_code == 200


@EACH_MODEL
def test_change_page_answers(staff, label):
    assert staff.get(address(label, "change", MAKERS[label]().pk), follow=True).status_code == 200


@pytest.mark.parametrize("label", [label for label in MAKERS if label not in LOOKED_AT])
def test_change_page_saved_unchanged_changes_nothing(staff, label):
    row = MAKERS[label]()
    before = type(row).objects.filter(pk=row.pk).values().get()
    page = staff.get(address(label, "change", row.pk))
    answer = staff.post(address(label, "change", row.pk), form_data(page) | {"why": "Looked."})
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    assert not Change.objects.exists()
    assert not Review.objects.exists()
    assert type(row).objects.filter(pk=row.pk).values().get() == before


# Old addresses are entered and deleted, but never changed: see `test_old_addresses_desk`.
@pytest.mark.parametrize("label", [label for label in LOOKED_AT if label != "documents.oldaddress"])
def test_what_others_write_can_only_be_looked_at(staff, label):
    row = MAKERS[label]()
    before = type(row).objects.filter(pk=row.pk).values().get()
    assert staff.get(address(label, "add")).status_code == 403
    answer = staff.post(address(label, "change", row.pk), {"key": "x"})
    # A review is decided by buttons of its page, a change leads to the history: nothing of them is typed.
    expected = {"documents.review": 200, "documents.change": 302}
    assert answer.status_code == expected.get(label, 403)
    assert type(row).objects.filter(pk=row.pk).values().get() == before
    assert staff.post(address(label, "delete", row.pk), {"post": "yes"}).status_code == 403


def test_parts_of_an_admin_page_do_not_take_each_others_names():
    taken = []
    for page in admin.site._registry.values():
        ours = [each for each in type(page).__mro__ if each.__module__.startswith(("documents", "opinions"))]
        names = [name for each in ours for name in vars(each) if name.startswith("_") and name[1] != "_"]
        taken += [(type(page).__name__, name) for name in set(names) if names.count(name) > 1]
    assert taken == []


def test_related_rows_are_offered_as_one_types_without_a_query_each(staff):
    url = reverse("admin:autocomplete")
    asked = {"app_label": "opinions", "model_name": "event", "field_name": "revision", "term": "Draft"}
    factory.make_revision()
    few = queries_of(staff, f"{url}?{'&'.join(f'{k}={v}' for k, v in asked.items())}")
    for _ in range(3):
        factory.make_revision()
    with CaptureQueriesContext(connection) as queries:
        assert len(staff.get(url, asked).json()["results"]) == 4
    assert len(queries) == few


def test_pages_are_closed_to_visitors(client):
    assert client.get(address("opinions.event", "changelist")).status_code == 302


# --- sources and publication -------------------------------------------------------------------


def stakeholder_data(**given) -> dict:
    data = {"slug": "sudan", "name": "Sudan", "short_name": "Sudan", "category": "member-state"}
    return {**data, "confidence": "high", **given}


def test_draft_without_a_source_is_saved(staff):
    assert staff.post(address("documents.stakeholder", "add"), stakeholder_data()).status_code == 302
    assert not Stakeholder.objects.get().is_published


def test_no_form_publishes(staff):
    given = {"published_at_0": "2020-01-01", "published_at_1": "00:00:00", "published_at": "2020-01-01"}
    data = stakeholder_data(**given, sources=[factory.make_source().pk])
    assert staff.post(address("documents.stakeholder", "add"), data).status_code == 302
    assert not Stakeholder.objects.get().is_published


def test_list_action_publishes_events_and_moves_their_path(staff):
    event = factory.make_event(kind="submitted", published=False)
    data = {"action": "publish_chosen", "_selected_action": [event.pk], "confirmed": "yes"}
    page = staff.post(address("opinions.event", "changelist"), data, follow=True)
    assert "Published now: 1." in page.content.decode()
    assert Opinion.objects.get(pk=event.opinion_id).stage == "submitted"


def test_list_action_publishes_nothing_where_one_row_has_no_source(staff):
    rows = [factory.make_stakeholder(published=False), factory.make_stakeholder(published=False, sources=[])]
    data = {"action": "publish_chosen", "_selected_action": [row.pk for row in rows], "confirmed": "yes"}
    page = staff.post(address("documents.stakeholder", "changelist"), data, follow=True)
    assert "A fact without a source cannot be published." in page.content.decode()
    assert not Stakeholder.objects.published().exists()


def test_list_of_rows_without_publication_offers_no_such_action(staff):
    MAKERS["documents.loadedrow"]()
    page = staff.get(address("documents.loadedrow", "changelist"))
    assert "publish_chosen" not in page.content.decode()


# --- events ------------------------------------------------------------------------------------


def test_event_that_may_not_follow_is_refused_with_a_sentence(staff):
    opinion = factory.make_path("submitted", "withdrawn")
    page = staff.post(
        address("opinions.event", "add"), event_data(opinion, kind="adopted", date="2013-05-16")
    )
    assert "“adopted” cannot follow while the text is “withdrawn”." in page.content.decode()
    assert opinion.events.count() == 2


def test_event_that_may_not_follow_is_taken_with_a_reason(staff):
    opinion = factory.make_path("submitted", "withdrawn")
    data = event_data(opinion, kind="adopted", date="2013-05-16", out_of_order_reason="The report has it so.")
    assert staff.post(address("opinions.event", "add"), data).status_code == 302
    assert opinion.events.count() == 3


def test_event_without_a_readable_date_is_refused_with_a_sentence(staff):
    page = staff.post(address("opinions.event", "add"), event_data(factory.make_opinion(), date="2013-02-30"))
    assert "names a day that is not in the calendar" in page.content.decode()


def test_draft_event_moves_no_path_until_it_is_published(staff):
    opinion = factory.make_opinion()
    data = event_data(opinion, sources=[factory.make_source().pk])
    assert staff.post(address("opinions.event", "add"), data).status_code == 302
    opinion.refresh_from_db()
    assert opinion.stage == "start"


def test_moving_an_event_brings_both_opinions_up_to_date(staff, settings):
    settings.ONE_PERSON_DESK = True
    old, new = factory.make_path("submitted"), factory.make_opinion()
    event = old.events.get()
    url = address("opinions.event", "change", event.pk)
    answer = staff.post(url, form_data(staff.get(url)) | {"opinion": new.pk, "why": "It was the other."})
    assert answer.status_code == 302
    assert [Opinion.objects.get(pk=each.pk).stage for each in (old, new)] == ["start", "submitted"]


@pytest.mark.parametrize("page", ["delete", "list"])
def test_published_events_are_not_deleted(staff, page):
    opinion = factory.make_path("submitted", "adopted")
    last = opinion.events.get(kind="adopted")
    if page == "delete":
        assert staff.post(address("opinions.event", "delete", last.pk), {"post": "yes"}).status_code == 403
    else:
        data = {"action": "delete_selected", "_selected_action": [last.pk], "post": "yes"}
        staff.post(address("opinions.event", "changelist"), data)
    assert Opinion.objects.get(pk=opinion.pk).stage == "adopted"
    assert Event.objects.filter(pk=last.pk).exists()


def test_draft_events_are_deleted(staff):
    event = factory.make_event(published=False)
    assert staff.post(address("opinions.event", "delete", event.pk), {"post": "yes"}).status_code == 302
    data = {"action": "delete_selected", "post": "yes"}
    other = factory.make_event(published=False)
    staff.post(address("opinions.event", "changelist"), data | {"_selected_action": [other.pk]})
    assert not Event.objects.exists()


def test_stage_and_outcome_cannot_be_typed(staff):
    opinion = factory.make_path("submitted")
    url = address("opinions.opinion", "change", opinion.pk)
    staff.post(url, form_data(staff.get(url)) | {"stage": "adopted", "outcome": "adopted", "why": "?"})
    assert Opinion.objects.get(pk=opinion.pk).stage == "submitted"


def test_new_last_day_of_a_process_decides_between_open_and_not_known(staff, settings):
    settings.ONE_PERSON_DESK = True
    opinion = factory.make_path("submitted")
    assert opinion.outcome == "unknown"
    url = address("documents.process", "change", opinion.process_id)
    staff.post(url, form_data(staff.get(url)) | {"date": "2012/2999", "why": "It goes on."})
    assert Opinion.objects.get(pk=opinion.pk).outcome == "open"


# --- texts and files ---------------------------------------------------------------------------


def test_published_text_is_read_only(staff):
    revision = factory.make_revision()
    url = address("opinions.revision", "change", revision.pk)
    page = staff.get(url)
    assert "text" not in page.context["adminform"].form.fields
    staff.post(url, form_data(page) | {"text": "Something else.", "why": "?"})
    before = revision.text
    revision.refresh_from_db()
    assert revision.text == before


def test_draft_text_can_be_edited_and_its_hash_follows(staff):
    revision = factory.make_revision(published=False)
    url = address("opinions.revision", "change", revision.pk)
    assert staff.post(url, form_data(staff.get(url)) | {"text": "Something else."}).status_code == 302
    before = revision.sha256
    revision.refresh_from_db()
    assert revision.text == "Something else."
    assert revision.sha256 != before


def test_second_document_of_one_symbol_is_refused_with_a_sentence(staff):
    first = factory.make_contribution(symbol="WTPF-13/16(Rev.1)-E")
    other = factory.make_contribution(process=first.process)
    url = address("documents.contribution", "change", other.pk)
    answer = staff.post(url, form_data(staff.get(url)) | {"symbol": "wtpf-13/16 rev 1", "why": "?"})
    assert answer.status_code == 200
    assert "symbol" in str(answer.context["adminform"].form.errors).lower()


def test_upload_describes_itself(staff):
    contribution = factory.make_contribution()
    upload = SimpleUploadedFile("draft.txt", b"A draft.", content_type="text/plain")
    data = {"contribution": contribution.pk, "file": upload, "language": "en"}
    assert staff.post(address("documents.contributionfile", "add"), data).status_code == 302
    stored = ContributionFile.objects.get()
    assert (stored.name, stored.size, stored.media_type) == ("draft.txt", 8, "text/plain")
    assert stored.sha256 == hashlib.sha256(b"A draft.").hexdigest()
    assert stored.file.read() == b"A draft."


def test_same_file_twice_is_refused_with_a_sentence(staff):
    stored = factory.make_file(content=b"A draft.")
    data = {"contribution": stored.contribution_id, "language": "en"}
    data["file"] = SimpleUploadedFile("again.txt", b"A draft.")
    page = staff.post(address("documents.contributionfile", "add"), data)
    assert "The document has this very file already." in page.content.decode()


def test_session_of_a_meeting_of_another_process_is_refused(staff):
    session = factory.make_session(factory.make_meeting())
    url = address("documents.meeting", "change", session.pk)
    data = form_data(staff.get(url)) | {"process": factory.make_process().pk, "why": "?"}
    page = staff.post(url, data)
    assert "A session belongs to the process of its meeting." in page.content.decode()
    assert Meeting.objects.get(pk=session.pk).process_id == session.process_id
