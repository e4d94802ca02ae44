from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from wtpf_tracker.doors.audit import What, note
from wtpf_tracker.doors.factor import remove_factor


class Command(BaseCommand):
    """The way back for the only administrator, who lost both the app and the recovery codes."""

    help = "Take away somebody's second factor; they set up a new one when they next sign in."

    def add_arguments(self, parser):
        parser.add_argument("name", help="the name with which the person signs in")

    def handle(self, *, name, **options):
        person = get_user_model().objects.filter(username=name).first()
        if person is None:
            raise CommandError(f"Nobody signs in as “{name}”. Check the name; capitals count.")
        remove_factor(person)
        note(What.RESET, user=person)
        self.stdout.write(f"The second factor of {name} was reset. The password alone lets in now.")
