"""Every address of the site; each app brings its own."""

from django.contrib import admin
from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path, re_path

from documents.other_forms import list_forms

from . import feeds, quality, views, views_data, views_search
from .desk.on_site import on_site
from .exports import HITS
from .home import home
from .preview import preview
from .sitemaps import SITEMAPS

admin.site.site_header = admin.site.site_title = "WTPF Tracker: the desk"
admin.site.index_title = "The desk"

urlpatterns = [
    path("", home, name="home"),
    path("about/", views.about, name="about"),
    path("changes/", views.changes, name="changes"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, {"sitemaps": SITEMAPS}, name="sitemaps"),
    path(
        "sitemap-<section>.xml",
        sitemaps.sitemap,
        {"sitemaps": SITEMAPS},
        name="django.contrib.sitemaps.views.sitemap",
    ),
    path("data/", views_data.data, name="data"),
    path("data/all.jsonl", views_data.json_lines, name="json-lines"),
    path("data/wtpf.sqlite", views_data.sqlite, name="sqlite"),
    path("data/old-addresses.csv", views_data.moved_csv, name="old-addresses"),
    path("data/<slug:name>.csv", views_data.table_csv, name="table"),
    path("changes.atom", feeds.everything, name="changes-feed"),
    path("opinions/<slug:slug>.atom", feeds.text, name="text-feed"),
    path("topics/<slug:slug>.atom", feeds.topic, name="topic-feed"),
    path("stakeholders/<slug:slug>.atom", feeds.stakeholder, name="stakeholder-feed"),
    path("meetings/<slug:slug>.atom", feeds.meeting, name="meeting-feed"),
    path("search.atom", feeds.search, name="search-feed"),
    path("", include("wtpf_tracker.alerts.urls")),
    list_forms(HITS),
    path("search/", views_search.search_page, name="search"),
    path("search/suggest/", views_search.suggest_page, name="suggest"),
    path("search/suggest.json", views_search.suggest_json, name="suggest-json"),
    path("admin/", include("wtpf_tracker.doors.urls")),
    path("quality/", quality.quality, name="quality"),
    path("quality/<slug:slug>/", quality.lacking, name="lacking"),
    path("admin/missing/", include("wtpf_tracker.desk.missing")),
    path("admin/r/<path:content_type_id>/<path:object_id>/", admin.site.admin_view(on_site)),
    path("admin/", admin.site.urls),
    re_path(r"^preview/(?P<token>[^/]+)/(?P<path>.*)$", preview, name="preview"),
    path("api/v1/", include("wtpf_tracker.api.urls")),
    path("", include("opinions.urls")),
    path("", include("documents.urls")),
]

handler400 = "wtpf_tracker.errors.bad_request"
handler404 = "wtpf_tracker.errors.not_found"
handler500 = "wtpf_tracker.errors.server_error"
