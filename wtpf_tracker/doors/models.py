"""The audit of the doors: one row for each who came in, went out or was refused."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class DoorEvent(models.Model):
    """What happened at the door; never edited. Its address is emptied after a while."""

    class What(models.TextChoices):
        """Each thing that can happen."""

        PASSWORD = "password", "right password, code asked for"
        SIGNED_IN = "signed-in", "signed in"
        SIGNED_OUT = "signed-out", "signed out"
        WRONG_PASSWORD = "wrong-password", "refused: wrong name or password"
        NOT_STAFF = "not-staff", "refused: no access to the desk"
        LOCKED_OUT = "locked-out", "refused: locked out after too many failures"
        WRONG_CODE = "wrong-code", "refused: wrong code"
        TOO_MANY_CODES = "too-many-codes", "refused: too many wrong codes"
        RECOVERY_CODE = "recovery-code", "recovery code used"
        ENROLLED = "enrolled", "second factor set up"
        NEW_CODES = "new-codes", "new recovery codes made"
        REMOVED = "removed", "second factor removed"
        RESET = "reset", "second factor reset by somebody else"
        PASSWORD_CHANGED = "password-changed", "password changed"

    at = models.DateTimeField(default=timezone.now, db_index=True)
    what = models.CharField(max_length=20, choices=What.choices)
    name = models.CharField(max_length=150, help_text="The name of the account as it then was.")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by = models.CharField(max_length=150, blank=True, help_text="Who did it, if somebody else.")
    address = models.GenericIPAddressField(null=True, help_text="Kept for 90 days.")
    times = models.PositiveIntegerField(default=1, help_text="How often it came again within the hour.")

    class Meta:
        ordering = ("-at", "-pk")
        verbose_name = "sign-in or refusal"
        verbose_name_plural = "sign-ins and refusals"

    def __str__(self):
        return f"{self.name}: {self.get_what_display()}"
