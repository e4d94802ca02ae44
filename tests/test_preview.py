"""Previews: a page as readers will see it, for a while and for whoever has the link; without a trace."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.core import signing
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_script_prefix, reverse
from django.utils import timezone

from documents.desk import previews, reviews
from documents.desk.states import state_of
from documents.models import Change, Review
from opinions.models import Opinion
from tests import factory
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
ENDED = "The link has ended, or it is not complete."


@pytest.fixture
def ada():
    """A contributor."""
    return factory.make_person("contributors", username="ada")


@pytest.fixture
def bob():
    """A reviewer."""
    return factory.make_person("reviewers", username="bob")


@pytest.fixture
def opinion():
    """A published text that was submitted."""
    return factory.make_path("submitted", opinion=factory.make_opinion(published=True))


@pytest.fixture
def review(ada, opinion):
    """A draft step of that text, which waits for review."""
    event = factory.make_event(opinion, "agreed", published=False, summary="Agreed in the small hours.")
    return reviews.ask_review(by=ada, rows=[event])


def prefix_of(shown, by, **given) -> str:
    return f"/preview/{previews.token_of(shown, by=by, **given)}/"


def page(client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return answer.content.decode()


def content_of_database() -> dict:
    return {model: list(model.objects.order_by("pk").values()) for model in apps.get_models()}


# --- what it shows -----------------------------------------------------------------------------


def test_page_shows_the_draft_in_its_place(client, ada, opinion, review):
    found = page(client, f"{prefix_of(review, ada)}opinions/{opinion.slug}/")
    assert "Agreed in the small hours." in found and "Preview, not published." in found


def test_stage_is_that_after_the_draft(client, ada, opinion, review):
    answer = client.get(f"{prefix_of(review, ada)}opinions/{opinion.slug}/")
    assert answer.context["opinion"].stage == "agreed"
    assert client.get(opinion.get_absolute_url()).context["opinion"].stage == "submitted"


def test_correction_is_shown_as_it_would_be(client, ada):
    row = factory.make_stakeholder(name="Old name")
    state = state_of(row)
    state["fields"]["name"] = "New name"
    review = reviews.propose(by=ada, row=row, state=state, why="Renamed.")
    found = page(client, f"{prefix_of(review, ada)}stakeholders/{row.slug}/")
    assert "New name" in found and "Old name" not in found
    assert "Old name" in page(client, row.get_absolute_url())


def test_whole_of_a_review_is_shown_whatever_page_is_asked(client, ada):
    rows = [factory.make_stakeholder(published=False) for _ in range(3)]
    review = reviews.ask_review(by=ada, rows=rows)
    found = page(client, f"{prefix_of(review, ada)}stakeholders/")
    assert all(row.name in found for row in rows)


def test_one_draft_is_shown_with_the_drafts_it_stands_under(client, ada):
    opinion = factory.make_opinion(published=False)
    text = factory.make_revision(opinion, published=False)
    found = page(client, f"{prefix_of(text, ada)}opinions/{opinion.slug}/revisions/{text.number}/")
    assert text.label in found


def test_first_page_is_shown(client, ada, review):
    assert "Preview, not published." in page(client, prefix_of(review, ada))


def test_draft_of_another_review_is_not_shown(client, ada, opinion, review):
    other = factory.make_event(opinion, "discussed", published=False, summary="Nobody’s business.")
    reviews.ask_review(by=ada, rows=[other])
    assert "Nobody’s business." not in page(client, f"{prefix_of(review, ada)}opinions/{opinion.slug}/")


def test_file_of_a_draft_document_is_handed_out(client, ada):
    document = factory.make_contribution(published=False)
    file = factory.make_file(document, b"Only for some.", published=False)
    prefix = prefix_of(reviews.ask_review(by=ada, rows=[document]), ada)
    found = page(client, f"{prefix}documents/{document.symbol}/")
    assert f'href="{prefix}{file.get_absolute_url()[1:]}"' in found
    answer = client.get(f"{prefix}{file.get_absolute_url()[1:]}")
    assert b"".join(answer.streaming_content) == b"Only for some."
    assert answer["Cache-Control"] == "no-store, private" and "attachment" in answer["Content-Disposition"]
    assert client.get(file.get_absolute_url()).status_code == 404


def test_what_cannot_be_published_is_shown_with_the_reason(client, ada, opinion):
    event = factory.make_event(opinion, "agreed", published=False, sources=[], summary="It has no source.")
    answer = client.get(f"{prefix_of(event, ada)}opinions/{opinion.slug}/")
    assert "It has no source." in answer.content.decode()
    assert "A fact without a source cannot be published." in answer.content.decode()
    assert answer.context["opinion"].stage == "agreed"


def test_event_that_may_not_follow_is_shown_with_the_reason(client, ada):
    opinion = factory.make_path("submitted", "withdrawn")
    event = factory.make_event(opinion, "adopted", published=False, summary="Against all order.")
    found = page(client, f"{prefix_of(event, ada)}opinions/{opinion.slug}/")
    assert "Against all order." in found and "cannot follow" in found


def test_correction_that_breaks_a_rule_is_left_out_with_the_reason(client, ada):
    first, second = factory.make_stakeholder(), factory.make_stakeholder()
    state = state_of(second)
    state["fields"]["slug"] = first.slug
    review = reviews.propose(by=ada, row=second, state=state, why="The same?")
    found = page(client, f"{prefix_of(review, ada)}stakeholders/{second.slug}/")
    assert "It cannot be published like this yet" in found


def test_deleted_draft_is_left_out(client, ada, review):
    review.items.get().thing.delete()
    assert page(client, prefix_of(review, ada))


def test_draft_words_are_escaped(client, ada, opinion):
    event = factory.make_event(opinion, "agreed", published=False, sources=[], summary="<script>x</script>")
    found = page(client, f"{prefix_of(event, ada)}opinions/{opinion.slug}/")
    assert "<script>x" not in found and "&lt;script&gt;x" in found


# --- staying inside ----------------------------------------------------------------------------


def links_of(found: str) -> list[str]:
    return re.findall(r'(?:href|action)="([^"#?]*)', found)


@pytest.mark.parametrize("path", ["", "opinions/", "opinions/{slug}/", "about/", "changes/", "nothing/here/"])
def test_links_stay_in_the_preview(client, ada, opinion, review, path):
    prefix = prefix_of(review, ada)
    found = client.get(prefix + path.format(slug=opinion.slug)).content.decode()
    inside = [link for link in links_of(found) if link.startswith("/") and not link.startswith("/static/")]
    assert len(inside) > 5
    assert [link for link in inside if not link.startswith(prefix)] == []
    assert "/static/css/base.css" in found and f"{prefix}static" not in found


def test_short_addresses_lead_on_inside(client, ada, review):
    document = factory.make_contribution(symbol="WTPF-IEG/2/10")
    prefix = prefix_of(review, ada)
    answer = client.get(f"{prefix}d/{document.symbol}")
    assert answer.status_code in (301, 302) and answer["Location"].startswith(prefix)


def test_prefix_does_not_leak_into_later_requests(client, ada, opinion, review):
    prefix = prefix_of(review, ada)
    for path in ("opinions/", "nothing/here/", "opinions/?as_of=never", "admin/"):
        client.get(prefix + path)
        assert get_script_prefix() == "/"
    assert reverse("opinions:opinions") == "/opinions/"
    assert "/preview/" not in page(client, opinion.get_absolute_url())


def test_prefix_and_drafts_go_where_a_page_fails(client, ada, review, monkeypatch):
    monkeypatch.setattr("wtpf_tracker.preview.render", None)
    monkeypatch.setattr("wtpf_tracker.preview.not_found", None)
    before = content_of_database()
    with pytest.raises(TypeError):
        client.get(f"{prefix_of(review, ada)}nothing/here/")
    assert get_script_prefix() == "/" and content_of_database() == before


@pytest.mark.parametrize(
    "path",
    ["admin/", "admin/login/", "admin/opinions/event/", "preview/x/", "nothing/here/", "static/css/base.css"],
)
def test_nothing_but_public_pages_is_shown(client, ada, bob, review, path):
    sign_in(client, bob)
    found = page(client, prefix_of(review, ada) + path, 404)
    assert "Nothing is at this address" in found


def test_no_preview_in_a_preview(client, ada, review):
    inner = prefix_of(review, ada)
    page(client, prefix_of(review, ada) + inner[1:] + "opinions/", 404)


def test_bad_question_is_answered_inside(client, ada, review):
    found = page(client, f"{prefix_of(review, ada)}opinions/?page=x", 400)
    assert "is not a page number" in found and "Preview, not published." in found


def test_who_is_signed_in_sees_what_everybody_sees(client, ada, opinion, review):
    address = f"{prefix_of(review, ada)}opinions/{opinion.slug}/"
    found = page(client, address)
    sign_in(client, ada)
    assert page(client, address) == found


def test_as_of_a_day_works_inside(client, ada, opinion, review):
    prefix = prefix_of(review, ada)
    found = page(client, f"{prefix}opinions/?as_of=2013-05-20")
    assert "This page shows what the public could know" in found
    assert f'href="{prefix}opinions/"' in found


# --- headers, methods --------------------------------------------------------------------------


def test_answer_is_kept_nowhere_and_tells_no_other_site(client, ada, review):
    answer = client.get(prefix_of(review, ada))
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert '<meta name="robots" content="noindex, nofollow">' in answer.content.decode()


def test_ordinary_pages_are_open_to_search_engines(client, opinion):
    answer = client.get(opinion.get_absolute_url())
    assert "robots" not in answer.content.decode() and not answer.has_header("X-Robots-Tag")


def test_head_is_answered_without_a_body(client, ada, review):
    answer = client.head(prefix_of(review, ada))
    assert answer.status_code == 200 and answer.content == b""


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_can_be_written_through_it(client, ada, review, method):
    assert getattr(client, method)(prefix_of(review, ada)).status_code == 405


# --- without a trace ---------------------------------------------------------------------------


def test_nothing_of_it_stays_in_the_database(client, ada, opinion, review):
    before = content_of_database()
    for path in ("", "opinions/", f"opinions/{opinion.slug}/", "changes/", "nothing/here/"):
        client.get(prefix_of(review, ada) + path)
    assert content_of_database() == before
    assert not Change.objects.exists() and Opinion.objects.get().stage == "submitted"


def test_caches_give_readers_no_draft(client, ada):
    cache.clear()
    opinion = factory.make_opinion()
    first = factory.make_revision(opinion, text="The Forum is of the view that roads are good.")
    draft = factory.make_revision(
        opinion, text="The Forum is of the view that secrets are good.", published=False, based_on=[first]
    )
    place = f"opinions/{opinion.slug}/"
    paths = [f"{place}{path}" for path in ("compare/1...2/", "revisions/2/authorship/", "revisions/2/", "")]
    before = [comparable(client, f"/{path}") for path in paths]
    assert all("secrets" in page(client, prefix_of(draft, ada) + path) for path in paths[:3])
    assert [comparable(client, f"/{path}") for path in paths] == before
    assert [status for status, _ in before] == [404, 404, 404, 200]


def comparable(client, address: str) -> tuple:
    answer = client.get(address)
    return answer.status_code, answer.content


def test_queries_of_a_preview_do_not_grow_with_its_pages(client, ada, review):
    prefix = prefix_of(review, ada)
    client.get(f"{prefix}about/")
    with CaptureQueriesContext(connection) as queries:
        client.get(f"{prefix}about/")
    with CaptureQueriesContext(connection) as plain:
        client.get("/about/")
    assert len(queries) - len(plain) <= 45


# --- who gets in -------------------------------------------------------------------------------


def test_forged_and_foreign_tokens_show_nothing(client, ada, review):
    token = previews.token_of(review, by=ada)
    foreign = signing.dumps({"of": "documents.review", "pk": review.pk}, salt="another")
    for wrong in ("x", token[:-1] + ("a" if token[-1] != "a" else "b"), "a" + token, foreign, f"{token}:x"):
        assert ENDED in page(client, f"/preview/{wrong}/opinions/", 404)


def test_new_secret_key_ends_all_links(client, ada, review, settings):
    prefix = prefix_of(review, ada)
    settings.SECRET_KEY = settings.SECRET_KEY[::-1]
    assert ENDED in page(client, prefix, 404)


@pytest.mark.parametrize("days", previews.DAYS)
def test_link_ends_at_its_time(client, ada, review, days, monkeypatch):
    prefix = prefix_of(review, ada, days=days)
    now = timezone.now()
    monkeypatch.setattr(previews.timezone, "now", lambda: now + timedelta(days=days, minutes=-5))
    assert previews.opened(prefix.split("/")[2]).shown == review
    monkeypatch.setattr(previews.timezone, "now", lambda: now + timedelta(days=days, minutes=5))
    assert ENDED in page(client, prefix, 410)


@pytest.mark.parametrize("state", ["done", "sent-back", "taken-back"])
def test_link_ends_when_the_review_is_decided(client, ada, review, state):
    prefix = prefix_of(review, ada)
    Review.objects.update(state=state)
    assert ENDED in page(client, prefix, 410)


def test_link_holds_while_a_review_waits_for_its_time(client, ada, review):
    Review.objects.update(state="scheduled", publish_at=timezone.now() + timedelta(days=1))
    page(client, prefix_of(review, ada))


@pytest.mark.parametrize("change", ["published", "deleted"])
def test_link_to_one_draft_ends_with_it(client, ada, opinion, change):
    event = factory.make_event(opinion, "agreed", published=False)
    prefix = prefix_of(event, ada)
    if change == "deleted":
        event.delete()
    else:
        type(event).objects.filter(pk=event.pk).update(published_at=factory.PUBLISHED)
    assert ENDED in page(client, prefix, 410)


@pytest.mark.parametrize("field", ["is_active", "is_staff"])
def test_link_ends_with_the_account_of_who_made_it(client, ada, review, field):
    prefix = prefix_of(review, ada)
    setattr(ada, field, False)
    ada.save()
    assert ENDED in page(client, prefix, 410)


def test_ended_and_wrong_links_say_the_same(client, ada, review):
    prefix = prefix_of(review, ada)
    Review.objects.update(state="done")
    ended, wrong = client.get(prefix), client.get("/preview/wrong/")
    assert ended.content == wrong.content
    assert review.title not in ended.content.decode()
    assert ended["Cache-Control"] == wrong["Cache-Control"] == "no-store, private"


# --- making links ------------------------------------------------------------------------------


def test_link_is_made_on_the_page_of_a_review(client, ada, opinion, review):
    sign_in(client, ada)
    made = client.post(
        reverse("admin:documents_review_change", args=[review.pk]), {"_link": "", "days": "30"}
    )
    link = urlsplit(made.context["link"])
    assert link.netloc == "testserver" and made.context["link"] in made.content.decode()
    client.logout()
    assert "Agreed in the small hours." in page(client, link.path)
    assert link.fragment == f"event-{review.items.get().thing.key}"
    assert previews.opened(link.path.split("/")[2]).until > timezone.now() + timedelta(days=29)


def test_link_for_another_time_than_those_offered_is_refused(client, ada, review):
    sign_in(client, ada)
    made = client.post(
        reverse("admin:documents_review_change", args=[review.pk]), {"_link": "", "days": "9999"}
    )
    assert "link" not in made.context


def test_review_is_looked_at_as_readers_will(client, bob, review):
    sign_in(client, bob)
    found = client.get(reverse("admin:documents_review_look", args=[review.pk]), follow=True)
    assert "Agreed in the small hours." in found.content.decode()


def test_draft_is_looked_at_from_its_form(client, ada):
    file = factory.make_file(factory.make_contribution(published=False), published=False)
    sign_in(client, ada)
    for row in (file, file.contribution):
        address = reverse("admin:documents_review_preview", args=[row._meta.label_lower, row.pk])
        assert file.contribution.title in client.get(address, follow=True).content.decode()


def test_published_row_is_looked_at_where_it_is(client, ada, opinion):
    sign_in(client, ada)
    answer = client.get(reverse("admin:documents_review_preview", args=["opinions.opinion", opinion.pk]))
    assert answer["Location"] == opinion.get_absolute_url()


@pytest.mark.parametrize(
    "label", ["auth.user", "documents.review", "documents.change", "no.model", "nothing"]
)
def test_only_things_of_the_record_are_looked_at(client, ada, review, label):
    sign_in(client, ada)
    assert client.get(reverse("admin:documents_review_preview", args=[label, ada.pk])).status_code == 404


def test_visitors_and_people_without_a_role_make_no_links(client, review):
    addresses = [
        reverse("admin:documents_review_look", args=[review.pk]),
        reverse("admin:documents_review_change", args=[review.pk]),
        reverse("admin:documents_review_preview", args=["opinions.event", review.items.get().object_pk]),
    ]
    assert [client.get(address).status_code for address in addresses] == [302, 302, 302]
    assert all("/login/" in client.get(address)["Location"] for address in addresses)
    sign_in(client, factory.make_person())
    assert [client.get(address).status_code for address in addresses] == [403, 403, 403]
