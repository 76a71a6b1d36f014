"""Filled in by its pages."""

from django.urls import path
from django.views.generic import TemplateView

urlpatterns = [
    path("trail/", TemplateView.as_view(template_name="base.html"), name="trail"),
]
