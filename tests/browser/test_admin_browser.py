"""The desk works under the site's content security policy: nothing is blocked, and its own scripts run."""

import pytest

from documents.models import Contribution
from opinions.models import Discrepancy, Event
from tests.browser.signing_in import sign_in_on_page
from tests.signing_in import PASSWORD, make_staff


@pytest.fixture
def desk(visit, site):
    """Return a function that opens a page of the desk as somebody who came in by its door."""
    user = make_staff(superuser=True, password=PASSWORD)

    def opened(path: str):
        page = sign_in_on_page(visit("/admin/"), user)
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


def test_publishing_is_no_field_of_a_form(desk):
    page = desk("opinions/gap/add/")
    assert page.locator("[name^=published_at]").count() == 0
    buttons = (
        page.locator(".submit-row >> nth=0").locator("input").evaluate_all("all => all.map(one => one.value)")
    )
    assert buttons[:2] == ["Save as draft", "Save and send to review"]
    assert page.faults == []
