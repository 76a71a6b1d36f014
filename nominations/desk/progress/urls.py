"""Duties and targets: what each unit has to do, its reports on it, the office's answers and inspections, and the whole
on one page."""

from django.urls import path

from nominations.desk.progress import (
    assignments,
    campaign_reports,
    dashboard,
    events,
    inspections,
    launched,
    reports,
    side_by_side,
    writing,
)

urlpatterns = [
    path("assignments/", assignments.assignments, name="assignments"),
    path("assignments/<int:pk>/", assignments.assignment, name="assignment"),
    path("assignments/<int:pk>/report/", writing.begin, name="begin_report"),
    path("campaigns/<int:pk>/assignments/", assignments.campaign_assignments, name="campaign_assignments"),
    path("campaigns/<int:pk>/dashboard/", dashboard.dashboard, name="dashboard"),
    path("campaigns/<int:pk>/events/", events.campaign_events, name="campaign_events"),
    path("events/plans/<int:pk>/", events.event_plan, name="event_plan"),
    path("events/pictures/<int:pk>/", events.event_picture, name="event_picture"),
    path("campaigns/<int:pk>/launches/", launched.campaign_launches, name="campaign_launches"),
    path("campaigns/<int:pk>/side-by-side/", side_by_side.side_by_side, name="side_by_side"),
    path("campaigns/<int:pk>/reports/", campaign_reports.campaign_reports, name="campaign_reports"),
    path("campaigns/<int:pk>/reports/begin/", campaign_reports.begin_campaign_report, name="begin_campaign_report"),
    path("campaigns/<int:pk>/reports/interval/", campaign_reports.report_interval, name="report_interval"),
    path("reports/<int:pk>/", campaign_reports.campaign_report, name="campaign_report"),
    path("reports/<int:pk>/edit/", campaign_reports.campaign_report_edit, name="campaign_report_edit"),
    path("campaigns/<int:pk>/inspections/", inspections.campaign_inspections, name="campaign_inspections"),
    path("campaigns/<int:pk>/inspections/plan/", inspections.plan_inspections, name="plan_inspections"),
    path("campaigns/<int:pk>/inspections/announce/", inspections.announce_inspections, name="announce_inspections"),
    path("inspections/<int:pk>/", inspections.inspection, name="inspection"),
    path("inspections/<int:pk>/edit/", inspections.inspection_edit, name="inspection_edit"),
    path("progress/", reports.queue, name="progress_queue"),
    path("progress/<int:pk>/", reports.report, name="progress_report"),
    path("progress/<int:pk>/edit/", writing.edit, name="progress_edit"),
    path("evidence/<int:pk>/", reports.evidence, name="evidence"),
]
