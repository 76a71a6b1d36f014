"""Where a document stands in its flow, for everybody who may see it."""

from django.urls import path
from django.views.generic import TemplateView

from nominations.desk.trail import maps

urlpatterns = [
    path("trail/", TemplateView.as_view(template_name="base.html"), name="trail"),
    path("dossiers/<int:pk>/map/", maps.dossier_map, name="dossier_map"),
    path("dossiers/<int:pk>/map.bpmn", maps.dossier_bpmn, name="dossier_bpmn"),
    path("lists/<int:pk>/map/", maps.list_map, name="list_map"),
    path("lists/<int:pk>/map.bpmn", maps.list_bpmn, name="list_bpmn"),
]
