from django.apps import AppConfig


class OpinionsConfig(AppConfig):
    """Topics, opinions, revisions, events, positions, doubts."""

    name = "opinions"
    default_auto_field = "django.db.models.BigAutoField"
