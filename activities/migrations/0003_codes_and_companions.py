"""Give every activity a join code, and name the people who are brought along."""

from django.db import migrations


def fill(apps, _schema_editor):
    Activity = apps.get_model("activities", "Activity")
    for number, pk in enumerate(Activity.objects.order_by("pk").values_list("pk", flat=True)):
        # Prime steps through four digits: no two alike below nine thousand groups, and neighbours look different.
        Activity.objects.filter(pk=pk).update(join_code=str(1000 + (number * 4211) % 9000))
    apps.get_model("activities", "Booking").objects.filter(seats__gt=1).update(companions=1)


class Migration(migrations.Migration):
    dependencies = [("activities", "0002_places_for_everyone")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
