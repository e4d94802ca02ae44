"""Addresses of alerts: the ending `.alert` of what can be followed, and the pages that mails lead to."""

from django.urls import path

from . import views
from .subjects import LISTS, THINGS

urlpatterns = [
    path("changes.alert", views.everything, name="changes-alert"),
    path("search.alert", views.search, name="search-alert"),
    *(path(f"{name}.alert", views.listing, {"name": name}, name=f"{name}-alert") for name in LISTS),
    *(
        path(f"{place}/<slug:slug>.alert", views.thing, {"place": place}, name=f"{kind}-alert")
        for place, (kind, _) in THINGS.items()
    ),
    path("opinions/<slug:slug>/revisions/<int:number>.alert", views.paragraph, name="paragraph-alert"),
    path("alerts/asked/", views.asked, name="alerts-asked"),
    path("alerts/ended/", views.ended, name="alerts-ended"),
    path("alerts/confirm/<str:token>/", views.confirm, name="alerts-confirm"),
    path("alerts/stop/<str:token>/", views.stop_all, name="alerts-stop-all"),
    path("alerts/<str:token>/", views.manage, name="alerts-manage"),
]
