"""The public page of data quality counts what is published and leads to it; the desk's leads to the forms."""

import re

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from tests import factory
from tests.signing_in import make_staff, sign_in
from tests.test_pages_documents import words
from tests.world import make_world, queries_of
from wtpf_tracker.missing import LACKS

pytestmark = pytest.mark.django_db

# --- readers ---------------------------------------------------------------------------------------


def row_of(client, slug: str) -> str:
    """The row of one kind on the page, as HTML."""
    content = client.get("/quality/").content.decode()
    return re.search(rf'<tr id="{slug}">.*?</tr>', content, re.DOTALL)[0]


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_every_kind_has_its_row_and_says_what_it_means(client):
    content = client.get("/quality/").content.decode()
    for lack in LACKS:
        assert f'id="{lack.slug}"' in content
        assert lack.explains in content


def test_count_is_of_how_many_in_words(client):
    factory.make_event(date="2013-02")
    factory.make_event()
    row = plain(row_of(client, "inexact-dates"))
    assert "1 of 2 dates" in row
    assert "Among them: 1 of 2 events." in row


def test_bar_repeats_the_count_and_is_hidden_from_readers_of_words(client):
    factory.make_event(date="2013-02")
    factory.make_event()
    row = row_of(client, "inexact-dates")
    assert 'width="50.0%"' in row
    assert 'aria-hidden="true"' in row


def test_drafts_are_not_counted(client):
    factory.make_pledge(published=False)
    factory.make_pledge()
    assert "1 of 1 promise " in plain(row_of(client, "pledges")) + " "


def test_nothing_missing_and_nothing_there_are_told_apart(client):
    factory.make_event()
    assert "None of 1 event" in plain(row_of(client, "unsourced-events"))
    assert "There is no promise yet" in plain(row_of(client, "pledges"))
    assert "There is no entry whose addresses were looked at yet" in plain(row_of(client, "links"))


@pytest.mark.parametrize(
    ("slug", "make", "see"),
    [
        ("gaps", factory.make_gap, "/not-known/"),
        ("pledges", factory.make_pledge, "/pledges/?fate=unknown"),
        (
            "documents",
            lambda: factory.make_contribution(access="not-located"),
            "/documents/?access=not-located",
        ),
        ("readings", factory.make_discrepancy, "/discrepancies/"),
        ("outcomes", lambda: factory.make_path("submitted"), "/opinions/?outcome=unknown"),
        ("inexact-dates", lambda: factory.make_event(date="2013"), "/quality/inexact-dates/"),
    ],
)
def test_count_leads_to_where_a_reader_sees_them(client, slug, make, see):
    row = make()
    assert f'href="{see}"' in row_of(client, slug)
    content = client.get(see).content.decode()
    assert (
        row.get_absolute_url() in content
        or f'id="{getattr(row, "key", "")}"' in content
        or (f'id="{slug[:-1]}-{getattr(row, "key", "")}"' in content)
    )


def test_nothing_leads_nowhere(client):
    assert "<a " not in row_of(client, "pledges")


def test_page_says_it_is_of_today_whatever_day_is_asked_for(client):
    factory.make_pledge()
    day, today = (
        client.get(address).content.decode() for address in ("/quality/?as_of=2013-02-11", "/quality/")
    )
    assert "The counts are those of today" in today
    assert "could know on" not in day
    assert plain(day) == plain(today)


def test_first_sentence_says_what_was_found(client):
    factory.make_contribution(access="not-located")
    text = words(client.get("/quality/"))
    assert "Not located: 1 of 1 document." in text
    assert "Of low confidence: none of 2 facts." in text


def test_quality_of_an_empty_record(client):
    assert "What this record does not have." in words(client.get("/quality/"))


def test_quality_asks_the_same_with_three_times_the_rows(client):
    world = make_world()
    addresses = ["/quality/", *(f"/quality/{lack.slug}/" for lack in LACKS)]
    factory.make_dead_link(world.source.address)
    before = {address: queries_of(client, address) for address in addresses}
    world.grow(2)
    assert {address: queries_of(client, address) for address in addresses} == before
    assert before["/quality/"] <= 22
    assert max(before.values()) <= 40


def test_page_of_one_kind_lists_published_rows_with_their_addresses(client):
    shown = factory.make_contribution(date="2013-03", title="Shown")
    factory.make_contribution(date="2013-03", title="Hidden", published=False)
    content = client.get("/quality/inexact-dates/").content.decode()
    assert f'href="{shown.get_absolute_url()}"' in content
    assert "March 2013" in content
    assert "Hidden" not in content


def test_page_of_one_kind_comes_in_pages(client):
    opinion = factory.make_opinion()
    for number in range(60):
        factory.make_revision(opinion, label=f"Draft number {number}.")
    first, second = (words(client.get(f"/quality/texts/?page={page}")) for page in (1, 2))
    assert "Page 1 of 2" in first
    assert first.count("Draft number") == 50
    assert second.count("Draft number") == 10


@pytest.mark.parametrize(
    ("address", "status"), [("nonsense/", 404), ("texts/?page=2", 404), ("texts/?page=x", 400)]
)
def test_page_of_one_kind_that_is_not_there(client, address, status):
    assert client.get(f"/quality/{address}").status_code == status


def test_what_was_typed_is_escaped(client):
    factory.make_contribution(date="2013-03", title="<script>alert(1)</script>")
    assert "<script>alert" not in client.get("/quality/inexact-dates/").content.decode()


@pytest.mark.parametrize("address", ["/about/", "/", "/documents/"])
def test_quality_is_found_from_every_page(client, address):
    assert 'href="/quality/"' in client.get(address).content.decode()


def test_about_leads_to_quality_in_its_text(client):
    content = client.get("/about/").content.decode()
    assert 'href="/quality/"' in content[: content.index("</main>")]


@pytest.mark.parametrize("slug", [lack.slug for lack in LACKS])
def test_every_link_of_the_record_leads_to_a_page(client, record, slug):
    for see in re.findall(r'href="([^"]+)"', row_of(client, slug)):
        assert client.get(see).status_code == 200


# --- the desk --------------------------------------------------------------------------------------


@pytest.fixture
def staff(client):
    """A browser in which a superuser is signed in."""
    return sign_in(client, make_staff(superuser=True))


@pytest.fixture
def helper(client):
    """A browser in which somebody is signed in who may only see pledges."""
    user = User.objects.create_user("bob", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_pledge"))
    client.force_login(user)
    return client


def form(row) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


@pytest.mark.parametrize("address", ["/admin/missing/", "/admin/missing/pledges/"])
def test_desk_is_for_staff(client, address):
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer.url.startswith("/admin/login/")
    client.force_login(User.objects.create_user("reader"))
    assert client.get(address).status_code == 302


def test_desk_leads_from_each_row_to_its_form(staff):
    rows = [factory.make_pledge(published=False), factory.make_gap(), factory.make_fact(confidence="low")]
    content = staff.get("/admin/missing/").content.decode()
    for row in rows:
        assert f'href="{form(row)}"' in content
        assert staff.get(form(row)).status_code == 200


def test_row_without_a_form_of_its_own_leads_to_that_of_what_it_belongs_to(staff):
    discrepancy = factory.make_discrepancy(accounts=0)
    factory.make_account(discrepancy, confidence="low")
    title = factory.make_other_title(confidence="low")
    content = staff.get("/admin/missing/confidence/").content.decode()
    assert f'href="{form(discrepancy)}"' in content
    assert f'href="{form(title.opinion)}"' in content


def test_text_without_an_end_leads_to_what_happened_next(staff):
    opinion = factory.make_path("submitted")
    address = reverse("admin:opinions_opinion_next", args=[opinion.pk])
    assert f'href="{address}"' in staff.get("/admin/missing/outcomes/").content.decode()
    assert staff.get(address).status_code == 200


def test_new_event_is_offered_to_whom_it_is_allowed(client):
    user = User.objects.create_user("bob", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_opinion"))
    client.force_login(user)
    factory.make_path("submitted")
    content = client.get("/admin/missing/outcomes/").content.decode()
    assert "of 1 text" in plain(content)
    assert "What happened next" not in content


def test_desk_shows_what_the_person_may_see_and_nothing_else(helper):
    pledge, gap = factory.make_pledge(confidence="low"), factory.make_gap()
    factory.make_fact(confidence="low", text="Secret of the desk.")
    content = helper.get("/admin/missing/").content.decode()
    assert form(pledge) in content
    assert gap.what not in content
    assert "Secret of the desk" not in content
    assert "Facts of low confidence: 1 of 1" in plain(content)


def test_desk_refuses_a_kind_of_which_the_person_may_see_nothing(helper):
    assert helper.get("/admin/missing/gaps/").status_code == 404
    assert helper.get("/admin/missing/pledges/").status_code == 200


def test_desk_shows_the_first_rows_and_leads_to_all(staff):
    for number in range(8):
        factory.make_pledge(subject=f"Promise number {number}")
    content = staff.get("/admin/missing/").content.decode()
    section = re.search(r'<section id="pledges".*?</section>', content, re.DOTALL)[0]
    assert section.count("Promise number") == 5
    assert 'href="/admin/missing/pledges/">All 8' in section
    assert staff.get("/admin/missing/pledges/").content.decode().count("Promise number") == 8


def test_desk_comes_in_pages_that_keep_the_process(staff):
    process = factory.make_process(slug="wtpf")
    opinion = factory.make_opinion(process)
    for number in range(60):
        factory.make_pledge(opinion, subject=f"Promise number {number}")
    content = staff.get("/admin/missing/pledges/?process=wtpf").content.decode()
    assert content.count("Promise number") == 50
    assert "process=wtpf&amp;page=2" in content
    second = staff.get("/admin/missing/pledges/?process=wtpf&page=2").content.decode()
    assert second.count("Promise number") == 10


def test_desk_keeps_to_one_process(staff):
    one, other = factory.make_process(slug="one"), factory.make_process(slug="other")
    mine, theirs = factory.make_gap(one), factory.make_gap(other)
    content = staff.get("/admin/missing/?process=one").content.decode()
    assert form(mine) in content
    assert form(theirs) not in content
    assert "left out here" in content


def test_process_that_is_not_there_is_said(staff):
    answer = staff.get("/admin/missing/?process=nonsense")
    assert answer.status_code == 400
    assert "There is no process “nonsense”" in answer.content.decode()


@pytest.mark.parametrize("address", ["/admin/missing/nonsense/", "/admin/missing/pledges/?page=9"])
def test_desk_page_that_is_not_there(staff, address):
    assert staff.get(address).status_code == 404


def test_desk_says_whether_readers_see_a_row(staff):
    factory.make_pledge(subject="Shown one")
    factory.make_pledge(subject="Draft one", published=False)
    text = plain(staff.get("/admin/missing/pledges/").content.decode())
    assert re.search(r"Shown one.*?see it", text)
    assert re.search(r"Draft one.*?draft", text)


def test_desk_shows_which_link_is_dead_and_why(staff):
    factory.make_dead_link("https://dead.invalid/")
    source = factory.make_source(address="https://dead.invalid/")
    content = staff.get("/admin/missing/links/").content.decode()
    assert form(source) in content
    assert "https://dead.invalid/: Nothing is there any more (404)." in content


def test_nothing_missing_is_said(staff):
    assert "Nothing of this is missing here." in staff.get("/admin/missing/").content.decode()
    assert "Nothing of this is missing here." in staff.get("/admin/missing/gaps/").content.decode()


def test_desk_is_found_from_its_first_page(staff):
    assert 'href="/admin/missing/"' in staff.get("/admin/").content.decode()


def test_desk_escapes_what_was_typed(staff):
    factory.make_gap(what="<script>alert(1)</script>")
    assert "<script>alert" not in staff.get("/admin/missing/").content.decode()


def test_desk_asks_the_same_with_three_times_the_rows(staff):
    world = make_world()
    world.grow(5)  # of everything more than a section shows
    addresses = ["/admin/missing/", *(f"/admin/missing/{lack.slug}/" for lack in LACKS)]
    before = {address: queries_of(staff, address) for address in addresses}
    world.grow(12)
    assert {address: queries_of(staff, address) for address in addresses} == before
    assert before["/admin/missing/"] <= 60


@pytest.mark.parametrize("address", ["/admin/missing/", "/admin/missing/pledges/", "/quality/"])
def test_pages_are_only_read(staff, address):
    assert staff.post(address).status_code == 405
