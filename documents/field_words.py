"""A step of a migration for a field of which only the words changed that people read at the desk."""

from django.db import migrations


class FieldWords(migrations.AlterField):
    """AlterField where help text alone differs: the models are noted, the database has nothing to do.

    Django's own step makes every model anew that is tied to the field's, which for some hundred fields
    takes most of the time in which a new database is made.
    """

    def state_forwards(self, app_label, state):
        state.models[app_label, self.model_name_lower].fields[self.name] = self.field

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        """Nothing."""

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        """Nothing."""
