from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0009_prescribed")]

    operations = [
        migrations.AddIndex(
            model_name="person", index=models.Index(fields=["birth_date"], name="people_person_birth")
        ),
    ]
