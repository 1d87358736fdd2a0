"""People who were there before the search has keys are found as well."""

from django.db import migrations

from people import keys

AT_ONCE = 2000


def fill(apps, _schema_editor):
    Person = apps.get_model("people", "Person")
    ContactPoint = apps.get_model("people", "ContactPoint")
    SearchKey = apps.get_model("people", "SearchKey")
    last = 0
    known = Person.objects.filter(erased_at=None, merged_into=None).order_by("pk")
    while people := list(known.filter(pk__gt=last).values_list("pk", "name")[:AT_ONCE]):
        last = people[-1][0]
        contacts = {}
        rows = ContactPoint.objects.filter(person__in=[pk for pk, _name in people])
        for pk, value in rows.values_list("person", "value"):
            contacts.setdefault(pk, []).append(value)
        SearchKey.objects.bulk_create(
            [
                SearchKey(person_id=pk, key=key)
                for pk, name in people
                for key in sorted(keys.of_person(name, contacts.get(pk, [])))
            ],
            ignore_conflicts=True,
        )


class Migration(migrations.Migration):
    dependencies = [("people", "0002_places_for_everyone")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
