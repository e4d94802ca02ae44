"""Addresses of opinions, their texts, topics and positions; permanent once published."""

from django.urls import path

from documents.other_forms import list_forms

from . import views, views_cite, views_compare, views_instruments, views_origins, views_texts
from .exports import LISTINGS

app_name = "opinions"
urlpatterns = [
    *map(list_forms, LISTINGS),
    path("opinions/", views.opinions, name="opinions"),
    path("opinions/<slug:slug>/", views.opinion, name="opinion"),
    path("opinions/<slug:slug>/revisions/<int:number>/", views.revision, name="revision"),
    path("opinions/<slug:slug>.<cite_ending:ending>", views_cite.opinion, name="opinion-cited"),
    path(
        "opinions/<slug:slug>/revisions/<int:number>.<cite_ending:ending>",
        views_cite.revision,
        name="revision-cited",
    ),
    path("opinions/<slug:slug>/revisions/<int:number>.txt", views_texts.as_plain_text, name="text-file"),
    path("opinions/<slug:slug>/revisions/<int:number>.akn.xml", views_texts.as_akoma, name="akoma"),
    path("opinions/<slug:slug>.png", views_texts.card_of, name="card"),
    path("opinions/<slug:slug>/events/<slug:key>/", views_cite.event_page, name="event"),
    path("opinions/<slug:slug>/events/<slug:key>.<cite_ending:ending>", views_cite.event, name="event-cited"),
    path("opinions/<slug:slug>/compare/", views_compare.choose, name="compare_choose"),
    path("opinions/<slug:slug>/compare/<int:a>...<int:b>/", views_compare.compare, name="compare"),
    path("compare/", views_compare.compare_any, name="compare_any"),
    path(
        "opinions/<slug:slug>/revisions/<int:number>/authorship/",
        views_origins.authorship,
        name="authorship",
    ),
    path("opinions/<slug:slug>/revisions/<int:number>/fate/", views_origins.fate, name="fate"),
    path("topics/<slug:slug>/", views.topic, name="topic"),
    path("instruments/", views_instruments.instruments, name="instruments"),
    path("instruments/<path:key>/", views_instruments.instrument, name="instrument"),
    path("positions/", views.positions, name="positions"),
    path("pledges/", views.pledges, name="pledges"),
    path("discrepancies/", views.discrepancies, name="discrepancies"),
    path("not-known/", views.gaps, name="gaps"),
]
