"""The list of documents at the desk, with the way to enter one from its file."""

from django.contrib import admin
from django.urls import path

from documents.admin import ContributionAdmin
from documents.models import Contribution

from . import views_entering as entering

admin.site.unregister(Contribution)


@admin.register(Contribution)
class EnteredContributionAdmin(ContributionAdmin):
    """A document is entered from its file, from a pasted text, or as facts alone."""

    change_list_template = "desk/contribution_list.html"

    def get_urls(self):
        pages = [
            ("enter/", entering.begin, "enter"),
            ("enter/<int:pk>/", entering.enter_one, "enter_one"),
            ("enter/<int:pk>/aside/", entering.put_aside, "enter_aside"),
            ("enter/<int:pk>/back/", entering.take_back, "enter_back"),
            ("enter/<int:pk>/original/", entering.original, "enter_original"),
        ]
        own = [
            path(address, self.admin_site.admin_view(view), name=f"documents_contribution_{name}")
            for address, view, name in pages
        ]
        return [*own, *super().get_urls()]
