"""A list comes in as a file, and goes out as one."""

from django.urls import path

from nominations.desk.importing import choosing, columns, files, upload

urlpatterns = [
    path("dossiers/<int:pk>/import/", upload.import_list, name="import_list"),
    path("dossiers/<int:pk>/import/template.xlsx", files.import_template, name="import_template"),
    path("dossiers/<int:pk>/list.xlsx", files.dossier_sheet, name="dossier_sheet"),
    path("imports/<int:pk>/", choosing.list_import, name="list_import"),
    path("imports/<int:pk>/columns/", columns.import_columns, name="import_columns"),
    path("imports/<int:pk>/undo/", choosing.import_undo, name="import_undo"),
    path("imports/<int:pk>/file/", files.import_file, name="import_file"),
]
