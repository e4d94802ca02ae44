"""Files of published documents stay visible; the three groups of the desk exist."""

from django.db import migrations
from django.db.models import OuterRef, Subquery

GROUPS = ("contributors", "reviewers", "administrators")


def show_files(apps, schema_editor):
    files = apps.get_model("documents", "ContributionFile").objects
    documents = apps.get_model("documents", "Contribution").objects
    files.update(
        published_at=Subquery(documents.filter(pk=OuterRef("contribution")).values("published_at")[:1])
    )


def make_groups(apps, schema_editor):
    for name in GROUPS:
        apps.get_model("auth", "Group").objects.get_or_create(name=name)


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_desk"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.RunPython(show_files, migrations.RunPython.noop),
        # People may be in the groups by the time somebody goes back: they stay.
        migrations.RunPython(make_groups, migrations.RunPython.noop),
    ]
