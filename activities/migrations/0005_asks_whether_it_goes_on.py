"""When did somebody last say that a group goes on?"""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('activities', '0004_changing_a_series'),
    ]

    operations = [
        migrations.AddField(
            model_name='activity',
            name='asked_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='activity',
            name='confirmed_at',
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.AlterField(
            model_name='activity',
            name='state',
            field=models.CharField(choices=[('published', 'on the site'), ('dormant', 'not on the site: nobody has said that it goes on'), ('ended', 'ended')], default='published', max_length=20),
        ),
    ]
