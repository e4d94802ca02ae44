from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Processes, bodies, meetings, stakeholders, contributions, sources."""

    name = "documents"
    default_auto_field = "django.db.models.BigAutoField"
