"""The desk works under the site's content security policy: nothing is blocked, and its own scripts run."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from documents.models import Contribution
from opinions.models import Discrepancy, Event


@pytest.fixture
def desk(visit, site):
    """Return a function that opens a page of the desk as somebody who is signed in."""
    client = Client()
    client.force_login(User.objects.create_superuser("ada"))
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}

    def opened(path: str):
        page = visit("/about/")
        page.context.add_cookies([session])
        # Browsers ask for it where a page names no icon, as Django's own do not.
        page.route("**/favicon.ico", lambda route: route.fulfill(status=204))
        page.goto(f"{site}/admin/{path}")
        page.wait_for_load_state("networkidle")
        return page

    return opened


@pytest.mark.parametrize("model", [Event, Contribution, Discrepancy])
def test_nothing_of_a_page_of_the_desk_is_blocked(desk, model):
    row = model.objects.first()
    page = desk(f"{model._meta.app_label}/{model._meta.model_name}/{row.pk}/change/")
    assert page.title().startswith(str(row)[:20])
    assert page.faults == []


def test_related_row_is_found_by_typing(desk):
    page = desk("opinions/event/add/")
    page.click(".field-opinion .select2-selection")
    page.keyboard.type("Inclusiv")
    page.click(".select2-results__option:has-text('Inclusivity')")
    assert page.inner_text(".field-opinion .select2-selection").endswith("Inclusivity")
    # A question is dropped as the next letter is typed; that is no fault.
    assert [fault for fault in page.faults if "ERR_ABORTED" not in fault] == []


def test_moment_of_publication_is_set_by_its_link(desk):
    page = desk("opinions/gap/add/")
    page.click(".field-published_at .datetimeshortcuts a >> nth=0")
    assert page.input_value("#id_published_at_0")
    assert page.faults == []
