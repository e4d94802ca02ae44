"""Every address of the site; each app brings its own."""

from django.contrib import admin
from django.urls import include, path

from . import views
from .home import home

urlpatterns = [
    path("", home, name="home"),
    path("about/", views.about, name="about"),
    path("changes/", views.changes, name="changes"),
    path("admin/", admin.site.urls),
    path("", include("opinions.urls")),
    path("", include("documents.urls")),
]

handler404 = "wtpf_tracker.errors.not_found"
