"""The door in a browser: setting up a second factor, coming in, recovery codes, being locked out."""

from base64 import b32decode

import pytest
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.browser.signing_in import give_code, give_password, send, sign_in_on_page
from tests.browser.test_accessibility import findings
from tests.browser.test_layout import OVERHANG, WIDTHS
from tests.signing_in import PASSWORD, code_of, give_factor, make_staff


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def ada(record):
    """A reviewer who has no second factor yet."""
    return make_staff("ada", "reviewers", password=PASSWORD)


# Parts of Django's own frame around each page of the desk.
FRAME = (".breadcrumbs", "#user-tools", "#logout-form", ".theme-toggle")


def shown_device(page) -> TOTPDevice:
    """Return what an app makes of the key that the page shows in letters."""
    return TOTPDevice(key=b32decode(page.inner_text(".secret").replace(" ", "")).hex())


def test_first_visit_sets_up_a_factor_and_the_next_ones_use_it(visit, ada):
    page = give_password(visit("/admin/password_change/"), ada)
    assert page.inner_text("h1") == "Set up your second factor"
    device = shown_device(page)
    give_code(page, code_of(device))
    codes = page.locator(".recovery-codes li").all_inner_texts()
    assert len(codes) == 10
    follow(page, "I have kept them; go on")
    assert page.url.endswith("/admin/password_change/")
    assert page.faults == []

    page = give_password(visit("/admin/"), ada)
    give_code(page, code_of(device))  # the same code once more
    assert "not right, or was used before" in page.inner_text(".errorlist")
    give_code(page, codes[0])
    assert "9 of them are left" in page.inner_text(".messagelist")
    page.get_by_role("button", name="Log out").click()
    assert page.faults == []


def set_up(page, user):
    return give_password(page, user)


def recovery_codes(page, user):
    give_password(page, user)
    return give_code(page, code_of(shown_device(page)))


def code(page, user):
    give_factor(user)
    return give_password(page, user)


def wrong_code(page, user):
    return give_code(code(page, user), "abcd efgh")


def follow(page, link):
    page.wait_for_load_state("networkidle")
    with page.expect_navigation(wait_until="networkidle"):
        page.get_by_role("link", name=link, exact=True).click()
    return page


def standing(page, user):
    sign_in_on_page(page, user)
    return follow(page, "Second factor")


def removing(page, user):
    return follow(standing(page, user), "Remove your second factor")


def locked_out(page, user):
    for _ in range(5):
        page.get_by_label("Username").fill(user.get_username())
        page.get_by_label("Password").fill("wrong")
        send(page)
    return page


EACH_PAGE = pytest.mark.parametrize(
    ("way", "heading"),
    [
        (set_up, "Set up your second factor"),
        (recovery_codes, "Your recovery codes"),
        (code, "Your code"),
        (wrong_code, "Your code"),
        (standing, "Your second factor"),
        (removing, "Remove your second factor"),
        (locked_out, "Too many attempts"),
    ],
    ids=lambda way: way.__name__ if callable(way) else "",
)


@EACH_PAGE
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_of_the_door_fits_and_has_no_finding(visit, packages, ada, way, heading, scheme):
    page = way(visit("/admin/", color_scheme=scheme, bypass_csp=True), ada)
    assert page.inner_text("h1") == heading
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(OVERHANG) == [], width
    assert [found for found in findings(page, packages) if not any(part in found for part in FRAME)] == []


@EACH_PAGE
def test_nothing_of_a_page_of_the_door_is_refused(visit, ada, way, heading):
    page = way(visit("/admin/"), ada)
    assert page.inner_text("h1") == heading
    assert [fault for fault in page.faults if "status of 429" not in fault] == []


def test_door_works_without_javascript_and_by_keyboard(visit, ada):
    device = give_factor(ada)
    page = visit("/admin/", javascript=False)
    page.locator("#id_username:focus").wait_for()
    page.keyboard.type("ada")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.locator("#id_code:focus").wait_for()
    page.keyboard.type(code_of(device))
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/")


def test_code_field_is_filled_by_the_app_of_a_phone(visit, ada):
    field = code(visit("/admin/"), ada).get_by_label("Code")
    assert field.get_attribute("autocomplete") == "one-time-code"
    assert field.get_attribute("aria-describedby") == "id_code_helptext"


def test_recovery_codes_are_printed_without_the_ways_on(visit, ada):
    page = recovery_codes(visit("/admin/"), ada)
    page.emulate_media(media="print")
    assert page.locator(".recovery-codes li").first.is_visible()
    assert not page.locator("#header").is_visible()
    assert not page.get_by_role("link", name="I have kept them").is_visible()
