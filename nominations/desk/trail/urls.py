"""Where a document stands in its flow, for everybody who may see it; and the auditor's desk."""

from django.urls import path

from nominations.desk.trail import bundles, desk, maps, pages, upkeep

urlpatterns = [
    path("trail/", desk.trail, name="trail"),
    path("trail/check/<int:pk>/", desk.trail_check, name="trail_check"),
    path("trail/acts/<uuid:act_id>/", desk.trail_act, name="trail_act"),
    path("bundles/", bundles.trail_bundle, name="trail_bundle"),
    path("bundles/<int:pk>/", bundles.trail_bundle_made, name="trail_bundle_made"),
    path("bundles/<int:pk>/bundle.zip", bundles.trail_bundle_file, name="trail_bundle_file"),
    path("bundles/<int:pk>/checkpoint.note", bundles.trail_bundle_checkpoint, name="trail_bundle_checkpoint"),
    path("trail/upkeep/", upkeep.trail_upkeep, name="trail_upkeep"),
    path("trail/looks/", pages.trail_looks, name="trail_looks"),
    path("trail/stages/<int:pk>/", pages.trail_stages, name="trail_stages"),
    path("trail/anomalies/<int:pk>/", pages.trail_anomalies, name="trail_anomalies"),
    path("trail/export/<slug:what>.<slug:form>", pages.trail_export, name="trail_export"),
    path("trail/export/<int:pk>/<slug:what>.<slug:form>", pages.trail_campaign_export, name="trail_campaign_export"),
    path("trail/<str:label>/<int:pk>/<slug:what>.<slug:form>", pages.trail_object_export, name="trail_object_export"),
    path("trail/<str:label>/<int:pk>/looks/", pages.trail_object_looks, name="trail_object_looks"),
    path("trail/<str:label>/<int:pk>/", desk.trail_object, name="trail_object"),
    path("dossiers/<int:pk>/map/", maps.dossier_map, name="dossier_map"),
    path("dossiers/<int:pk>/map.bpmn", maps.dossier_bpmn, name="dossier_bpmn"),
    path("lists/<int:pk>/map/", maps.list_map, name="list_map"),
    path("lists/<int:pk>/map.bpmn", maps.list_bpmn, name="list_bpmn"),
]
