from django.urls import path

from nominations.desk.messages import calendar, inbox, preferences

urlpatterns = [
    path("messages/", inbox.messages_page, name="notifications"),
    path("messages/<int:pk>/open/", inbox.open_message, name="message_open"),
    path("messages/preferences/", preferences.preferences, name="preferences"),
    path("messages/unsubscribe/<str:token>/", preferences.unsubscribe_page, name="unsubscribe"),
    path("messages/calendar/", calendar.calendar_address, name="calendar_address"),
    path("calendar/<str:token>.ics", calendar.calendar_feed, name="calendar_feed"),
]
