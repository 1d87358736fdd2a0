"""Under `desk/exchange/`."""

app_name = "desk_exchange"
urlpatterns = []
