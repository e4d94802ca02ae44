"""Addresses of documents, meetings, stakeholders, sources; permanent once published."""

from django.urls import path

from . import views
from .exports import LISTINGS
from .other_forms import list_forms

app_name = "documents"
urlpatterns = [
    *map(list_forms, LISTINGS),
    path("documents/", views.contributions, name="contributions"),
    path("documents/<path:address>.<cite_ending:ending>", views.contribution_cited, name="cited"),
    path("documents/<path:address>/", views.contribution, name="contribution"),
    path("d/<path:address>", views.short_address, name="short-address"),
    path("files/<slug:sha256>/<str:name>", views.file, name="file"),
    path("processes/<slug:slug>/", views.process, name="process"),
    path("meetings/", views.meetings, name="meetings"),
    path("meetings.ics", views.meetings_calendar, name="meetings-calendar"),
    path("meetings/<slug:slug>.ics", views.meeting_calendar, name="meeting-calendar"),
    path("meetings/<slug:slug>/", views.meeting, name="meeting"),
    path("schedule.ics", views.schedule_calendar, name="schedule-calendar"),
    path("schedule/", views.schedule, name="schedule"),
    path("stakeholders/", views.stakeholders, name="stakeholders"),
    path("stakeholders/<slug:slug>/", views.stakeholder, name="stakeholder"),
    path("sources/", views.sources, name="sources"),
    path("sources/<slug:key>/", views.source, name="source"),
]
