"""Under `desk/resources/`."""

from django.urls import path

from centres.views import booklet, desk_resource_files, desk_resources

app_name = "desk_resources"
urlpatterns = [
    path("", desk_resources.resource_list, name="list"),
    path("new/", desk_resources.add, name="add"),
    path("booklet/", booklet.choose, name="booklet"),
    path("booklet/print/", booklet.desk, name="booklet_pdf"),
    path("import/", desk_resource_files.start, name="import"),
    path("import/take/", desk_resource_files.take, name="import_take"),
    path("export/<slug:form>/", desk_resource_files.export, name="export"),
    path("<uuid:public_id>/", desk_resources.resource, name="resource"),
    path("<uuid:public_id>/change/", desk_resources.change, name="change"),
    path("<uuid:public_id>/confirm/", desk_resources.confirm, name="confirm"),
    path("<uuid:public_id>/closing/", desk_resources.closing, name="closing"),
    path("<uuid:public_id>/reopen/", desk_resources.reopen, name="reopen"),
]
