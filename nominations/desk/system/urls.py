"""The administrator's desk: what waits to be done or sent, what was given up, and addresses whose mail comes back."""

from django.urls import path

from nominations.desk.system import bounces, queues

urlpatterns = [
    path("system/outbox/", queues.shelf, {"name": "effects"}, name="effects"),
    path("system/outbox/<int:pk>/", queues.row, {"name": "effects"}, name="effect"),
    path("system/mails/", queues.shelf, {"name": "mails"}, name="mails"),
    path("system/mails/<uuid:pk>/", queues.row, {"name": "mails"}, name="mail"),
    path("system/bounces/", bounces.bounces, name="bounces"),
]
