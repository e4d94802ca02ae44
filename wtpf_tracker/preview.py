"""Any public page with some drafts published: done in a transaction that is undone when the page is drawn."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.http import FileResponse, Http404
from django.shortcuts import render
from django.urls import Resolver404, get_script_prefix, resolve, reverse, set_script_prefix
from django.views.decorators.http import require_safe

from documents.desk import previews
from documents.desk.history import undone
from documents.questions import BadQuestion
from opinions.actions import rebuild_paths

from .errors import not_found

CLOSED = ("admin/", "^preview/")
"""Routes that begin like this are no public pages."""
HEADERS = {
    "Cache-Control": "no-store, private",
    "X-Robots-Tag": "noindex, nofollow",
    # The address itself lets people in: no other site learns it.
    "Referrer-Policy": "no-referrer",
}


@dataclass(frozen=True)
class Banner:
    """What a page in a preview says about itself: until when it shows, what is against publishing it."""

    until: datetime
    refusals: list[str]


@require_safe
def preview(request, token, path):
    """Show the page at `path` with the drafts of `token`, as readers would see it; its links stay inside."""
    try:
        found = previews.opened(token)
    except previews.NoPreview as ended:
        return _private(render(request, "site/preview_ended.html", status=ended.status))
    with undone(), _links_inside(reverse("preview", args=[token, ""])):
        refusals = previews.lay_open(found.shown)
        if refusals:
            rebuild_paths()
        response = _answer(_inner(request, path, Banner(found.until, refusals)))
    return _private(response)


@contextmanager
def _links_inside(prefix: str) -> Iterator[None]:
    """Have every address that is made here begin with `prefix`."""
    before = get_script_prefix()
    set_script_prefix(prefix)
    try:
        yield
    finally:
        set_script_prefix(before)


def _inner(request, path: str, banner: Banner):
    """The request for the page itself, by somebody who is not signed in."""
    inner = copy(request)
    inner.path, inner.path_info = get_script_prefix() + path, f"/{path}"
    inner.user, inner.preview = AnonymousUser(), banner
    return inner


def _answer(request):
    """The page, whole: nothing of it is left to be read from the database later."""
    try:
        match = request.resolver_match = resolve(request.path_info)
        if match.route.startswith(CLOSED):
            raise Http404
        response = match.func(request, *match.args, **match.kwargs)
        if hasattr(response, "render"):
            response.render()
    except (Http404, Resolver404):
        return not_found(request)
    except BadQuestion as problem:
        return render(request, "bad_question.html", {"problem": problem}, status=problem.status)
    if not _is_page(response):
        response.close()
        return not_found(request)
    return response


def _is_page(response) -> bool:
    """Whether it is a page, a file or a way to one; feeds and tables are for programs that come again."""
    html = response.headers.get("Content-Type", "").startswith("text/html")
    return (
        html
        and not response.streaming
        or isinstance(response, FileResponse)
        or response.has_header("Location")
    )


def _private(response):
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response
