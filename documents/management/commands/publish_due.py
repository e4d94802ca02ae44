"""`publish_due`: publish what reviewers approved for a time that has come."""

from django.core.management.base import BaseCommand

from documents.desk.due import publish_due


class Command(BaseCommand):
    """For a timer, for instance once a minute; a second call at the same time does no harm."""

    help = "Publish what was approved for a time that has come, and say what was done."

    def handle(self, *args, **options):
        """Print a line for each review; one that cannot be published is sent back with the reason."""
        done = publish_due()
        for review, reason in done:
            if reason:
                self.stdout.write(f"Sent back: “{review}”. {reason}")
            else:
                self.stdout.write(f"Published: “{review}”.")
        if not done:
            self.stdout.write("Nothing was due.")
