"""Coming in by the door in a browser: name, password and the code of the person's app."""

from tests.signing_in import PASSWORD, code_of, give_factor


def send(page):
    """Send the form in which the cursor stands; return the page that follows, once it is all there."""
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")
    return page


def give_password(page, user):
    """Fill in the page of signing in; return the page that follows."""
    page.get_by_label("Username").fill(user.get_username())
    page.get_by_label("Password").fill(PASSWORD)
    return send(page)


def give_code(page, code: str):
    """Type a code, for which the page waits with its cursor; return the page that follows."""
    page.get_by_label("Code").fill(code)
    return send(page)


def sign_in_on_page(page, user):
    """Sign a person in with password and second factor; return the page they wanted."""
    device = give_factor(user)
    return give_code(give_password(page, user), code_of(device))
