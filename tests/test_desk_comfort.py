"""The forms and lists of the desk: every field explained, every relation found by typing, lists that find."""

import pytest
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteMixin, RelatedFieldWidgetWrapper
from django.test import RequestFactory
from django.urls import reverse

from documents.admin_base import RecordAdmin
from documents.admin_fieldsets import HEADINGS, RARE
from documents.fields import DerivedMixin
from documents.models import Dated, Publishable, Sourced

from . import factory
from .signing_in import make_staff, sign_in
from .test_admin import MAKERS, event_data, form_data

pytestmark = pytest.mark.django_db

PAGES = {
    model._meta.label_lower: page
    for model, page in admin.site._registry.items()
    if isinstance(page, RecordAdmin)
}
EACH_PAGE = pytest.mark.parametrize("label", PAGES)
# Fields without a text of help: one that is not shown. All others have one, with no exception.
WITHOUT_HELP = {"seen"}
# What stands under “Rarely needed”.
RARELY = {"slug", "key", "order", "column", "hours", "remote_participation", "webcast"}


@pytest.fixture
def clerk():
    """Somebody who may do everything."""
    return make_staff(superuser=True)


@pytest.fixture
def desk(client, clerk):
    """A browser in which the clerk is signed in."""
    return sign_in(client, clerk)


def add(label: str) -> str:
    return reverse(f"admin:{label.replace('.', '_')}_add")


def listed(label: str) -> str:
    return reverse(f"admin:{label.replace('.', '_')}_changelist")


def request_of(person):
    request = RequestFactory().get("/")
    request.user = person
    return request


def fields_of(page, clerk) -> dict:
    """The fields of the form that adds a row, and of those of the rows that belong to it."""
    request = request_of(clerk)
    found = dict(page.get_form(request, None).base_fields)
    for inline in page.get_inline_instances(request):
        formset = inline.get_formset(request)
        fields = {name: field for name, field in formset.form.base_fields.items() if name != formset.fk.name}
        found |= {f"{inline.model.__name__}.{name}": field for name, field in fields.items()}
    return found


# --- forms -------------------------------------------------------------------------------------


@EACH_PAGE
def test_every_field_has_a_label_and_says_what_goes_into_it(clerk, label):
    for name, field in fields_of(PAGES[label], clerk).items():
        assert name in WITHOUT_HELP or (field.label and len(str(field.help_text)) >= 6), name


@EACH_PAGE
def test_help_is_short_and_is_a_sentence_or_names_an_example(clerk, label):
    for name, field in fields_of(PAGES[label], clerk).items():
        if name not in WITHOUT_HELP:
            text = str(field.help_text)
            assert text[0].isupper(), name
            assert text[-1] != " ", name
            assert len(text) <= 200, name


@EACH_PAGE
def test_every_relation_is_found_by_typing(clerk, label):
    for name, field in fields_of(PAGES[label], clerk).items():
        if hasattr(field, "queryset"):
            widget = field.widget
            widget = widget.widget if isinstance(widget, RelatedFieldWidgetWrapper) else widget
            assert isinstance(widget, AutocompleteMixin), name


@EACH_PAGE
def test_what_is_typed_stands_under_a_heading_of_its_own(clerk, label):
    page = PAGES[label]
    known = {*HEADINGS, *page.headings, *RARELY}
    derived = {field.name for field in page.model._meta.fields if isinstance(field, DerivedMixin)}
    shown = page.get_fields(request_of(clerk))
    assert set(shown) - known - derived == set()
    groups = page.get_fieldsets(request_of(clerk))
    assert sorted(name for _, options in groups for name in options["fields"]) == sorted(shown)
    assert [options["classes"] for heading, options in groups if heading == RARE] in ([], [["collapse"]])


def test_groups_stand_in_the_order_in_which_one_works(clerk):
    groups = PAGES["opinions.event"].get_fieldsets(request_of(clerk))
    headings = ["What it is", "When and where", "Who", "What it says", "Rarely needed", "Where it comes from"]
    assert [heading for heading, _ in groups] == [*headings, "This change"]


def test_error_in_what_is_folded_opens_it(desk):
    data = event_data(factory.make_opinion(), hours="x" * 61)
    page = desk.post(add("opinions.event"), data).content.decode()
    group = page.partition("Rarely needed")[0].rpartition("<fieldset")[2]
    assert "<details>" not in group


# --- errors ------------------------------------------------------------------------------------


def test_errors_are_listed_with_ways_to_their_fields(desk):
    data = event_data(factory.make_opinion(), date="2013-02-30", summary="")
    page = desk.post(add("opinions.event"), data).content.decode()
    assert '<a href="#id_date">' in page
    assert '<a href="#id_summary">' in page
    assert page.index('href="#id_date"') < page.index('href="#id_summary"')


def test_error_is_tied_to_its_field(desk):
    page = desk.post(add("opinions.event"), event_data(factory.make_opinion(), summary="")).content.decode()
    assert 'id="id_summary_error"' in page
    field = page.partition('name="summary"')[2].partition(">")[0]
    assert "id_summary_error" in field
    assert 'aria-invalid="true"' in field


def test_errors_of_rows_that_belong_to_it_are_listed_too(desk):
    data = event_data(factory.make_opinion()) | {
        "actors-TOTAL_FORMS": 1,
        "actors-0-role": "author",
        "actors-0-order": 3,
    }
    page = desk.post(add("opinions.event"), data).content.decode()
    assert '<a href="#id_actors-0-stakeholder">' in page


def test_form_without_errors_lists_none(desk):
    assert "to-errors" not in desk.get(add("opinions.event")).content.decode()


def test_no_field_is_taken_out_of_the_order_of_the_page(desk):
    for label in PAGES:
        form = desk.get(add(label)).content.decode().partition('id="content-main"')[2]
        assert "tabindex" not in form, label


# --- lists -------------------------------------------------------------------------------------


@EACH_PAGE
def test_list_is_searched_filtered_and_gone_through_by_days(clerk, label):
    page = PAGES[label]
    filters = [name if isinstance(name, str) else name[0] for name in page.get_list_filter(request_of(clerk))]
    assert page.search_fields
    assert len(page.list_display) > 1
    assert ("published_at" in filters) == issubclass(page.model, Publishable)
    assert ("confidence" in filters) == issubclass(page.model, Sourced)
    if issubclass(page.model, Dated):
        assert page.date_hierarchy == "first_day"
    else:
        assert page.date_hierarchy in ("published_at", "published_first")


# What a clerk types, for one row of each kind.
FOUND = {
    "documents.source": lambda: (factory.make_source(title="Round-up of Access"), "round-up"),
    "documents.process": lambda: (factory.make_process(short_title="WTPF-13"), "wtpf"),
    "documents.body": lambda: (factory.make_body(abbreviation="IEG"), "ieg"),
    "documents.meeting": lambda: (factory.make_meeting(body=factory.make_body(abbreviation="IEG")), "ieg"),
    "documents.participation": lambda: (factory.make_participation(person="Petko Kantchev"), "kantchev"),
    "documents.scheduleitem": lambda: (factory.make_schedule_item(step="Texts due"), "texts due"),
    "documents.stakeholder": lambda: (factory.make_stakeholder(name="Sudan (Republic of)"), "republic"),
    "documents.contribution": lambda: (factory.make_contribution(symbol="WTPF-9(Rev.1)"), "wtpf-9 rev 1"),
    "documents.contributionfile": lambda: (
        factory.make_file(factory.make_contribution(symbol="WTPF-13/16(Rev.1)-E")), "WTPF-13/16-rev1"
    ),
    "documents.fact": lambda: (factory.make_fact(text="Over 800 delegates came."), "800 delegates"),
    "opinions.topic": lambda: (factory.make_topic(title="Exchange points"), "exchange"),
    "opinions.opinion": lambda: (factory.make_opinion(adopted_number="Resolution 180"), "resolution 180"),
    "opinions.revision": lambda: (factory.make_revision(label="UK draft"), "uk draft"),
    "opinions.event": lambda: (
        factory.make_event(contribution=factory.make_contribution(symbol="WTPF-IEG/2/10")), "WTPF-IEG/2/10-E"
    ),
    "opinions.intervention": lambda: (
        factory.make_intervention(stakeholder=factory.make_stakeholder(name="Brazil")), "brazil"
    ),
    "opinions.amendment": lambda: (factory.make_amendment(wording="relevant"), "relevant"),
    "opinions.pledge": lambda: (factory.make_pledge(subject="A text on ENUM"), "enum"),
    "opinions.relation": lambda: (
        factory.make_relation(factory.make_opinion(title="On exchange points")), "exchange"
    ),
    "opinions.discrepancy": lambda: (factory.make_discrepancy(question="How many drafts?"), "how many"),
    "opinions.gap": lambda: (factory.make_gap(what="the adopted texts"), "adopted texts"),
}  # fmt: skip


@EACH_PAGE
def test_list_finds_by_what_a_clerk_types(desk, label):
    row, typed = FOUND[label]()
    MAKERS[label]()
    found = desk.get(listed(label), {"q": typed}).context["cl"].result_list
    assert [each.pk for each in found] == [row.pk]


@pytest.mark.parametrize("typed", ["WTPF-13/16(Rev.1)-E", "wtpf-13/16 rev 1", "WTPF-13/16-REV1", "/ "])
def test_autocomplete_finds_a_document_by_its_symbol_in_any_spelling(desk, typed):
    document = factory.make_contribution(symbol="WTPF-13/16(Rev.1)-E")
    asked = {"app_label": "opinions", "model_name": "event", "field_name": "contribution", "term": typed}
    found = desk.get(reverse("admin:autocomplete"), asked).json()["results"]
    assert [each["id"] for each in found] == [str(document.pk)]


def test_row_is_found_once_however_often_it_matches(desk):
    document = factory.make_contribution(symbol="WTPF-IEG/2/10", title="On WTPF-IEG/2/10")
    for _ in range(2):
        factory.make_submission(document, factory.make_stakeholder())
    assert desk.get(listed("documents.contribution"), {"q": "wtpf-ieg/2/10"}).context["cl"].result_count == 1


# --- sent unchanged ----------------------------------------------------------------------------


def test_number_in_use_is_not_taken_by_a_row_that_is_already_there(desk):
    discrepancy = factory.make_discrepancy(accounts=2)
    url = reverse("admin:opinions_discrepancy_change", args=[discrepancy.pk])
    before = list(discrepancy.accounts.values_list("number", "says"))
    assert desk.post(url, form_data(desk.get(url)) | {"why": "Looked."}).status_code == 302
    assert list(discrepancy.accounts.values_list("number", "says")) == before
