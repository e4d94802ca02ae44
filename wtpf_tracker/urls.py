"""Every address of the site; each app brings its own."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("opinions.urls")),
    path("", include("documents.urls")),
]
