"""The form with which a table is brought."""

from django import forms

from .desk.table_files import BROWSER, Table, read_table
from .desk.workbooks import TableRefused
from .text.limits import in_words

LIMITS_IN_WORDS = f"At most {BROWSER.rows:,} rows and {in_words(BROWSER.file_size)}"


class TableForm(forms.Form):
    """A file, read as a table: `table`, with its bytes in `content`."""

    file = forms.FileField(
        label="File",
        help_text=f"CSV in UTF-8, or the first sheet of an Excel workbook (.xlsx). {LIMITS_IN_WORDS}.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    table: Table
    content: bytes

    def clean_file(self):
        """Read the table. Its refusals are the field's errors."""
        upload = self.cleaned_data["file"]
        self.content = upload.read(BROWSER.file_size + 1)
        try:
            self.table = read_table(self.content, upload.name, BROWSER)
        except TableRefused as refusal:
            raise forms.ValidationError(str(refusal)) from None
        return upload
