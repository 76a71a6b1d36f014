"""Filled in by its pages."""

from django.urls import path
from django.views.generic import TemplateView

urlpatterns = [
    path("nominations/<int:pk>/", TemplateView.as_view(template_name="base.html"), name="nomination"),
]
