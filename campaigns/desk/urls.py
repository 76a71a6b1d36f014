"""Plan pages."""

from django.urls import path

from campaigns.desk import plan

urlpatterns = [path("campaigns/<int:pk>/plan/", plan.campaign_plan, name="campaign_plan")]
