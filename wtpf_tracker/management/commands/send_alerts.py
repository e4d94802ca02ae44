from django.core.management.base import BaseCommand, CommandError

from documents.imports.faults import counted
from wtpf_tracker.alerts.letters import is_on
from wtpf_tracker.alerts.models import Alert, Mail, Subscriber
from wtpf_tracker.alerts.sending import Report, said_of, send_alerts


class Command(BaseCommand):
    """Sends what is due; what a stopped run was handing over is named and never sent again."""

    help = "Send alerts and confirmations by e-mail to whom they are due; for a timer, safe at any time."

    def add_arguments(self, parser):
        parser.add_argument(
            "--noted",
            action="store_true",
            help="take note of the e-mails that may not have arrived, so that doctor names them no longer",
        )

    def handle(self, *, noted=False, **options):
        if noted:
            number = Mail.objects.filter(unsure=True, noted=False).update(noted=True)
            self.stdout.write(f"Noted: {counted(number, 'e-mail')} that may not have arrived.")
            return
        if not is_on():
            raise CommandError(
                "No e-mail is sent here: set EMAIL_URL to a mail server, and SITE_ADDRESS to the address of "
                "this site."
            )
        report = send_alerts()
        if report.busy:
            self.stdout.write("Another send_alerts is at work, and sends what is due.")
            return
        self._say(report)
        if report.problem:
            raise CommandError(f"{report.problem} What is due is sent when it works again.")

    def _say(self, report: Report):
        for mail in report.unsure:
            self.stderr.write(said_of(mail))
        lines = [
            f"{counted(report.sent, 'letter')} and {counted(report.confirmations, 'confirmation')} sent",
            f"{report.later} to be tried again",
            f"{report.ended} ended as the address refuses",
            f"{counted(Alert.objects.count(), 'alert')} of {counted(Subscriber.objects.count(), 'address')}",
        ]
        self.stdout.write("; ".join(lines) + ".")
