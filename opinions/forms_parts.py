"""Parts of a document chosen by the numbers of their paragraphs, in whatever form asks for them."""

from collections.abc import Sequence

from django import forms

from documents.text.model import Paragraph, as_text


def chosen_part(form: forms.Form, first: str, last: str, paragraphs: Sequence[Paragraph]) -> str:
    """Return the text from one paragraph to another, whose numbers are in the fields `first` and `last`.

    Empty where they name no part; that is said beside `last`, unless something else is already.
    """
    begin, end = form.cleaned_data.get(first), form.cleaned_data.get(last)
    if begin is not None and end is not None and 1 <= begin <= end <= len(paragraphs):
        return as_text(paragraphs[begin - 1 : end])
    if last not in form.errors:
        form.add_error(last, f"Choose paragraphs in order, from 1 to {len(paragraphs)}.")
    return ""
