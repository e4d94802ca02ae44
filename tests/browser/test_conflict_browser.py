"""Two browsers on one form: nothing overwritten, nothing lost."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from documents.models import Contribution, Source
from opinions.models import Discrepancy

from .. import factory
from ..signing_in import sign_in


@pytest.fixture
def desk(visit, site):
    """Return a function that opens a page of the desk in a browser of its own, for the person named."""

    def opened(path: str, name: str, **options):
        client = Client()
        person, _ = User.objects.get_or_create(username=name, is_staff=True, is_superuser=True)
        sign_in(client, person)
        page = visit("/about/", **options)
        page.context.add_cookies(
            [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}]
        )
        page.route("**/favicon.ico", lambda route: route.fulfill(status=204))
        page.goto(f"{site}/admin/{path}")
        page.wait_for_load_state("networkidle")
        return page

    return opened


def save(page) -> None:
    page.click("input[name=_save] >> nth=0")
    page.wait_for_load_state("networkidle")


def test_second_browser_sees_both_versions_and_saves_both(desk):
    row = factory.make_source(published_at=None, title="One", author="Nobody")
    place = f"documents/source/{row.pk}/change/"
    hers, his = desk(place, "ada"), desk(place, "bob")
    hers.fill("#id_title", "Hers")
    hers.fill("#id_author", "Ada")
    save(hers)
    his.fill("#id_title", "His")
    save(his)
    table = his.inner_text("table.conflict")
    assert all(words in table for words in ("One", "Hers", "His", "Ada"))
    assert (his.input_value("#id_title"), his.input_value("#id_author")) == ("His", "Ada")
    assert Source.objects.get(pk=row.pk).title == "Hers"
    save(his)
    row.refresh_from_db()
    assert (row.title, row.author) == ("His", "Ada")
    assert hers.faults == his.faults == []


def test_row_typed_by_the_one_stands_beside_the_row_of_the_other(desk):
    row = factory.make_discrepancy(accounts=1, published=False, key="two-browsers")
    place = f"opinions/discrepancy/{row.pk}/change/"
    hers, his = desk(place, "ada"), desk(place, "bob")
    for page, words in ((hers, "Hers."), (his, "His.")):
        page.click("#accounts-group .add-row a")
        page.fill("#id_accounts-1-number", "2" if page is hers else "3")
        page.fill("#id_accounts-1-says", words)
        save(page)
    save(his)
    said = Discrepancy.objects.get(pk=row.pk).accounts.order_by("number").values_list("says", flat=True)
    assert list(said) == ["So it was.", "Hers.", "His."]


def test_deleted_meanwhile_is_entered_anew_from_what_was_typed(desk):
    row = factory.make_contribution([factory.make_stakeholder()], published=False)
    place = f"documents/contribution/{row.pk}/"
    his = desk(f"{place}change/", "bob")
    his.fill("#id_title", "His title")
    hers = desk(f"{place}delete/", "ada")
    hers.fill("#why", "Twice there.")
    hers.click("input[type=submit].deletelink")
    save(his)
    assert "ada deleted it" in his.inner_text("#content")
    his.click("text=Enter it anew")
    his.wait_for_load_state("networkidle")
    assert Contribution.objects.get(title="His title").submissions.count() == 1
