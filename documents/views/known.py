"""One row that an address names, or a clear answer."""

from django.http import Http404

from ..questions import BadQuestion


def one_or_404(rows, day, **words):
    """Return the row of `rows` that `words` name and a reader sees; Http404 where there is none.

    Raises BadQuestion (status 404) where there is one that was not known on `day`.
    """
    found = rows.visible(day).filter(**words).first()
    if found is None and day is not None and rows.visible().filter(**words).exists():
        raise BadQuestion(
            f"Nothing about this was public on {day.day} {day:%B %Y}, as far as the publication dates of the "
            "sources show. Choose a later day, or leave the day out.",
            status=404,
        )
    if found is None:
        raise Http404
    return found
