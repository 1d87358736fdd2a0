"""When did somebody last say that a group goes on?"""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('centres', '0004_desk_hours'),
    ]

    operations = [
        migrations.AddField(
            model_name='centre',
            name='asks_after_weeks',
            field=models.PositiveSmallIntegerField(default=26),
        ),
    ]
