"""What a reader asked for in an address, checked: days, page numbers, names. A bad one is an exception."""

import datetime

from django.core.paginator import EmptyPage, Page, Paginator
from django.http import Http404

from .gone import refuse_if_gone

ROWS_PER_PAGE = 50


class BadQuestion(Exception):
    """The address asks for something that cannot be; `str()` says what and what to do, in a sentence."""

    def __init__(self, message: str, *, status: int = 400):
        # What was asked is quoted; what no page may hold, such as a NUL, only shows that it was there.
        super().__init__("".join(letter if letter.isprintable() else "�" for letter in message))
        self.status = status


def as_of_day(request) -> datetime.date | None:
    """Return the day of `?as_of=YYYY-MM-DD`, or None where the address has none; BadQuestion otherwise."""
    text = request.GET.get("as_of", "").strip()
    if not text:
        return None
    try:
        day = datetime.date.fromisoformat(text)
        if day.isoformat() != text:  # 2013-W07-1 and 20130211 are days too, in other notations
            raise ValueError
        return day
    except ValueError:
        raise BadQuestion(
            f"“{text[:40]}” is not a day. Write the day as year-month-day, for example ?as_of=2013-02-11."
        ) from None


def page_of(request, rows, *, size: int = ROWS_PER_PAGE) -> Page:
    """Return the page of `rows` that `?page=` names (the first by default); BadQuestion where none is."""
    paginator = Paginator(rows, size)
    text = request.GET.get("page", "1") or "1"
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise BadQuestion(f"“{text[:40]}” is not a page number. Pages are numbered from 1.")
    try:
        return paginator.page(int(text))
    except EmptyPage:
        raise BadQuestion(
            f"There is no page {int(text)}: this list ends with page {paginator.num_pages}.", status=404
        ) from None


def not_yet_public(day: datetime.date) -> BadQuestion:
    """Return the refusal of what was not yet public on `day`."""
    return BadQuestion(
        f"Nothing on this was public on {day.day} {day:%B %Y}, as far as the publication dates of the "
        "sources show. Choose a later day, or leave the day out.",
        status=404,
    )


def one_or_404(rows, day, **words):
    """Return the row that `words` name; `rows` is a function of the day, such as `Source.objects.visible`.

    Raises Http404 where there is none, BadQuestion (status 404) where there is one not yet known on `day`,
    Gone where it was withdrawn.
    """
    found = rows(day).filter(**words).first()
    if found is None and day is not None and rows(None).filter(**words).exists():
        raise not_yet_public(day)
    if found is None:
        refuse_if_gone(rows(None).model.objects.filter(**words))
        raise Http404
    return found
