from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class DocumentsConfig(AppConfig):
    """Processes, bodies, meetings, stakeholders, contributions, sources."""

    name = "documents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Let each app say what follows from every piece of work at the desk (its module `following`), and
        what search finds of its rows (`entries`)."""
        autodiscover_modules("following", "entries")
