"""Meetings and planned steps remember the dates they have had, so that calendars see an event move."""

from django.db import migrations

import documents.fields


def begin(apps, schema_editor):
    """Give every row the date it has now as its first."""
    for name in ("Meeting", "ScheduleItem"):
        model = apps.get_model("documents", name)
        rows = list(model.objects.only("pk", "date"))
        for row in rows:
            row.date_history = [{"date": row.date, "noted": None}]
        model.objects.bulk_update(rows, ["date_history"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("documents", "0006_intake")]

    operations = [
        migrations.AddField(
            model_name="meeting",
            name="date_history",
            field=documents.fields.DateHistory(default=list, of="date"),
        ),
        migrations.AddField(
            model_name="scheduleitem",
            name="date_history",
            field=documents.fields.DateHistory(default=list, of="date"),
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
