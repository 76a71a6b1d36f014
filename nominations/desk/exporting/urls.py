"""Lists of the desk as files; large ones are ordered, watched and taken away."""

from django.urls import path

from nominations.desk.exporting import exports

urlpatterns = [
    path("exports/<int:pk>/", exports.export_made, name="export_made"),
    path("exports/<int:pk>/<slug:what>.<slug:form>", exports.export_file, name="export_file"),
    path("exports/<slug:what>.<slug:form>", exports.export, name="export"),
    path("campaigns/<int:pk>/exports/<slug:what>.<slug:form>", exports.campaign_export, name="campaign_export"),
]
