from django.urls import path

from nominations.desk.messages import inbox, preferences

urlpatterns = [
    path("messages/", inbox.messages_page, name="notifications"),
    path("messages/<int:pk>/open/", inbox.open_message, name="message_open"),
    path("messages/preferences/", preferences.preferences, name="preferences"),
    path("messages/unsubscribe/<str:token>/", preferences.unsubscribe_page, name="unsubscribe"),
]
