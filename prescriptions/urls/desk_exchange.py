"""Under `desk/exchange/`."""

from django.urls import path

from prescriptions.views import exchange, systems

app_name = "desk_exchange"
urlpatterns = [
    path("", exchange.home, name="home"),
    path("export/", exchange.export, name="export"),
    path("import/", exchange.start, name="import"),
    path("import/take/", exchange.take, name="import_take"),
    path("systems/", systems.systems, name="systems"),
    path("systems/<uuid:public_id>/revoke/", systems.revoke, name="revoke"),
]
