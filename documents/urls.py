"""Addresses of documents, meetings, stakeholders, sources; permanent once published."""

from django.urls import path

from . import views

app_name = "documents"
urlpatterns = [
    path("documents/", views.contributions, name="contributions"),
    path("documents/<path:address>/", views.contribution, name="contribution"),
    path("d/<path:address>", views.short_address, name="short-address"),
    path("files/<slug:sha256>/<str:name>", views.file, name="file"),
    path("processes/<slug:slug>/", views.process, name="process"),
    path("meetings/", views.meetings, name="meetings"),
    path("meetings/<slug:slug>/", views.meeting, name="meeting"),
    path("schedule/", views.schedule, name="schedule"),
    path("stakeholders/", views.stakeholders, name="stakeholders"),
    path("stakeholders/<slug:slug>/", views.stakeholder, name="stakeholder"),
    path("sources/", views.sources, name="sources"),
    path("sources/<slug:key>/", views.source, name="source"),
]
