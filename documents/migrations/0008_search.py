import django.db.models.deletion
from django.db import migrations, models

from documents.search.backend import create, drop


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0007_date_history'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('place', models.BigIntegerField(primary_key=True, serialize=False)),
                ('model', models.CharField(max_length=40)),
                ('row', models.BigIntegerField()),
                ('kind', models.CharField(max_length=10)),
                ('process', models.CharField(blank=True, max_length=80)),
                ('opinion', models.CharField(blank=True, max_length=80)),
                ('meeting', models.CharField(blank=True, max_length=80)),
                ('who', models.TextField(blank=True)),
                ('version', models.IntegerField(null=True)),
                ('year', models.IntegerField(default=0)),
                ('last_year', models.IntegerField(default=0)),
                ('earliest', models.DateField(null=True)),
                ('latest', models.DateField(null=True)),
                ('known_from', models.DateField(null=True)),
                ('state', models.CharField(blank=True, max_length=4)),
                ('known_until', models.DateField(null=True)),
                ('shown_from', models.DateTimeField()),
                ('digest', models.CharField(max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name='SearchWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=60)),
                ('token', models.CharField(max_length=60)),
            ],
        ),
        migrations.CreateModel(
            name='SearchText',
            fields=[
                ('entry', models.OneToOneField(db_column='place', on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to='documents.searchentry')),
                ('title', models.TextField()),
                ('text', models.TextField(blank=True)),
                ('address', models.TextField()),
                ('language', models.CharField(max_length=8)),
            ],
        ),
        migrations.AddIndex(
            model_name='searchentry',
            index=models.Index(fields=['model', 'row'], name='search_entry_row'),
        ),
        migrations.AddConstraint(
            model_name='searchword',
            constraint=models.UniqueConstraint(fields=('word', 'token'), name='search_word_once'),
        ),
        # The index of words, of the kind that the database has; `rebuild` or the next write fills it.
        migrations.RunPython(create, drop, atomic=True),
    ]
