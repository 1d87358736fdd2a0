import django.db.models.deletion
from django.db import migrations, models


EDITORS = ("Moderators", "Editors")


def let_editors_write(apps, schema_editor):
    """Each of them those of the centres where they work: `evaluation.wagtail_hooks` says which these are."""
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    content_type, _created = ContentType.objects.get_or_create(app_label="evaluation", model="reportwords")
    permissions = [
        Permission.objects.get_or_create(
            content_type=content_type, codename=f"{verb}_reportwords", defaults={"name": f"Can {verb} words of a report"}
        )[0]
        for verb in ("add", "change", "delete", "view")
    ]
    for group in Group.objects.filter(name__in=EDITORS):
        group.permissions.add(*permissions)


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('centres', '0008_casework'),
        ('evaluation', '0004_stories'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('wagtailadmin', '0001_create_admin_access_permissions'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReportWords',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', models.CharField(max_length=6)),
                ('place', models.CharField(max_length=20)),
                ('words_en', models.TextField(blank=True, max_length=4000)),
                ('words_fr', models.TextField(blank=True, max_length=4000)),
                ('centre', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='centres.centre')),
            ],
            options={
                'verbose_name': 'words of a report',
                'verbose_name_plural': 'words of reports',
                'ordering': ['-period', 'centre', 'place'],
                'constraints': [models.UniqueConstraint(fields=('centre', 'period', 'place'), name='evaluation_report_words_once')],
            },
        ),
        migrations.RunPython(let_editors_write, migrations.RunPython.noop),
    ]
