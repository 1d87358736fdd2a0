"""What leaders worry about is unreadable in a copy of the database."""

from django.db import migrations

import core.encrypted


def encrypt(_apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT id, text FROM activities_worry")
        for pk, text in cursor.fetchall():
            cursor.execute("UPDATE activities_worry SET text = %s WHERE id = %s", [core.encrypted.encrypt(text), pk])


def decrypt(_apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT id, text FROM activities_worry")
        for pk, token in cursor.fetchall():
            cursor.execute("UPDATE activities_worry SET text = %s WHERE id = %s", [core.encrypted.decrypt(token), pk])


class Migration(migrations.Migration):
    dependencies = [("activities", "0008_leaders_ask")]

    operations = [
        migrations.AlterField(
            model_name="worry",
            name="text",
            field=core.encrypted.EncryptedTextField(max_length=2000),
        ),
        migrations.RunPython(encrypt, decrypt),
    ]
