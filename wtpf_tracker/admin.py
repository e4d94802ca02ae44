"""Where Django looks for the project's own pages of the desk."""

from django.contrib import admin

from .doors import admin as doors

admin.site.site_header = admin.site.site_title = "WTPF Tracker"

__all__ = ["doors"]
