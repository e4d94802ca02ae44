"""From a row at the desk to its page on the site: for those alone who may see the row."""

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect


def on_site(request, content_type_id, object_id):
    """Lead on to the page of a row; its address holds words of the row, also of a draft."""
    known = content_type_id.isascii() and content_type_id.isdigit()
    kind = ContentType.objects.filter(pk=int(content_type_id[:18])).first() if known else None
    page = admin.site._registry.get(kind.model_class()) if kind else None
    if page is None or not hasattr(page.model, "get_absolute_url"):
        raise Http404("There is no such kind of page.")
    if not page.has_view_or_change_permission(request):
        raise PermissionDenied
    row = page.get_object(request, object_id)
    if row is None:
        raise Http404("There is no such row.")
    return redirect(row.get_absolute_url())
