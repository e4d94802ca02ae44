"""Who is in: somebody who gave the password alone, or whose session has ended, is nobody to every page.

This is the one place where the second factor is enforced. No page needs to ask for it: to a page of the
desk, or to any other that asks who is there, a person is anonymous until the code was given.
"""

from functools import partial

from django.contrib.auth.models import AnonymousUser
from django.utils.cache import add_never_cache_headers
from django.utils.functional import SimpleLazyObject

from .factor import is_in
from .kept import forget_sent, form_of, keep
from .sessions import goes_on


def who_is_in(get_response):
    """Put into `request.person` who gave the right password, and into `request.user` who is in.

    Neither is looked up before somebody asks, so a page for the public reads no session and sets no cookie.
    Nobody keeps a copy of what the desk answers, refusals included.
    """

    def middleware(request):
        request.person = SimpleLazyObject(partial(_person, request, request.user))
        request.user = SimpleLazyObject(partial(_let_in, request.person))
        answer = get_response(request)
        if request.path_info.startswith("/admin/"):
            forget_sent(request)
            if not answer.has_header("Cache-Control"):
                add_never_cache_headers(answer)
        return answer

    return middleware


def _person(request, given):
    if given.is_authenticated and not goes_on(request.session):
        sent = form_of(request)
        request.session.flush()
        keep(request.session, given.pk, sent)
        return AnonymousUser()
    return given


def _let_in(person):
    return person if person.is_authenticated and is_in(person) else AnonymousUser()
