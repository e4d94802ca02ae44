# Help texts only: nothing in the database changes.

import django.core.validators
import django.db.models.deletion
import documents.fields
import documents.models.base
import re
from django.db import migrations, models

from documents.field_words import FieldWords


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0008_search'),
    ]

    operations = [
        FieldWords(
            model_name='body',
            name='abbreviation',
            field=models.CharField(blank=True, help_text='As people say it: IEG. Empty: the full name is used.', max_length=30),
        ),
        FieldWords(
            model_name='body',
            name='confidence',
            field=models.CharField(choices=[('high', 'high'), ('medium', 'medium'), ('low', 'low')], default='medium', help_text='High: an official document, two sources that agree, or an author on itself. Medium: one secondary source. Low: our reading.', max_length=6),
        ),
        FieldWords(
            model_name='body',
            name='confidence_note',
            field=models.CharField(blank=True, help_text='What the confidence covers, or why it is no higher. For instance: High for the draft; who wrote it is not stated.', max_length=300),
        ),
        FieldWords(
            model_name='body',
            name='kind',
            field=models.CharField(choices=[('conference', 'conference or assembly'), ('forum', 'forum'), ('council', 'council'), ('experts', 'experts group'), ('plenary', 'plenary'), ('working-group', 'working group'), ('committee', 'committee'), ('ad-hoc', 'ad hoc group'), ('un', 'body of the United Nations'), ('secretariat', 'secretariat'), ('other', 'other')], help_text='What sort of body it is; “other” where nothing fits.', max_length=15),
        ),
        FieldWords(
            model_name='body',
            name='locator',
            field=models.CharField(blank=True, help_text='Where in each source: its key, then the place, divided by semicolons. For instance: S3 6.1; U31 opening', max_length=300),
        ),
        FieldWords(
            model_name='body',
            name='name',
            field=models.CharField(help_text='Its full name. For instance: Informal Experts Group', max_length=200),
        ),
        FieldWords(
            model_name='body',
            name='parent',
            field=models.ForeignKey(blank=True, help_text='The body of which it is a part: of a working group its plenary. Empty: it stands alone.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='documents.body'),
        ),
        FieldWords(
            model_name='body',
            name='participation',
            field=models.TextField(blank=True, help_text='Who may take part, and how. For instance: Open to all relevant stakeholders since 2012.', verbose_name='who may take part'),
        ),
        FieldWords(
            model_name='body',
            name='record',
            field=models.CharField(blank=True, help_text='Rows of the research record that this carries, for instance D10 or I14, J22. Empty where there is none.', max_length=120, verbose_name='record rows'),
        ),
        FieldWords(
            model_name='body',
            name='slug',
            field=models.CharField(help_text='Its part of the address, permanent: small letters, digits and hyphens, as in itu-council. Empty: made from the name.', max_length=80, unique=True, validators=[documents.models.base.validate_slug_path]),
        ),
        FieldWords(
            model_name='body',
            name='sources',
            field=models.ManyToManyField(blank=True, help_text='Where this was read. Type a key (S3) or words of the title. Without a source it cannot be published.', to='documents.source'),
        ),
        FieldWords(
            model_name='body',
            name='summary',
            field=models.TextField(blank=True, help_text='What it does in the process, in plain sentences of our own.'),
        ),
        FieldWords(
            model_name='contribution',
            name='access',
            field=models.CharField(choices=[('public', 'public'), ('password', 'behind a password'), ('leaked', 'leaked'), ('not-located', 'not located')], default='not-located', help_text='Whether a reader can get it. Public: at an address of which anybody may read it.', max_length=11),
        ),
        FieldWords(
            model_name='contribution',
            name='access_note',
            field=models.CharField(blank=True, help_text='What could be read and where: Published by Best Bits; only the opening could be read.', max_length=300),
        ),
        FieldWords(
            model_name='contribution',
            name='archived_address',
            field=models.URLField(blank=True, help_text='A copy on another site: https://abcdocz.com/doc/423915', max_length=500),
        ),
        FieldWords(
            model_name='contribution',
            name='confidence',
            field=models.CharField(choices=[('high', 'high'), ('medium', 'medium'), ('low', 'low')], default='medium', help_text='High: an official document, two sources that agree, or an author on itself. Medium: one secondary source. Low: our reading.', max_length=6),
        ),
        FieldWords(
            model_name='contribution',
            name='confidence_note',
            field=models.CharField(blank=True, help_text='What the confidence covers, or why it is no higher. For instance: High for the draft; who wrote it is not stated.', max_length=300),
        ),
        FieldWords(
            model_name='contribution',
            name='date',
            field=documents.fields.EdtfField(blank=True, help_text='As exactly as the source says: 2012-10-10 (day), 2013-02 (month), 2012 (year), 2012-10-10/2012-10-12 (first and last day). A ~ after it: about. ../2013-05-14: by that day.', max_length=30),
        ),
        FieldWords(
            model_name='contribution',
            name='kind',
            field=models.CharField(choices=[('draft-opinion', 'draft opinion'), ('comments', 'comments'), ('report-draft', 'draft of the report'), ('report', 'report'), ('agenda', 'agenda'), ('statement', 'statement'), ('information', 'information'), ('proposal', 'proposal'), ('decision', 'decision or resolution')], help_text='What sort of paper it is.', max_length=14),
        ),
        FieldWords(
            model_name='contribution',
            name='kind_note',
            field=models.CharField(blank=True, help_text='What more is known of its sort: Letter. A late submission; its kind is not stated.', max_length=200),
        ),
        FieldWords(
            model_name='contribution',
            name='late',
            field=models.BooleanField(default=False, help_text='It came after the deadline.'),
        ),
        FieldWords(
            model_name='contribution',
            name='locator',
            field=models.CharField(blank=True, help_text='Where in each source: its key, then the place, divided by semicolons. For instance: S3 6.1; U31 opening', max_length=300),
        ),
        FieldWords(
            model_name='contribution',
            name='meeting',
            field=models.ForeignKey(blank=True, help_text='To which meeting it was submitted, or which issued it. Empty: to none, or not known.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contributions', to='documents.meeting'),
        ),
        FieldWords(
            model_name='contribution',
            name='original_address',
            field=models.URLField(blank=True, help_text='In full, the page of its author or publisher.', max_length=500),
        ),
        FieldWords(
            model_name='contribution',
            name='outcome',
            field=models.TextField(blank=True, help_text='What the meeting did with it: Presented; no outcome is recorded.'),
        ),
        FieldWords(
            model_name='contribution',
            name='process',
            field=models.ForeignKey(help_text='The negotiation it belongs to. Type a few letters: WTPF-13', on_delete=django.db.models.deletion.PROTECT, related_name='contributions', to='documents.process'),
        ),
        FieldWords(
            model_name='contribution',
            name='record',
            field=models.CharField(blank=True, help_text='Rows of the research record that this carries, for instance D10 or I14, J22. Empty where there is none.', max_length=120, verbose_name='record rows'),
        ),
        FieldWords(
            model_name='contribution',
            name='replaces',
            field=models.ForeignKey(blank=True, help_text='The earlier document whose place it takes. Type its symbol.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='documents.contribution'),
        ),
        FieldWords(
            model_name='contribution',
            name='slug',
            field=models.CharField(help_text='Names it within its process, and in its address where it has no symbol: brazil-draft-v3. Empty: made from symbol or title.', max_length=80, validators=[documents.models.base.validate_slug_path]),
        ),
        FieldWords(
            model_name='contribution',
            name='sources',
            field=models.ManyToManyField(blank=True, help_text='Where this was read. Type a key (S3) or words of the title. Without a source it cannot be published.', to='documents.source'),
        ),
        FieldWords(
            model_name='contribution',
            name='submitter_note',
            field=models.CharField(blank=True, help_text='What the list of submitters cannot say: 32 endorsing groups, OTI among them. Not stated.', max_length=300),
        ),
        FieldWords(
            model_name='contribution',
            name='summary',
            field=models.TextField(blank=True, help_text='What it says, in our own words: one to three sentences.'),
        ),
        FieldWords(
            model_name='contribution',
            name='symbol_note',
            field=models.CharField(blank=True, help_text='Other codes, or why there is no symbol: Cited as Resolution 101 (Rev. Busan, 2014).', max_length=200),
        ),
        FieldWords(
            model_name='contribution',
            name='title',
            field=models.CharField(help_text='As it stands at its head; of an unnamed one a few words of ours that say what it is.', max_length=300),
        ),
        FieldWords(
            model_name='contributionfile',
            name='contribution',
            field=models.ForeignKey(help_text='The document of which this is the file. Type its symbol: WTPF-IEG/2/10', on_delete=django.db.models.deletion.PROTECT, related_name='files', to='documents.contribution'),
        ),
        FieldWords(
            model_name='contributionfile',
            name='extraction',
            field=models.CharField(choices=[('not-tried', 'not tried'), ('read', 'read'), ('refused', 'refused')], default='not-tried', help_text='Whether its text could be read.', max_length=9),
        ),
        FieldWords(
            model_name='contributionfile',
            name='extraction_note',
            field=models.CharField(blank=True, help_text='What was read, or why not, in a sentence.', max_length=500),
        ),
        FieldWords(
            model_name='contributionfile',
            name='file',
            field=models.FileField(help_text='A Word file (.docx), a PDF or plain text (.txt). Its bytes are kept as they are.', upload_to='contributions/%Y/'),
        ),
        FieldWords(
            model_name='contributionfile',
            name='language',
            field=models.CharField(default='en', help_text='Of the text, as a code: en, fr, es, ru, zh, ar.', max_length=8),
        ),
        FieldWords(
            model_name='contributionfile',
            name='media_type',
            field=models.CharField(help_text='What kind of file it is, found from its bytes.', max_length=120),
        ),
        FieldWords(
            model_name='contributionfile',
            name='name',
            field=models.CharField(help_text='The name under which readers get it, taken from the file.', max_length=200),
        ),
        FieldWords(
            model_name='contributionfile',
            name='sha256',
            field=models.CharField(help_text='The fingerprint of its bytes: whoever has the same file finds the same.', max_length=64),
        ),
        FieldWords(
            model_name='contributionfile',
            name='text',
            field=models.TextField(blank=True, help_text='What was read from it.'),
        ),
        FieldWords(
            model_name='fact',
            name='body',
            field=models.ForeignKey(blank=True, help_text='The body it is about, if one. It is shown there too.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='facts', to='documents.body'),
        ),
        FieldWords(
            model_name='fact',
            name='confidence',
            field=models.CharField(choices=[('high', 'high'), ('medium', 'medium'), ('low', 'low')], default='medium', help_text='High: an official document, two sources that agree, or an author on itself. Medium: one secondary source. Low: our reading.', max_length=6),
        ),
        FieldWords(
            model_name='fact',
            name='confidence_note',
            field=models.CharField(blank=True, help_text='What the confidence covers, or why it is no higher. For instance: High for the draft; who wrote it is not stated.', max_length=300),
        ),
        FieldWords(
            model_name='fact',
            name='contribution',
            field=models.ForeignKey(blank=True, help_text='The document it is about, if one. Type its symbol.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='facts', to='documents.contribution'),
        ),
        FieldWords(
            model_name='fact',
            name='date',
            field=documents.fields.EdtfField(blank=True, help_text='As exactly as the source says: 2012-10-10 (day), 2013-02 (month), 2012 (year), 2012-10-10/2012-10-12 (first and last day). A ~ after it: about. ../2013-05-14: by that day.', max_length=30),
        ),
        FieldWords(
            model_name='fact',
            name='key',
            field=models.CharField(help_text='Names it in addresses, permanent, as in m22-announced. Empty: made from its first words.', max_length=40, unique=True, validators=[django.core.validators.RegexValidator(re.compile('^[-a-zA-Z0-9_]+\\Z'), 'Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.', 'invalid')]),
        ),
        FieldWords(
            model_name='fact',
            name='locator',
            field=models.CharField(blank=True, help_text='Where in each source: its key, then the place, divided by semicolons. For instance: S3 6.1; U31 opening', max_length=300),
        ),
        FieldWords(
            model_name='fact',
            name='meeting',
            field=models.ForeignKey(blank=True, help_text='The meeting it is about, if one. It is shown there too.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='facts', to='documents.meeting'),
        ),
        FieldWords(
            model_name='fact',
            name='process',
            field=models.ForeignKey(help_text='The negotiation it is about. Type a few letters: WTPF-13', on_delete=django.db.models.deletion.PROTECT, related_name='facts', to='documents.process'),
        ),
        FieldWords(
            model_name='fact',
            name='record',
            field=models.CharField(blank=True, help_text='Rows of the research record that this carries, for instance D10 or I14, J22. Empty where there is none.', max_length=120, verbose_name='record rows'),
        ),
        FieldWords(
            model_name='fact',
            name='sources',
            field=models.ManyToManyField(blank=True, help_text='Where this was read. Type a key (S3) or words of the title. Without a source it cannot be published.', to='documents.source'),
        ),
        FieldWords(
            model_name='fact',
            name='stakeholder',
            field=models.ForeignKey(blank=True, help_text='Whom it is about, if anybody in particular.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='facts', to='documents.stakeholder'),
        ),
        FieldWords(
            model_name='fact',
            name='text',
            field=models.TextField(help_text='One plain sentence of our own: The ITU announced “over 800” delegates.'),
        ),
        FieldWords(
            model_name='meeting',
            name='body',
            field=models.ForeignKey(help_text='Who met. Type a few letters of its name: IEG', on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='documents.body'),
        ),
        FieldWords(
            model_name='meeting',
            name='column',
            field=models.CharField(blank=True, help_text='Heading in the pictures under which its events stand; sessions may share one: Forum: plenary. Empty: none.', max_length=40),
        ),
        FieldWords(
            model_name='meeting',
            name='confidence',
            field=models.CharField(choices=[('high', 'high'), ('medium', 'medium'), ('low', 'low')], default='medium', help_text='High: an official document, two sources that agree, or an author on itself. Medium: one secondary source. Low: our reading.', max_length=6),
        ),
        FieldWords(
            model_name='meeting',
            name='confidence_note',
            field=models.CharField(blank=True, help_text='What the confidence covers, or why it is no higher. For instance: High for the draft; who wrote it is not stated.', max_length=300),
        ),
        FieldWords(
            model_name='meeting',
            name='date',
            field=documents.fields.EdtfField(blank=True, help_text='As exactly as the source says: 2012-10-10 (day), 2013-02 (month), 2012 (year), 2012-10-10/2012-10-12 (first and last day). A ~ after it: about. ../2013-05-14: by that day.', max_length=30),
        ),
        FieldWords(
            model_name='meeting',
            name='documents_note',
            field=models.TextField(blank=True, help_text='Which papers it had, in words: WTPF-IEG/2/1 to 2/16 and WTPF-IEG/2/Info-Doc1.'),
        ),
        FieldWords(
            model_name='meeting',
            name='hours',
            field=models.CharField(blank=True, help_text='Times of day as the source gives them: 09:30–12:30, or: 6 February: afternoon only', max_length=60),
        ),
        FieldWords(
            model_name='meeting',
            name='locator',
            field=models.CharField(blank=True, help_text='Where in each source: its key, then the place, divided by semicolons. For instance: S3 6.1; U31 opening', max_length=300),
        ),
        FieldWords(
            model_name='meeting',
            name='parent',
            field=models.ForeignKey(blank=True, help_text='For a session: the meeting of which it is a part. Empty: it stands alone.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='documents.meeting'),
        ),
        FieldWords(
            model_name='meeting',
            name='place',
            field=models.CharField(blank=True, help_text='Town, and the building where it is known: International Conference Centre, Geneva', max_length=200),
        ),
        FieldWords(
            model_name='meeting',
            name='process',
            field=models.ForeignKey(help_text='The negotiation it belongs to. Type a few letters: WTPF-13', on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='documents.process'),
        ),
        FieldWords(
            model_name='meeting',
            name='record',
            field=models.CharField(blank=True, help_text='Rows of the research record that this carries, for instance D10 or I14, J22. Empty where there is none.', max_length=120, verbose_name='record rows'),
        ),
        FieldWords(
            model_name='meeting',
            name='remote_participation',
            field=models.TextField(blank=True, help_text='How one could take part from afar, in a sentence. Empty: not known.'),
        ),
        FieldWords(
            model_name='meeting',
            name='short_title',
            field=models.CharField(help_text='As lists call it: IEG 2', max_length=60),
        ),
        FieldWords(
            model_name='meeting',
            name='slug',
            field=models.CharField(help_text='Its part of the address, permanent: small letters, digits and hyphens, as in ieg-2. Empty: made from the short title.', max_length=80, unique=True, validators=[documents.models.base.validate_slug_path]),
        ),
        FieldWords(
            model_name='meeting',
            name='sources',
            field=models.ManyToManyField(blank=True, help_text='Where this was read. Type a key (S3) or words of the title. Without a source it cannot be published.', to='documents.source'),
        ),
        FieldWords(
            model_name='meeting',
            name='status',
            field=models.CharField(choices=[('held', 'held'), ('planned', 'planned'), ('not-confirmed', 'not confirmed as held')], default='held', help_text='Whether it took place. “Not confirmed” where it was announced and no source says that it was held.', max_length=13),
        ),
        FieldWords(
            model_name='meeting',
            name='summary',
            field=models.TextField(blank=True, help_text='What was done there, in plain sentences of our own. What happened to one text goes to its events.'),
        ),
        FieldWords(
            model_name='meeting',
            name='title',
            field=models.CharField(help_text='Its full name. For instance: Second meeting of the Informal Experts Group', max_length=200),
        ),
        FieldWords(
            model_name='meeting',
            name='webcast',
            field=models.TextField(blank=True, help_text='Whether it was broadcast, captioned or recorded, and where. Empty: not known.'),
        ),
        FieldWords(
            model_name='participation',
            name='confidence',
            field=models.CharField(choices=[('high', 'high'), ('medium', 'medium'), ('low', 'low')], default='medium', help_text='High: an official document, two sources that agree, or an author on itself. Medium: one secondary source. Low: our reading.', max_length=6),
        ),
        FieldWords(
            model_name='participation',
            name='confidence_note',
            field=models.CharField(blank=True, help_text='What the confidence covers, or why it is no higher. For instance: High for the draft; who wrote it is not stated.', max_length=300),
        ),
        FieldWords(
            model_name='participation',
            name='key',
            field=models.CharField(help_text='Names it in addresses, permanent: small letters, digits and hyphens, as in ieg-2-kantchev. Empty: made from the meeting and who it was.', max_length=80, unique=True, validators=[documents.models.base.validate_slug_path]),
        ),
        FieldWords(
            model_name='participation',
            name='locator',
            field=models.CharField(blank=True, help_text='Where in each source: its key, then the place, divided by semicolons. For instance: S3 6.1; U31 opening', max_length=300),
        ),
        FieldWords(
            model_name='participation',
            name='meeting',
            field=models.ForeignKey(help_text='Where they were. Type a few letters: IEG 2', on_delete=django.db.models.deletion.CASCADE, related_name='participations', to='documents.meeting'),
        ),
        FieldWords(
            model_name='participation',
            name='note',
            field=models.CharField(blank=True, help_text='What more is known, in a sentence: Designated to speak for all elected officials of the ITU.', max_length=300),
        ),
        FieldWords(
            model_name='participation',
            name='person',
            field=models.CharField(blank=True, help_text='The human being, where a source names one: Petko Kantchev', max_length=120),
        ),
        FieldWords(
            model_name='participation',
            name='record',
            field=models.CharField(blank=True, help_text='Rows of the research record that this carries, for instance D10 or I14, J22. Empty where there is none.', max_length=120, verbose_name='record rows'),
        ),
        FieldWords(
            model_name='participation',
            name='role',
            field=models.CharField(choices=[('chair', 'chair'), ('vice-chair', 'vice-chair'), ('secretariat', 'for the Secretary-General'), ('opened', 'spoke at the opening'), ('spoke', 'spoke'), ('present', 'present'), ('remote', 'took part remotely'), ('observer', 'observer'), ('apologies', 'sent apologies')], help_text='What they did there. One row for each role.', max_length=11),
        ),
        FieldWords(
            model_name='participation',
            name='sources',
            field=models.ManyToManyField(blank=True, help_text='Where this was read. Type a key (S3) or words of the title. Without a source it cannot be published.', to='documents.source'),
        ),
        FieldWords(
            model_name='participation',
            name='stakeholder',
            field=models.ForeignKey(blank=True, help_text='For whom they were there. May be empty where only a person is known.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='documents.stakeholder'),
        ),
        FieldWords(
            model_name='process',
            name='confidence',
            field=models.CharField(choices=[('high', 'high'), ('medium', 'medium'), ('low', 'low')], default='medium', help_text='High: an official document, two sources that agree, or an author on itself. Medium: one secondary source. Low: our reading.', max_length=6),
        ),
        FieldWords(
            model_name='process',
            name='confidence_note',
            field=models.CharField(blank=True, help_text='What the confidence covers, or why it is no higher. For instance: High for the draft; who wrote it is not stated.', max_length=300),
        ),
        FieldWords(
            model_name='process',
            name='date',
            field=documents.fields.EdtfField(blank=True, help_text='As exactly as the source says: 2012-10-10 (day), 2013-02 (month), 2012 (year), 2012-10-10/2012-10-12 (first and last day). A ~ after it: about. ../2013-05-14: by that day.', max_length=30),
        ),
        FieldWords(
            model_name='process',
            name='host',
            field=models.CharField(blank=True, help_text='Who holds it, and where: ITU, Geneva', max_length=200),
        ),
        FieldWords(
            model_name='process',
            name='locator',
            field=models.CharField(blank=True, help_text='Where in each source: its key, then the place, divided by semicolons. For instance: S3 6.1; U31 opening', max_length=300),
        ),
        FieldWords(
            model_name='process',
            name='record',
            field=models.CharField(blank=True, help_text='Rows of the research record that this carries, for instance D10 or I14, J22. Empty where there is none.', max_length=120, verbose_name='record rows'),
        ),
        FieldWords(
            model_name='process',
            name='short_title',
            field=models.CharField(help_text='As lists and headings call it: WTPF-13', max_length=60),
        ),
        FieldWords(
            model_name='process',
            name='slug',
            field=models.CharField(help_text='Its part of the address, permanent: small letters, digits and hyphens, as in wtpf-13. Empty: made from the short title.', max_length=80, unique=True, validators=[documents.models.base.validate_slug_path]),
        ),
        FieldWords(
            model_name='process',
            name='sources',
            field=models.ManyToManyField(blank=True, help_text='Where this was read. Type a key (S3) or words of the title. Without a source it cannot be published.', to='documents.source'),
        ),
        FieldWords(
            model_name='process',
            name='summary',
            field=models.TextField(blank=True, help_text='What it is about and how it works, in two or three plain sentences of our own.'),
        ),
        FieldWords(
            model_name='process',
            name='title',
            field=models.CharField(help_text='Its full name. For instance: Fifth World Telecommunication/ICT Policy Forum (WTPF-13)', max_length=200),
        ),
        FieldWords(
            model_name='scheduleitem',
            name='actual',
            field=documents.fields.EdtfField(blank=True, help_text='When it really happened, in the same notation as the planned date. Empty: not known, or not at all.', max_length=30, verbose_name='actual date'),
        ),
        FieldWords(
            model_name='scheduleitem',
            name='confidence',
            field=models.CharField(choices=[('high', 'high'), ('medium', 'medium'), ('low', 'low')], default='medium', help_text='High: an official document, two sources that agree, or an author on itself. Medium: one secondary source. Low: our reading.', max_length=6),
        ),
        FieldWords(
            model_name='scheduleitem',
            name='confidence_note',
            field=models.CharField(blank=True, help_text='What the confidence covers, or why it is no higher. For instance: High for the draft; who wrote it is not stated.', max_length=300),
        ),
        FieldWords(
            model_name='scheduleitem',
            name='date',
            field=documents.fields.EdtfField(blank=True, help_text='As exactly as the source says: 2012-10-10 (day), 2013-02 (month), 2012 (year), 2012-10-10/2012-10-12 (first and last day). A ~ after it: about. ../2013-05-14: by that day.', max_length=30),
        ),
        FieldWords(
            model_name='scheduleitem',
            name='fate',
            field=models.CharField(choices=[('kept', 'as planned'), ('late', 'later than planned'), ('changed', 'held or done otherwise'), ('unknown', 'not known')], default='unknown', help_text='Whether the plan was kept.', max_length=8),
        ),
        FieldWords(
            model_name='scheduleitem',
            name='locator',
            field=models.CharField(blank=True, help_text='Where in each source: its key, then the place, divided by semicolons. For instance: S3 6.1; U31 opening', max_length=300),
        ),
        FieldWords(
            model_name='scheduleitem',
            name='meeting',
            field=models.ForeignKey(blank=True, help_text='The meeting that this step was, where it was one.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='schedule', to='documents.meeting'),
        ),
        FieldWords(
            model_name='scheduleitem',
            name='number',
            field=models.PositiveSmallIntegerField(help_text='Its place in the schedule: 0, 1, 2 ... The next free one is proposed.'),
        ),
        FieldWords(
            model_name='scheduleitem',
            name='outcome',
            field=models.TextField(blank=True, help_text='What came of it, in a sentence: Held; it ended early.', verbose_name='what happened'),
        ),
        FieldWords(
            model_name='scheduleitem',
            name='process',
            field=models.ForeignKey(help_text='The negotiation whose schedule this is. Type a few letters: WTPF-13', on_delete=django.db.models.deletion.PROTECT, related_name='schedule', to='documents.process'),
        ),
        FieldWords(
            model_name='scheduleitem',
            name='record',
            field=models.CharField(blank=True, help_text='Rows of the research record that this carries, for instance D10 or I14, J22. Empty where there is none.', max_length=120, verbose_name='record rows'),
        ),
        FieldWords(
            model_name='scheduleitem',
            name='sources',
            field=models.ManyToManyField(blank=True, help_text='Where this was read. Type a key (S3) or words of the title. Without a source it cannot be published.', to='documents.source'),
        ),
        FieldWords(
            model_name='scheduleitem',
            name='step',
            field=models.CharField(help_text='What was to happen. For instance: Texts of members on the third draft of the report due', max_length=300),
        ),
        FieldWords(
            model_name='source',
            name='address',
            field=models.URLField(blank=True, help_text='Where it is on the web, in full: https://cdt.org/wtpf-successful-outcome-but-many-questions-remain/', max_length=500),
        ),
        FieldWords(
            model_name='source',
            name='archived_address',
            field=models.URLField(blank=True, help_text='A copy in an archive, which stays when the first address goes.', max_length=500),
        ),
        FieldWords(
            model_name='source',
            name='author',
            field=models.CharField(blank=True, help_text='Who wrote it, where a person is named. For instance: Joana Varon', max_length=200),
        ),
        FieldWords(
            model_name='source',
            name='key',
            field=models.CharField(help_text='The short name by which facts cite it, permanent: S0, U36. Letters, digits and hyphens.', max_length=20, unique=True, validators=[django.core.validators.RegexValidator(re.compile('^[-a-zA-Z0-9_]+\\Z'), 'Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.', 'invalid')]),
        ),
        FieldWords(
            model_name='source',
            name='kind',
            field=models.CharField(choices=[('official', 'official document'), ('analysis', 'analysis or opinion'), ('press', 'press'), ('list', 'mailing list'), ('transcript', 'transcript or captioning')], help_text='What sort of source it is. A paper of the ITU or a government is an official document.', max_length=10),
        ),
        FieldWords(
            model_name='source',
            name='note',
            field=models.TextField(blank=True, help_text='What it is, and how much of it could be read. For instance: Post on the outcome of the Forum; read whole.'),
        ),
        FieldWords(
            model_name='source',
            name='other_addresses',
            field=models.TextField(blank=True, help_text='Further places of the same thing, one address a line.'),
        ),
        FieldWords(
            model_name='source',
            name='published',
            field=documents.fields.EdtfField(blank=True, help_text='When the public could first read it, as exactly as is known: 2013-02-08, 2013-02, 2013-05-16/2013-05-20~. Empty: not known.', max_length=30),
        ),
        FieldWords(
            model_name='source',
            name='published_note',
            field=models.CharField(blank=True, help_text='How the date is known, or why not. For instance: Month in the address; the day is not known.', max_length=300),
        ),
        FieldWords(
            model_name='source',
            name='publisher',
            field=models.CharField(blank=True, help_text='Who put it out. For instance: Center for Democracy & Technology (CDT)', max_length=200),
        ),
        FieldWords(
            model_name='source',
            name='record',
            field=models.CharField(blank=True, help_text='Rows of the research record about it, for instance S1. Empty where there is none.', max_length=120, verbose_name='record rows'),
        ),
        FieldWords(
            model_name='source',
            name='title',
            field=models.CharField(help_text='As it stands on the source itself. For instance: WTPF: Successful Outcome, but Many Questions Remain', max_length=300),
        ),
        FieldWords(
            model_name='stakeholder',
            name='category',
            field=models.CharField(choices=[('member-state', 'Member State'), ('sector-member', 'Sector Member'), ('international', 'international organisation'), ('technical', 'technical community'), ('civil-society', 'civil society'), ('expert', 'other member of the experts group'), ('secretariat', 'ITU Secretariat or chair'), ('body', 'body of the process'), ('other', 'not stated')], help_text='As the source puts it. Where that is our own reading, say so in the note.', max_length=15),
        ),
        FieldWords(
            model_name='stakeholder',
            name='category_note',
            field=models.CharField(blank=True, help_text='Why this category: The category is our own reading; the source gives none.', max_length=300),
        ),
        FieldWords(
            model_name='stakeholder',
            name='confidence',
            field=models.CharField(choices=[('high', 'high'), ('medium', 'medium'), ('low', 'low')], default='medium', help_text='High: an official document, two sources that agree, or an author on itself. Medium: one secondary source. Low: our reading.', max_length=6),
        ),
        FieldWords(
            model_name='stakeholder',
            name='confidence_note',
            field=models.CharField(blank=True, help_text='What the confidence covers, or why it is no higher. For instance: High for the draft; who wrote it is not stated.', max_length=300),
        ),
        FieldWords(
            model_name='stakeholder',
            name='country',
            field=models.CharField(blank=True, help_text='Two capital letters (ISO 3166-1), for instance GB; for a state its own. Empty: none, or not known.', max_length=2),
        ),
        FieldWords(
            model_name='stakeholder',
            name='locator',
            field=models.CharField(blank=True, help_text='Where in each source: its key, then the place, divided by semicolons. For instance: S3 6.1; U31 opening', max_length=300),
        ),
        FieldWords(
            model_name='stakeholder',
            name='name',
            field=models.CharField(help_text='Its full name. For instance: Center for Democracy & Technology (CDT)', max_length=200),
        ),
        FieldWords(
            model_name='stakeholder',
            name='parent',
            field=models.ForeignKey(blank=True, help_text='What it is a part of: of a ministry its state, of a chapter its organisation. Empty: it stands alone.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='documents.stakeholder'),
        ),
        FieldWords(
            model_name='stakeholder',
            name='record',
            field=models.CharField(blank=True, help_text='Rows of the research record that this carries, for instance D10 or I14, J22. Empty where there is none.', max_length=120, verbose_name='record rows'),
        ),
        FieldWords(
            model_name='stakeholder',
            name='short_name',
            field=models.CharField(help_text='As lists call it: CDT', max_length=60),
        ),
        FieldWords(
            model_name='stakeholder',
            name='slug',
            field=models.CharField(help_text='Its part of the address, permanent: small letters, digits and hyphens, as in united-kingdom. Empty: made from the short name.', max_length=80, unique=True, validators=[documents.models.base.validate_slug_path]),
        ),
        FieldWords(
            model_name='stakeholder',
            name='sources',
            field=models.ManyToManyField(blank=True, help_text='Where this was read. Type a key (S3) or words of the title. Without a source it cannot be published.', to='documents.source'),
        ),
        FieldWords(
            model_name='stakeholder',
            name='summary',
            field=models.TextField(blank=True, help_text='Who it is and what it did in the process, in plain sentences. What it wanted of a text goes to interventions.'),
        ),
        FieldWords(
            model_name='stakeholder',
            name='url',
            field=models.URLField(blank=True, help_text='Its own site: https://cdt.org/', max_length=300),
        ),
        FieldWords(
            model_name='submission',
            name='order',
            field=models.PositiveSmallIntegerField(default=1, help_text='Its place at the head of the document, from 1.'),
        ),
        FieldWords(
            model_name='submission',
            name='presented',
            field=models.BooleanField(default=False, help_text='They presented it at the meeting.'),
        ),
        FieldWords(
            model_name='submission',
            name='stakeholder',
            field=models.ForeignKey(help_text='Who submitted it. Type a few letters: Brazil', on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='documents.stakeholder'),
        ),
    ]
