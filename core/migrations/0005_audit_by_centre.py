from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0004_seals")]

    operations = [
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(fields=["centre_id", "-at"], name="core_audit_centre"),
        ),
    ]
