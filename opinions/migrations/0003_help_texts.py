# Help texts only: nothing in the database changes.

import django.db.models.deletion
import documents.fields
import documents.models.base
import opinions.stages
from django.db import migrations, models

from documents.field_words import FieldWords


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0009_help_texts'),
        ('opinions', '0002_desk'),
    ]

    operations = [
        FieldWords(
            model_name='account',
            name='confidence',
            field=models.CharField(choices=[('high', 'high'), ('medium', 'medium'), ('low', 'low')], default='medium', help_text='High: an official document, two sources that agree, or an author on itself. Medium: one secondary source. Low: our reading.', max_length=6),
        ),
        FieldWords(
            model_name='account',
            name='confidence_note',
            field=models.CharField(blank=True, help_text='What the confidence covers, or why it is no higher. For instance: High for the draft; who wrote it is not stated.', max_length=300),
        ),
        FieldWords(
            model_name='account',
            name='locator',
            field=models.CharField(blank=True, help_text='Where in each source: its key, then the place, divided by semicolons. For instance: S3 6.1; U31 opening', max_length=300),
        ),
        FieldWords(
            model_name='account',
            name='number',
            field=models.PositiveSmallIntegerField(help_text='Its place among the accounts of the question, from 1.'),
        ),
        FieldWords(
            model_name='account',
            name='record',
            field=models.CharField(blank=True, help_text='Rows of the research record that this carries, for instance D10 or I14, J22. Empty where there is none.', max_length=120, verbose_name='record rows'),
        ),
        FieldWords(
            model_name='account',
            name='says',
            field=models.TextField(help_text='What the source says, in a sentence of our own.'),
        ),
        FieldWords(
            model_name='account',
            name='sources',
            field=models.ManyToManyField(blank=True, help_text='Where this was read. Type a key (S3) or words of the title. Without a source it cannot be published.', to='documents.source'),
        ),
        FieldWords(
            model_name='actor',
            name='order',
            field=models.PositiveSmallIntegerField(default=1, help_text='Their place in the list, from 1.'),
        ),
        FieldWords(
            model_name='actor',
            name='role',
            field=models.CharField(choices=[('author', 'author'), ('presenter', 'presented it'), ('speaker', 'spoke'), ('chair', 'chair'), ('decided', 'decided'), ('observed', 'reported it')], default='speaker', help_text='Their part in it. One row for each part.', max_length=9),
        ),
        FieldWords(
            model_name='actor',
            name='stakeholder',
            field=models.ForeignKey(help_text='Who did it. Type a few letters: Brazil', on_delete=django.db.models.deletion.PROTECT, related_name='acts', to='documents.stakeholder'),
        ),
        FieldWords(
            model_name='amendment',
            name='confidence',
            field=models.CharField(choices=[('high', 'high'), ('medium', 'medium'), ('low', 'low')], default='medium', help_text='High: an official document, two sources that agree, or an author on itself. Medium: one secondary source. Low: our reading.', max_length=6),
        ),
        FieldWords(
            model_name='amendment',
            name='confidence_note',
            field=models.CharField(blank=True, help_text='What the confidence covers, or why it is no higher. For instance: High for the draft; who wrote it is not stated.', max_length=300),
        ),
        FieldWords(
            model_name='amendment',
            name='contribution',
            field=models.ForeignKey(blank=True, help_text='The document in which it stands. Type its symbol: WTPF-13/7', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='documents.contribution'),
        ),
        FieldWords(
            model_name='amendment',
            name='date',
            field=documents.fields.EdtfField(blank=True, help_text='As exactly as the source says: 2012-10-10 (day), 2013-02 (month), 2012 (year), 2012-10-10/2012-10-12 (first and last day). A ~ after it: about. ../2013-05-14: by that day.', max_length=30),
        ),
        FieldWords(
            model_name='amendment',
            name='fate',
            field=models.CharField(choices=[('accepted', 'accepted'), ('rejected', 'rejected'), ('noted', 'only noted'), ('withdrawn', 'withdrawn'), ('unknown', 'not known')], default='unknown', help_text='Whether the change came into the text.', max_length=9),
        ),
        FieldWords(
            model_name='amendment',
            name='fate_note',
            field=models.CharField(blank=True, help_text='What is known of how that came about: The opinion was adopted with the word added.', max_length=300),
        ),
        FieldWords(
            model_name='amendment',
            name='key',
            field=models.CharField(help_text='Its anchor on the page of the text, permanent: turkey-2013-05. Empty: made from who and what.', max_length=80, validators=[documents.models.base.validate_slug_path]),
        ),
        FieldWords(
            model_name='amendment',
            name='locator',
            field=models.CharField(blank=True, help_text='Where in each source: its key, then the place, divided by semicolons. For instance: S3 6.1; U31 opening', max_length=300),
        ),
        FieldWords(
            model_name='amendment',
            name='meeting',
            field=models.ForeignKey(blank=True, help_text='Where it was proposed. Type a few letters: Forum', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='documents.meeting'),
        ),
        FieldWords(
            model_name='amendment',
            name='opinion',
            field=models.ForeignKey(help_text='The text that was to be changed. Type a few letters of its title.', on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='opinions.opinion'),
        ),
        FieldWords(
            model_name='amendment',
            name='place',
            field=models.CharField(blank=True, help_text='Where in the text: before “international, regional and national forums”', max_length=200),
        ),
        FieldWords(
            model_name='amendment',
            name='proposer_note',
            field=models.CharField(blank=True, help_text='Who, where nobody can be named: one delegation, not named', max_length=200),
        ),
        FieldWords(
            model_name='amendment',
            name='proposers',
            field=models.ManyToManyField(blank=True, help_text='Who proposed it. Type a few letters: Turkey', related_name='amendments', to='documents.stakeholder'),
        ),
        FieldWords(
            model_name='amendment',
            name='record',
            field=models.CharField(blank=True, help_text='Rows of the research record that this carries, for instance D10 or I14, J22. Empty where there is none.', max_length=120, verbose_name='record rows'),
        ),
        FieldWords(
            model_name='amendment',
            name='resulting_revision',
            field=models.ForeignKey(blank=True, help_text='The text that has the change, where it was accepted.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='caused_by', to='opinions.revision'),
        ),
        FieldWords(
            model_name='amendment',
            name='revision',
            field=models.ForeignKey(blank=True, help_text='The state of the text that was to be changed.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='opinions.revision'),
        ),
        FieldWords(
            model_name='amendment',
            name='sources',
            field=models.ManyToManyField(blank=True, help_text='Where this was read. Type a key (S3) or words of the title. Without a source it cannot be published.', to='documents.source'),
        ),
        FieldWords(
            model_name='amendment',
            name='summary',
            field=models.TextField(help_text='What was to change, in a sentence of our own.'),
        ),
        FieldWords(
            model_name='amendment',
            name='wording',
            field=models.CharField(blank=True, help_text='The proposed words, where a source has them: relevant', max_length=300),
        ),
        FieldWords(
            model_name='discrepancy',
            name='contributions',
            field=models.ManyToManyField(blank=True, help_text='Documents it is about; it is shown on their pages. Type a symbol.', to='documents.contribution'),
        ),
        FieldWords(
            model_name='discrepancy',
            name='key',
            field=models.CharField(help_text='Names it in addresses, permanent: small letters, digits and hyphens, as in x1. Empty: made from the question.', max_length=80, unique=True, validators=[documents.models.base.validate_slug_path]),
        ),
        FieldWords(
            model_name='discrepancy',
            name='meetings',
            field=models.ManyToManyField(blank=True, help_text='Meetings it is about; it is shown on their pages.', to='documents.meeting'),
        ),
        FieldWords(
            model_name='discrepancy',
            name='opinions',
            field=models.ManyToManyField(blank=True, help_text='Texts it is about; it is shown on their pages.', to='opinions.opinion'),
        ),
        FieldWords(
            model_name='discrepancy',
            name='process',
            field=models.ForeignKey(help_text='The negotiation in which the question arises. Type a few letters: WTPF-13', on_delete=django.db.models.deletion.PROTECT, to='documents.process'),
        ),
        FieldWords(
            model_name='discrepancy',
            name='question',
            field=models.CharField(help_text='As a question: How many draft opinions were before the third IEG meeting?', max_length=300),
        ),
        FieldWords(
            model_name='discrepancy',
            name='reading',
            field=models.TextField(blank=True, help_text='How we read the accounts together, and what stays open.', verbose_name='how we read it'),
        ),
        FieldWords(
            model_name='discrepancy',
            name='record',
            field=models.CharField(blank=True, help_text='Rows of the research record that this carries, for instance X1. Empty where there is none.', max_length=120, verbose_name='record rows'),
        ),
        FieldWords(
            model_name='discrepancy',
            name='stakeholders',
            field=models.ManyToManyField(blank=True, help_text='Stakeholders it is about; it is shown on their pages.', to='documents.stakeholder'),
        ),
        FieldWords(
            model_name='discrepancy',
            name='topics',
            field=models.ManyToManyField(blank=True, help_text='Topics it is about; it is shown on their pages.', to='opinions.topic'),
        ),
        FieldWords(
            model_name='event',
            name='actor_note',
            field=models.CharField(blank=True, help_text='Who, where no stakeholder can be named: an informal drafting group', max_length=200),
        ),
        FieldWords(
            model_name='event',
            name='body',
            field=models.ForeignKey(blank=True, help_text='Who did it, where that is a body and not a single stakeholder: Plenary', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='documents.body'),
        ),
        FieldWords(
            model_name='event',
            name='confidence',
            field=models.CharField(choices=[('high', 'high'), ('medium', 'medium'), ('low', 'low')], default='medium', help_text='High: an official document, two sources that agree, or an author on itself. Medium: one secondary source. Low: our reading.', max_length=6),
        ),
        FieldWords(
            model_name='event',
            name='confidence_note',
            field=models.CharField(blank=True, help_text='What the confidence covers, or why it is no higher. For instance: High for the draft; who wrote it is not stated.', max_length=300),
        ),
        FieldWords(
            model_name='event',
            name='contribution',
            field=models.ForeignKey(blank=True, help_text='The document with which it happened. Type its symbol: WTPF-IEG/2/14', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='documents.contribution'),
        ),
        FieldWords(
            model_name='event',
            name='date',
            field=documents.fields.EdtfField(blank=True, help_text='As exactly as the source says: 2012-10-10 (day), 2013-02 (month), 2012 (year), 2012-10-10/2012-10-12 (first and last day). A ~ after it: about. ../2013-05-14: by that day.', max_length=30),
        ),
        FieldWords(
            model_name='event',
            name='date_note',
            field=models.CharField(blank=True, help_text='What the date cannot say. For instance: day not given.', max_length=200),
        ),
        FieldWords(
            model_name='event',
            name='hours',
            field=models.CharField(blank=True, help_text='Time of day as the source gives it: 09:30–12:30. Mostly empty.', max_length=60),
        ),
        FieldWords(
            model_name='event',
            name='key',
            field=models.CharField(help_text='Its anchor on the page of the text, permanent: submitted-uk-2012-10. Empty: made from what happened, and when.', max_length=80, validators=[documents.models.base.validate_slug_path]),
        ),
        FieldWords(
            model_name='event',
            name='kind',
            field=models.CharField(choices=[(opinions.stages.Kind['ANNOUNCED'], 'announced'), (opinions.stages.Kind['SUBMITTED'], 'submitted'), (opinions.stages.Kind['PRESENTED'], 'presented'), (opinions.stages.Kind['DISCUSSED'], 'discussed'), (opinions.stages.Kind['COMMENTED'], 'commented on'), (opinions.stages.Kind['DEFERRED'], 'deferred'), (opinions.stages.Kind['REVISED'], 'revised'), (opinions.stages.Kind['CONSOLIDATED'], 'consolidated'), (opinions.stages.Kind['AGREED'], 'agreed'), (opinions.stages.Kind['FORWARDED'], 'forwarded'), (opinions.stages.Kind['PUBLISHED'], 'put online'), (opinions.stages.Kind['AMENDED'], 'amended'), (opinions.stages.Kind['WITHDRAWN'], 'withdrawn'), (opinions.stages.Kind['NOT_ADVANCED'], 'not advanced'), (opinions.stages.Kind['REINTRODUCED'], 'reintroduced'), (opinions.stages.Kind['NO_CONSENSUS'], 'no consensus'), (opinions.stages.Kind['REFERRED'], 'referred'), (opinions.stages.Kind['ADOPTED'], 'adopted'), (opinions.stages.Kind['CITED'], 'cited'), (opinions.stages.Kind['BACKGROUND'], 'meanwhile')], help_text='What happened. Only what may follow where the text stood on that day is taken without a reason.', max_length=12),
        ),
        FieldWords(
            model_name='event',
            name='locator',
            field=models.CharField(blank=True, help_text='Where in each source: its key, then the place, divided by semicolons. For instance: S3 6.1; U31 opening', max_length=300),
        ),
        FieldWords(
            model_name='event',
            name='meeting',
            field=models.ForeignKey(blank=True, help_text='Where it happened. Type a few letters: IEG 2. Empty: at no meeting, or not known.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='documents.meeting'),
        ),
        FieldWords(
            model_name='event',
            name='opinion',
            field=models.ForeignKey(help_text='The text to which it happened. Type a few letters of its title.', on_delete=django.db.models.deletion.PROTECT, related_name='events', to='opinions.opinion'),
        ),
        FieldWords(
            model_name='event',
            name='order',
            field=models.PositiveSmallIntegerField(default=0, help_text='Its place among the events of the same first day: 1, 2 ... The next free one is taken.'),
        ),
        FieldWords(
            model_name='event',
            name='out_of_order_reason',
            field=models.CharField(blank=True, help_text='Only where the record has this event although by its kind it could not follow: The report has it so.', max_length=300),
        ),
        FieldWords(
            model_name='event',
            name='record',
            field=models.CharField(blank=True, help_text='Rows of the research record that this carries, for instance D10 or I14, J22. Empty where there is none.', max_length=120, verbose_name='record rows'),
        ),
        FieldWords(
            model_name='event',
            name='revision',
            field=models.ForeignKey(blank=True, help_text='The text it produced. Empty: it produced none.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='opinions.revision'),
        ),
        FieldWords(
            model_name='event',
            name='sources',
            field=models.ManyToManyField(blank=True, help_text='Where this was read. Type a key (S3) or words of the title. Without a source it cannot be published.', to='documents.source'),
        ),
        FieldWords(
            model_name='event',
            name='summary',
            field=models.TextField(help_text='What happened, in our own words: one or two plain sentences.'),
        ),
        FieldWords(
            model_name='gap',
            name='contributions',
            field=models.ManyToManyField(blank=True, help_text='Documents it is about; it is shown on their pages. Type a symbol.', to='documents.contribution'),
        ),
        FieldWords(
            model_name='gap',
            name='key',
            field=models.CharField(help_text='Names it in addresses, permanent: small letters, digits and hyphens, as in gap-1. Empty: made from what is not known.', max_length=80, unique=True, validators=[documents.models.base.validate_slug_path]),
        ),
        FieldWords(
            model_name='gap',
            name='kind',
            field=models.CharField(choices=[('texts', 'texts'), ('documents', 'documents and numbers'), ('events', 'events and actors'), ('follow-ups', 'follow-ups')], help_text='What it is that is missing.', max_length=10),
        ),
        FieldWords(
            model_name='gap',
            name='meetings',
            field=models.ManyToManyField(blank=True, help_text='Meetings it is about; it is shown on their pages.', to='documents.meeting'),
        ),
        FieldWords(
            model_name='gap',
            name='opinions',
            field=models.ManyToManyField(blank=True, help_text='Texts it is about; it is shown on their pages.', to='opinions.opinion'),
        ),
        FieldWords(
            model_name='gap',
            name='process',
            field=models.ForeignKey(help_text='The negotiation in which the question arises. Type a few letters: WTPF-13', on_delete=django.db.models.deletion.PROTECT, to='documents.process'),
        ),
        FieldWords(
            model_name='gap',
            name='record',
            field=models.CharField(blank=True, help_text='Rows of the research record that this carries, for instance X1. Empty where there is none.', max_length=120, verbose_name='record rows'),
        ),
        FieldWords(
            model_name='gap',
            name='stakeholders',
            field=models.ManyToManyField(blank=True, help_text='Stakeholders it is about; it is shown on their pages.', to='documents.stakeholder'),
        ),
        FieldWords(
            model_name='gap',
            name='topics',
            field=models.ManyToManyField(blank=True, help_text='Topics it is about; it is shown on their pages.', to='opinions.topic'),
        ),
        FieldWords(
            model_name='gap',
            name='what',
            field=models.TextField(help_text='Completes “Not known: ...”, so it begins small: the adopted texts of the six opinions.'),
        ),
        FieldWords(
            model_name='intervention',
            name='confidence',
            field=models.CharField(choices=[('high', 'high'), ('medium', 'medium'), ('low', 'low')], default='medium', help_text='High: an official document, two sources that agree, or an author on itself. Medium: one secondary source. Low: our reading.', max_length=6),
        ),
        FieldWords(
            model_name='intervention',
            name='confidence_note',
            field=models.CharField(blank=True, help_text='What the confidence covers, or why it is no higher. For instance: High for the draft; who wrote it is not stated.', max_length=300),
        ),
        FieldWords(
            model_name='intervention',
            name='contribution',
            field=models.ForeignKey(blank=True, help_text='The document in which it stands. Type its symbol: WTPF-13/7', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='interventions', to='documents.contribution'),
        ),
        FieldWords(
            model_name='intervention',
            name='date',
            field=documents.fields.EdtfField(blank=True, help_text='As exactly as the source says: 2012-10-10 (day), 2013-02 (month), 2012 (year), 2012-10-10/2012-10-12 (first and last day). A ~ after it: about. ../2013-05-14: by that day.', max_length=30),
        ),
        FieldWords(
            model_name='intervention',
            name='declared',
            field=models.BooleanField(default=True, help_text='They said so themselves. Leave empty where the stance is our reading of what they said.', verbose_name='stance declared'),
        ),
        FieldWords(
            model_name='intervention',
            name='key',
            field=models.CharField(help_text='Names it in addresses, permanent: small letters, digits and hyphens, as in uk-ixps-draft. Empty: made from who and on what.', max_length=80, unique=True, validators=[documents.models.base.validate_slug_path]),
        ),
        FieldWords(
            model_name='intervention',
            name='locator',
            field=models.CharField(blank=True, help_text='Where in each source: its key, then the place, divided by semicolons. For instance: S3 6.1; U31 opening', max_length=300),
        ),
        FieldWords(
            model_name='intervention',
            name='meeting',
            field=models.ForeignKey(blank=True, help_text='Where it was said. Empty: in writing, or not known.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='interventions', to='documents.meeting'),
        ),
        FieldWords(
            model_name='intervention',
            name='opinion',
            field=models.ForeignKey(blank=True, help_text='The text it was about. Empty: it was about the report or the process.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='interventions', to='opinions.opinion'),
        ),
        FieldWords(
            model_name='intervention',
            name='record',
            field=models.CharField(blank=True, help_text='Rows of the research record that this carries, for instance D10 or I14, J22. Empty where there is none.', max_length=120, verbose_name='record rows'),
        ),
        FieldWords(
            model_name='intervention',
            name='report_section',
            field=models.CharField(blank=True, help_text='Of the Secretary-General’s report, where it was about that: 2.3.4.1 c)', max_length=40),
        ),
        FieldWords(
            model_name='intervention',
            name='sources',
            field=models.ManyToManyField(blank=True, help_text='Where this was read. Type a key (S3) or words of the title. Without a source it cannot be published.', to='documents.source'),
        ),
        FieldWords(
            model_name='intervention',
            name='speaker',
            field=models.CharField(blank=True, help_text='A person, or who where nobody is named: one delegation', max_length=120),
        ),
        FieldWords(
            model_name='intervention',
            name='stakeholder',
            field=models.ForeignKey(blank=True, help_text='Who said or wrote it. Type a few letters: Brazil', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='interventions', to='documents.stakeholder'),
        ),
        FieldWords(
            model_name='intervention',
            name='stance',
            field=models.CharField(blank=True, choices=[('author', 'tabled a draft'), ('support', 'support'), ('amend', 'wants a change'), ('concern', 'concern'), ('oppose', 'opposed'), ('neutral', 'spoke, no stance recorded')], help_text='What they wanted of the text. Empty: it was about no text.', max_length=8),
        ),
        FieldWords(
            model_name='intervention',
            name='summary',
            field=models.TextField(help_text='What they said, in our own words: The United Kingdom tabled the draft.'),
        ),
        FieldWords(
            model_name='opinion',
            name='adopted_number',
            field=models.CharField(blank=True, help_text='Once adopted: “Opinion 5”, “Resolution 180”.', max_length=40),
        ),
        FieldWords(
            model_name='opinion',
            name='confidence',
            field=models.CharField(choices=[('high', 'high'), ('medium', 'medium'), ('low', 'low')], default='medium', help_text='High: an official document, two sources that agree, or an author on itself. Medium: one secondary source. Low: our reading.', max_length=6),
        ),
        FieldWords(
            model_name='opinion',
            name='confidence_note',
            field=models.CharField(blank=True, help_text='What the confidence covers, or why it is no higher. For instance: High for the draft; who wrote it is not stated.', max_length=300),
        ),
        FieldWords(
            model_name='opinion',
            name='how',
            field=models.CharField(blank=True, help_text='Ends the sentence under the title, where the events do not say it: in its original form. Mostly empty.', max_length=200),
        ),
        FieldWords(
            model_name='opinion',
            name='instrument',
            field=models.CharField(choices=[('opinion', 'opinion'), ('resolution', 'resolution'), ('report', 'report')], default='opinion', help_text='What it is, or would become.', max_length=10),
        ),
        FieldWords(
            model_name='opinion',
            name='locator',
            field=models.CharField(blank=True, help_text='Where in each source: its key, then the place, divided by semicolons. For instance: S3 6.1; U31 opening', max_length=300),
        ),
        FieldWords(
            model_name='opinion',
            name='order',
            field=models.PositiveSmallIntegerField(default=0, help_text='Its place in lists and pictures of the process. The next free one is proposed.'),
        ),
        FieldWords(
            model_name='opinion',
            name='process',
            field=models.ForeignKey(help_text='The negotiation it belongs to. Type a few letters: WTPF-13', on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='documents.process'),
        ),
        FieldWords(
            model_name='opinion',
            name='record',
            field=models.CharField(blank=True, help_text='Rows of the research record that this carries, for instance D10 or I14, J22. Empty where there is none.', max_length=120, verbose_name='record rows'),
        ),
        FieldWords(
            model_name='opinion',
            name='short_title',
            field=models.CharField(help_text='As lists and pictures call it: Exchange points (IXPs)', max_length=60),
        ),
        FieldWords(
            model_name='opinion',
            name='slug',
            field=models.CharField(help_text='Its part of the address, permanent: small letters, digits and hyphens, as in role-of-governments. Empty: made from the short title.', max_length=80, unique=True, validators=[documents.models.base.validate_slug_path]),
        ),
        FieldWords(
            model_name='opinion',
            name='sources',
            field=models.ManyToManyField(blank=True, help_text='Where this was read. Type a key (S3) or words of the title. Without a source it cannot be published.', to='documents.source'),
        ),
        FieldWords(
            model_name='opinion',
            name='title',
            field=models.CharField(help_text='In full, as in its newest text: Promoting Internet Exchange Points (IXPs) as a long term solution ...', max_length=300),
        ),
        FieldWords(
            model_name='opinion',
            name='topic',
            field=models.ForeignKey(blank=True, help_text='The subject under which it stands, where the process has topics.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='opinions.topic'),
        ),
        FieldWords(
            model_name='othertitle',
            name='confidence',
            field=models.CharField(choices=[('high', 'high'), ('medium', 'medium'), ('low', 'low')], default='medium', help_text='High: an official document, two sources that agree, or an author on itself. Medium: one secondary source. Low: our reading.', max_length=6),
        ),
        FieldWords(
            model_name='othertitle',
            name='confidence_note',
            field=models.CharField(blank=True, help_text='What the confidence covers, or why it is no higher. For instance: High for the draft; who wrote it is not stated.', max_length=300),
        ),
        FieldWords(
            model_name='othertitle',
            name='locator',
            field=models.CharField(blank=True, help_text='Where in each source: its key, then the place, divided by semicolons. For instance: S3 6.1; U31 opening', max_length=300),
        ),
        FieldWords(
            model_name='othertitle',
            name='record',
            field=models.CharField(blank=True, help_text='Rows of the research record that this carries, for instance D10 or I14, J22. Empty where there is none.', max_length=120, verbose_name='record rows'),
        ),
        FieldWords(
            model_name='othertitle',
            name='sources',
            field=models.ManyToManyField(blank=True, help_text='Where this was read. Type a key (S3) or words of the title. Without a source it cannot be published.', to='documents.source'),
        ),
        FieldWords(
            model_name='othertitle',
            name='title',
            field=models.CharField(help_text='As it is written there.', max_length=300),
        ),
        FieldWords(
            model_name='othertitle',
            name='used_by',
            field=models.CharField(blank=True, help_text='Who calls it so, and where: Saudi Arabia, for draft WTPF-IEG/2/11', max_length=200),
        ),
        FieldWords(
            model_name='pledge',
            name='confidence',
            field=models.CharField(choices=[('high', 'high'), ('medium', 'medium'), ('low', 'low')], default='medium', help_text='High: an official document, two sources that agree, or an author on itself. Medium: one secondary source. Low: our reading.', max_length=6),
        ),
        FieldWords(
            model_name='pledge',
            name='confidence_note',
            field=models.CharField(blank=True, help_text='What the confidence covers, or why it is no higher. For instance: High for the draft; who wrote it is not stated.', max_length=300),
        ),
        FieldWords(
            model_name='pledge',
            name='date',
            field=documents.fields.EdtfField(blank=True, help_text='As exactly as the source says: 2012-10-10 (day), 2013-02 (month), 2012 (year), 2012-10-10/2012-10-12 (first and last day). A ~ after it: about. ../2013-05-14: by that day.', max_length=30),
        ),
        FieldWords(
            model_name='pledge',
            name='delivered_by',
            field=models.ForeignKey(blank=True, help_text='The document that kept the promise; then the fate is “delivered”.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='pledges_kept', to='documents.contribution'),
        ),
        FieldWords(
            model_name='pledge',
            name='fate',
            field=models.CharField(choices=[('delivered', 'delivered'), ('not-delivered', 'not delivered'), ('unknown', 'not known')], default='unknown', help_text='Whether it came.', max_length=13),
        ),
        FieldWords(
            model_name='pledge',
            name='key',
            field=models.CharField(help_text='Names it in addresses, permanent: small letters, digits and hyphens, as in p2. Empty: made from who and what.', max_length=80, unique=True, validators=[documents.models.base.validate_slug_path]),
        ),
        FieldWords(
            model_name='pledge',
            name='locator',
            field=models.CharField(blank=True, help_text='Where in each source: its key, then the place, divided by semicolons. For instance: S3 6.1; U31 opening', max_length=300),
        ),
        FieldWords(
            model_name='pledge',
            name='meeting',
            field=models.ForeignKey(blank=True, help_text='Where it was promised. Type a few letters: IEG 2', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='pledges', to='documents.meeting'),
        ),
        FieldWords(
            model_name='pledge',
            name='note',
            field=models.TextField(blank=True, help_text='What more is known, in plain sentences.'),
        ),
        FieldWords(
            model_name='pledge',
            name='opinion',
            field=models.ForeignKey(blank=True, help_text='The text it was for. Type a few letters of its title.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='pledges', to='opinions.opinion'),
        ),
        FieldWords(
            model_name='pledge',
            name='record',
            field=models.CharField(blank=True, help_text='Rows of the research record that this carries, for instance D10 or I14, J22. Empty where there is none.', max_length=120, verbose_name='record rows'),
        ),
        FieldWords(
            model_name='pledge',
            name='section',
            field=models.CharField(blank=True, help_text='Of the report, where it was for that: 2.3.4.1 e)', max_length=60),
        ),
        FieldWords(
            model_name='pledge',
            name='sources',
            field=models.ManyToManyField(blank=True, help_text='Where this was read. Type a key (S3) or words of the title. Without a source it cannot be published.', to='documents.source'),
        ),
        FieldWords(
            model_name='pledge',
            name='stakeholders',
            field=models.ManyToManyField(blank=True, help_text='Who promised it. Type a few letters: Cisco', related_name='pledges', to='documents.stakeholder'),
        ),
        FieldWords(
            model_name='pledge',
            name='subject',
            field=models.CharField(help_text='What was promised: A joint contribution on ENUM (telephone numbers in the domain name system).', max_length=300),
        ),
        FieldWords(
            model_name='pledge',
            name='who_note',
            field=models.CharField(blank=True, help_text='Who, where nobody is named: one delegate, not named', max_length=200),
        ),
        FieldWords(
            model_name='relation',
            name='confidence',
            field=models.CharField(choices=[('high', 'high'), ('medium', 'medium'), ('low', 'low')], default='medium', help_text='High: an official document, two sources that agree, or an author on itself. Medium: one secondary source. Low: our reading.', max_length=6),
        ),
        FieldWords(
            model_name='relation',
            name='confidence_note',
            field=models.CharField(blank=True, help_text='What the confidence covers, or why it is no higher. For instance: High for the draft; who wrote it is not stated.', max_length=300),
        ),
        FieldWords(
            model_name='relation',
            name='kind',
            field=models.CharField(choices=[('merged-into', 'merged into'), ('competes-with', 'competes with'), ('reintroduced-as', 'reintroduced as'), ('cited-by', 'cited by'), ('continues-in', 'continues in')], help_text='What the first is to the second: it is merged into it, competes with it, is cited by it ...', max_length=15),
        ),
        FieldWords(
            model_name='relation',
            name='locator',
            field=models.CharField(blank=True, help_text='Where in each source: its key, then the place, divided by semicolons. For instance: S3 6.1; U31 opening', max_length=300),
        ),
        FieldWords(
            model_name='relation',
            name='origin',
            field=models.ForeignKey(help_text='The text of which something is said. Read it as a sentence: this text ... that text.', on_delete=django.db.models.deletion.PROTECT, related_name='relations_out', to='opinions.opinion'),
        ),
        FieldWords(
            model_name='relation',
            name='record',
            field=models.CharField(blank=True, help_text='Rows of the research record that this carries, for instance D10 or I14, J22. Empty where there is none.', max_length=120, verbose_name='record rows'),
        ),
        FieldWords(
            model_name='relation',
            name='sources',
            field=models.ManyToManyField(blank=True, help_text='Where this was read. Type a key (S3) or words of the title. Without a source it cannot be published.', to='documents.source'),
        ),
        FieldWords(
            model_name='relation',
            name='summary',
            field=models.TextField(blank=True, help_text='How the source puts it, in a sentence: Resolution 180 (Rev. Busan, 2014) considers Opinion 3.'),
        ),
        FieldWords(
            model_name='relation',
            name='target',
            field=models.ForeignKey(help_text='The other text. Type a few letters of its title.', on_delete=django.db.models.deletion.PROTECT, related_name='relations_in', to='opinions.opinion'),
        ),
        FieldWords(
            model_name='revision',
            name='based_on',
            field=models.ManyToManyField(blank=True, help_text='The earlier text or texts from which it was written. The comparison starts from them.', related_name='led_to', to='opinions.revision'),
        ),
        FieldWords(
            model_name='revision',
            name='basis',
            field=models.CharField(choices=[('official', 'official text'), ('excerpt', 'excerpt of the official text'), ('summary', 'editors’ summary'), ('none', 'text not found')], help_text='What the text below is: the official words, a part of them, our summary, or nothing found.', max_length=8),
        ),
        FieldWords(
            model_name='revision',
            name='confidence',
            field=models.CharField(choices=[('high', 'high'), ('medium', 'medium'), ('low', 'low')], default='medium', help_text='High: an official document, two sources that agree, or an author on itself. Medium: one secondary source. Low: our reading.', max_length=6),
        ),
        FieldWords(
            model_name='revision',
            name='confidence_note',
            field=models.CharField(blank=True, help_text='What the confidence covers, or why it is no higher. For instance: High for the draft; who wrote it is not stated.', max_length=300),
        ),
        FieldWords(
            model_name='revision',
            name='contribution',
            field=models.ForeignKey(blank=True, help_text='The document in which this text stands. Type its symbol: WTPF-IEG/2/14', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='documents.contribution'),
        ),
        FieldWords(
            model_name='revision',
            name='date',
            field=documents.fields.EdtfField(blank=True, help_text='As exactly as the source says: 2012-10-10 (day), 2013-02 (month), 2012 (year), 2012-10-10/2012-10-12 (first and last day). A ~ after it: about. ../2013-05-14: by that day.', max_length=30),
        ),
        FieldWords(
            model_name='revision',
            name='label',
            field=models.CharField(help_text='What this state of the text is called: “UK draft”, “Brazil, version three”.', max_length=120),
        ),
        FieldWords(
            model_name='revision',
            name='language',
            field=models.CharField(default='en', help_text='Of the text, as a code: en, fr, es, ru, zh, ar.', max_length=8),
        ),
        FieldWords(
            model_name='revision',
            name='locator',
            field=models.CharField(blank=True, help_text='Where in each source: its key, then the place, divided by semicolons. For instance: S3 6.1; U31 opening', max_length=300),
        ),
        FieldWords(
            model_name='revision',
            name='note',
            field=models.TextField(blank=True, help_text='What readers should know of it: The text itself was not found, so a clause that is missing here may have been in it.'),
        ),
        FieldWords(
            model_name='revision',
            name='number',
            field=models.PositiveSmallIntegerField(help_text='Its place in the order of the texts, from 1. The next free one is proposed.'),
        ),
        FieldWords(
            model_name='revision',
            name='opinion',
            field=models.ForeignKey(help_text='The text of which this is one state. Type a few letters of its title.', on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='opinions.opinion'),
        ),
        FieldWords(
            model_name='revision',
            name='record',
            field=models.CharField(blank=True, help_text='Rows of the research record that this carries, for instance D10 or I14, J22. Empty where there is none.', max_length=120, verbose_name='record rows'),
        ),
        FieldWords(
            model_name='revision',
            name='sources',
            field=models.ManyToManyField(blank=True, help_text='Where this was read. Type a key (S3) or words of the title. Without a source it cannot be published.', to='documents.source'),
        ),
        FieldWords(
            model_name='revision',
            name='sponsor_note',
            field=models.CharField(blank=True, help_text='What the list of sponsors cannot say: ad hoc group on Resolution 130', max_length=200),
        ),
        FieldWords(
            model_name='revision',
            name='sponsors',
            field=models.ManyToManyField(blank=True, help_text='Who put it forward. Empty: nobody in particular, or not known.', related_name='sponsored', to='documents.stakeholder'),
        ),
        FieldWords(
            model_name='revision',
            name='text',
            field=models.TextField(blank=True, help_text='Paragraphs divided by empty lines. Once published it is never edited: a change is a new revision.'),
        ),
        FieldWords(
            model_name='revision',
            name='title',
            field=models.CharField(blank=True, help_text='Its own title where it differs from that of the opinion.', max_length=300),
        ),
        FieldWords(
            model_name='topic',
            name='confidence',
            field=models.CharField(choices=[('high', 'high'), ('medium', 'medium'), ('low', 'low')], default='medium', help_text='High: an official document, two sources that agree, or an author on itself. Medium: one secondary source. Low: our reading.', max_length=6),
        ),
        FieldWords(
            model_name='topic',
            name='confidence_note',
            field=models.CharField(blank=True, help_text='What the confidence covers, or why it is no higher. For instance: High for the draft; who wrote it is not stated.', max_length=300),
        ),
        FieldWords(
            model_name='topic',
            name='locator',
            field=models.CharField(blank=True, help_text='Where in each source: its key, then the place, divided by semicolons. For instance: S3 6.1; U31 opening', max_length=300),
        ),
        FieldWords(
            model_name='topic',
            name='number',
            field=models.PositiveSmallIntegerField(help_text='Its place among the topics of the process, from 1. The next free one is proposed.'),
        ),
        FieldWords(
            model_name='topic',
            name='process',
            field=models.ForeignKey(help_text='The negotiation on whose table it lies. Type a few letters: WTPF-13', on_delete=django.db.models.deletion.PROTECT, related_name='topics', to='documents.process'),
        ),
        FieldWords(
            model_name='topic',
            name='record',
            field=models.CharField(blank=True, help_text='Rows of the research record that this carries, for instance D10 or I14, J22. Empty where there is none.', max_length=120, verbose_name='record rows'),
        ),
        FieldWords(
            model_name='topic',
            name='short_title',
            field=models.CharField(help_text='As lists and pictures call it: IPv6 capacity building', max_length=60),
        ),
        FieldWords(
            model_name='topic',
            name='slug',
            field=models.CharField(help_text='Its part of the address, permanent: small letters, digits and hyphens, as in ipv6-capacity. Empty: made from the short title.', max_length=80, unique=True, validators=[documents.models.base.validate_slug_path]),
        ),
        FieldWords(
            model_name='topic',
            name='sources',
            field=models.ManyToManyField(blank=True, help_text='Where this was read. Type a key (S3) or words of the title. Without a source it cannot be published.', to='documents.source'),
        ),
        FieldWords(
            model_name='topic',
            name='summary',
            field=models.TextField(blank=True, help_text='What the subject is, for somebody who meets it for the first time.'),
        ),
        FieldWords(
            model_name='topic',
            name='title',
            field=models.CharField(help_text='In full: Capacity building for the deployment of IPv6', max_length=200),
        ),
    ]
