"""What the public sees."""

from django.urls import path

from portal import checking

urlpatterns = [
    path("check/", checking.check, name="check"),
    path("check/<str:code>/", checking.checked, name="checked"),
]
