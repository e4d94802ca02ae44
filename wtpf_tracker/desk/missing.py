"""What is missing, for those who can mend it: each row leads to the form where that is done."""

from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import urlencode

from django.contrib import admin
from django.db import models
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from documents.models import Process
from documents.questions import BadQuestion, page_of

from ..lacks import Lack, LackingRow, count_lacks, of_process
from ..missing import BY_SLUG, LACKS

ROWS_OF_A_SECTION = 5


@dataclass(frozen=True)
class MendableRow:
    """A row that lacks something, the form of it, and where a new row is entered that mends it, if so."""

    lacking: LackingRow
    form: str
    entry: str


@require_safe
def overview(request):
    """Every kind of thing that is missing, with its first rows."""
    process = _process(request)
    counts = count_lacks(_seen_by(request, LACKS), partial(_rows, process=process))
    sections = [(count, _mendable(request, count.lack, count[0:ROWS_OF_A_SECTION])) for count in counts]
    words = {"title": "What is missing", "sections": sections, "nothing": not any(counts)}
    return _page(request, "admin/missing.html", process, words)


@require_safe
def rows(request, slug):
    """All rows that lack one thing, page by page."""
    process = _process(request)
    wanted = [BY_SLUG[slug]] if slug in BY_SLUG else []
    counts = count_lacks(_seen_by(request, wanted), partial(_rows, process=process))
    if not counts:
        raise Http404
    [count] = counts
    page = page_of(request, count)
    words = {"title": count.lack.name, "count": count, "page": page}
    words["rows"] = _mendable(request, count.lack, page.object_list)
    return _page(request, "admin/missing_rows.html", process, words)


def _page(request, template: str, process: Process | None, words: dict):
    words |= {"process": process, "processes": Process.objects.all(), **admin.site.each_context(request)}
    words["query"] = f"?{urlencode({'process': process.slug})}" if process else ""
    return TemplateResponse(request, template, words)


def _process(request) -> Process | None:
    """The process that the address names, or None for all. Raises BadQuestion where there is none such."""
    slug = request.GET.get("process", "")
    process = Process.objects.filter(slug=slug).first() if slug else None
    if slug and process is None:
        raise BadQuestion(f"There is no process “{slug[:40]}”. Choose one from the list, or leave it out.")
    return process


def _rows(model: type[models.Model], *, process: Process | None):
    return of_process(model.objects.all(), process)


def _seen_by(request, lacks) -> list[Lack]:
    """Leave out the rows that the person may not see at the desk."""
    seen = {}
    for lack in lacks:
        for part in lack.parts:
            if part.model not in seen:
                seen[part.model] = _admin_of(part.model).has_view_permission(request)
    kept = [replace(lack, parts=tuple(part for part in lack.parts if seen[part.model])) for lack in lacks]
    return [lack for lack in kept if lack.parts]


def _admin_of(model: type[models.Model]):
    """The admin page on which rows of a model are edited: their own, or that of what they belong to."""
    while not admin.site.is_registered(model):
        model = model._meta.get_field(model.stands_under[0]).related_model
    return admin.site.get_model_admin(model)


def _form_of(row: models.Model) -> str:
    while not admin.site.is_registered(type(row)):
        row = getattr(row, row.stands_under[0])
    return reverse(_name_of(type(row), "change"), args=[row.pk])


def _name_of(model: type[models.Model], page: str) -> str:
    return f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"


def _mendable(request, lack: Lack, lacking: list[LackingRow]) -> list[MendableRow]:
    page, permission = lack.mended_by or ("", "")
    allowed = bool(page) and request.user.has_perm(permission)
    places = [reverse(page, args=[one.row.pk]) if allowed else "" for one in lacking]
    return [MendableRow(one, _form_of(one.row), place) for one, place in zip(lacking, places, strict=True)]


urlpatterns = [
    path("", admin.site.admin_view(overview), name="missing"),
    path("<slug:slug>/", admin.site.admin_view(rows), name="missing_rows"),
]
