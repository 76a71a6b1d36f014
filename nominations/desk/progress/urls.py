"""Duties and targets: what each unit has to do, its reports on it, the office's answers, and the whole on one page."""

from django.urls import path

from nominations.desk.progress import assignments, dashboard, reports, writing

urlpatterns = [
    path("assignments/", assignments.assignments, name="assignments"),
    path("assignments/<int:pk>/", assignments.assignment, name="assignment"),
    path("assignments/<int:pk>/report/", writing.begin, name="begin_report"),
    path("campaigns/<int:pk>/assignments/", assignments.campaign_assignments, name="campaign_assignments"),
    path("campaigns/<int:pk>/dashboard/", dashboard.dashboard, name="dashboard"),
    path("progress/", reports.queue, name="progress_queue"),
    path("progress/<int:pk>/", reports.report, name="progress_report"),
    path("progress/<int:pk>/edit/", writing.edit, name="progress_edit"),
    path("evidence/<int:pk>/", reports.evidence, name="evidence"),
]
