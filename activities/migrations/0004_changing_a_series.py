"""Changing a series: phases and pauses, what one date keeps for itself, and what a group does on holidays."""

import django.db.models.deletion
import recurrence.fields
from django.db import migrations, models


def keep(apps, _schema_editor):
    """What was said before the columns were there."""
    for name in ("Activity", "Proposal"):
        apps.get_model("activities", name).objects.filter(skip_holidays=False).update(on_holidays="meet")
    by_hand = apps.get_model("activities", "Session").objects.filter(edited_by_hand=True)
    by_hand.update(own_time=True, own_place=True, own_seats=True)


class Migration(migrations.Migration):

    dependencies = [
        ('activities', '0003_codes_and_companions'),
        ('centres', '0004_desk_hours'),
        ('champions', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='activity',
            name='on_holidays',
            field=models.CharField(choices=[('skip', 'It does not meet'), ('next_day', 'It meets on the next open day, such as the Tuesday after a holiday Monday'), ('meet', 'It meets all the same')], default='skip', max_length=20),
        ),
        migrations.AddField(
            model_name='proposal',
            name='on_holidays',
            field=models.CharField(choices=[('skip', 'It does not meet'), ('next_day', 'It meets on the next open day, such as the Tuesday after a holiday Monday'), ('meet', 'It meets all the same')], default='skip', max_length=20),
        ),
        migrations.AddField(
            model_name='session',
            name='dropped',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='session',
            name='is_extra',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='session',
            name='note_en',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='session',
            name='note_fr',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='session',
            name='own_place',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='session',
            name='own_seats',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='session',
            name='own_time',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='session',
            name='substitute',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='champions.champion'),
        ),
        migrations.RunPython(keep, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name='activity',
            name='skip_holidays',
        ),
        migrations.RemoveField(
            model_name='proposal',
            name='skip_holidays',
        ),
        migrations.RemoveField(
            model_name='session',
            name='edited_by_hand',
        ),
        migrations.CreateModel(
            name='Pause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_day', models.DateField()),
                ('last_day', models.DateField(blank=True, null=True)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pauses', to='activities.activity')),
            ],
            options={
                'ordering': ['first_day'],
                'constraints': [models.CheckConstraint(condition=models.Q(('last_day', None), ('last_day__gte', models.F('first_day')), _connector='OR'), name='activities_pause_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='Phase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title_en', models.CharField(blank=True, max_length=80)),
                ('title_fr', models.CharField(blank=True, max_length=80)),
                ('summary_en', models.TextField(blank=True, max_length=1200)),
                ('summary_fr', models.TextField(blank=True, max_length=1200)),
                ('audience_en', models.CharField(blank=True, max_length=200)),
                ('audience_fr', models.CharField(blank=True, max_length=200)),
                ('rule', recurrence.fields.RecurrenceField(blank=True, null=True)),
                ('start_date', models.DateField(blank=True, null=True)),
                ('start_time', models.TimeField(blank=True, null=True)),
                ('minutes', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('last_date', models.DateField(blank=True, null=True)),
                ('on_holidays', models.CharField(choices=[('skip', 'It does not meet'), ('next_day', 'It meets on the next open day, such as the Tuesday after a holiday Monday'), ('meet', 'It meets all the same')], default='skip', max_length=20)),
                ('capacity', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('since', models.DateField()),
                ('sets', models.JSONField(default=list)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='phases', to='activities.activity')),
                ('leaders', models.ManyToManyField(related_name='+', to='champions.champion')),
                ('venue', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='centres.venue')),
            ],
            options={
                'ordering': ['since'],
                'constraints': [models.UniqueConstraint(fields=('activity', 'since'), name='activities_phase_once_a_day')],
            },
        ),
    ]
