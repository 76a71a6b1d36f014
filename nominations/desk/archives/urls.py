"""A campaign is filed away: its package ordered, watched, taken away."""

from django.urls import path

from nominations.desk.archives import archives

urlpatterns = [
    path("campaigns/<int:pk>/archives/", archives.archives, name="archives"),
    path("campaigns/<int:pk>/archives/<int:made>/", archives.archive, name="archive"),
    path("campaigns/<int:pk>/archives/<int:made>/archive.zip", archives.archive_file, name="archive_file"),
]
