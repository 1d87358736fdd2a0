"""Two languages, a home page in each, and a site that starts at the English one: no installation is ever empty."""

from django.db import migrations

HOMES = [("en", "00010001"), ("fr", "00010002")]
EDITORS = ("Moderators", "Editors")
# What both groups may do with the reference lists. Nobody may delete a place that sessions and people refer to.
PLACES = {"centre": ("add", "change", "view"), "venue": ("add", "change", "view"), "closure": ("add", "change", "delete", "view")}


def make_homes(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    HomePage = apps.get_model("cms", "HomePage")
    Locale = apps.get_model("wagtailcore", "Locale")
    Site = apps.get_model("wagtailcore", "Site")
    ContentType = apps.get_model("contenttypes", "ContentType")

    Page.objects.filter(path="00010001", url_path="/home/").delete()  # Wagtail's welcome; its site goes with it
    home_type, _created = ContentType.objects.get_or_create(app_label="cms", model="homepage")
    key = None
    for code, path in HOMES:
        locale, _created = Locale.objects.get_or_create(language_code=code)
        home = HomePage(
            title="Porchlight",
            draft_title="Porchlight",
            slug=code,
            url_path=f"/{code}/",
            path=path,
            depth=2,
            numchild=0,
            content_type=home_type,
            locale=locale,
            live=True,
        )
        key = home.translation_key = key or home.translation_key
        home.save()
    Page.objects.filter(depth=1).update(numchild=len(HOMES))
    Site.objects.create(
        hostname="localhost",
        port=80,
        site_name="Porchlight",
        is_default_site=True,
        root_page_id=HomePage.objects.get(slug="en").pk,
    )


def let_editors_keep_places(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    wanted = [("centres", model, f"{verb}_{model}") for model, verbs in PLACES.items() for verb in verbs]
    wanted.append(("simple_translation", "simpletranslation", "submit_translation"))
    permissions = []
    for app, model, codename in wanted:
        content_type, _created = ContentType.objects.get_or_create(app_label=app, model=model)
        verb, _separator, name = codename.partition("_")
        permission, _created = Permission.objects.get_or_create(
            content_type=content_type, codename=codename, defaults={"name": f"Can {verb} {name}"}
        )
        permissions.append(permission)
    for group in Group.objects.filter(name__in=EDITORS):
        group.permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("centres", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("simple_translation", "0001_initial"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailredirects", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(make_homes, migrations.RunPython.noop),
        migrations.RunPython(let_editors_keep_places, migrations.RunPython.noop),
    ]
