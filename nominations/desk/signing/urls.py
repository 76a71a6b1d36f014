"""Filled in by its pages."""

from django.urls import path
from django.views.generic import TemplateView

urlpatterns = [
    path("lists/<int:pk>/", TemplateView.as_view(template_name="base.html"), name="consolidated_list"),
    path("decisions/", TemplateView.as_view(template_name="base.html"), name="decisions"),
    path("decisions/<int:pk>/", TemplateView.as_view(template_name="base.html"), name="decision"),
]
