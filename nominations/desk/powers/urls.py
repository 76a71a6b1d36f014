"""Accounts and their powers (administrators), taking an account over (invited people), and break-glass."""

from django.urls import path

from nominations.desk.powers import (
    accounts,
    invitation,
    inviting,
    listing,
    overrides,
    safety,
    unit_list,
    units,
    working_days,
)

urlpatterns = [
    path("accounts/", accounts.mandates, name="mandates"),
    path("accounts/invite/", inviting.invite, name="mandate_invite"),
    path("accounts/invite/list/", listing.invite_list, name="mandate_invite_list"),
    path("accounts/sessions/", safety.sessions, name="sessions"),
    path("accounts/<int:pk>/identities/<int:identity>/remove/", safety.mandate_unlink, name="mandate_unlink"),
    path("accounts/<int:pk>/", accounts.mandate, name="mandate"),
    path("accounts/<int:pk>/<slug:verb>/", accounts.mandate_verb, name="mandate_verb"),
    path("invitations/<str:token>/", invitation.invitation, name="invitation"),
    path("working-days/", working_days.working_days, name="working_days"),
    path("units/", units.units, name="units"),
    path("units/list/", unit_list.unit_list, name="unit_list"),
    path("units/<int:pk>/", units.unit, name="unit"),
    path("overrides/", overrides.overrides, name="overrides"),
    path("overrides/ask/<slug:kind>/<int:pk>/<slug:verb>/", overrides.ask, name="override_ask"),
    path("overrides/<int:pk>/", overrides.override, name="override"),
]
