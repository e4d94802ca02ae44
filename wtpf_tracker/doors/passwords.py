"""Hears of every changed password, whether on a page or by a command."""

from .audit import What, note


class Noted:
    """Stands among the password validators, which Django tells of each password it has saved."""

    def validate(self, password, user=None):
        """Refuse nothing."""

    def get_help_text(self) -> str:
        """Say nothing: it asks nothing of a password."""
        return ""

    def password_changed(self, password, user=None):
        """Write the line of the audit."""
        note(What.PASSWORD_CHANGED, user=user)
