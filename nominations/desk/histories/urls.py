"""Awards of the years before: the register, the files that bring them, one file line by line."""

from django.urls import path

from nominations.desk.histories import lines, register, upload

urlpatterns = [
    path("past-awards/", register.past_awards, name="past_awards"),
    path("histories/", upload.histories, name="histories"),
    path("histories/<int:pk>/", lines.history, name="history"),
    path("histories/<int:pk>/columns/", upload.history_columns, name="history_columns"),
    path("histories/<int:pk>/file/", upload.history_file, name="history_file"),
]
