"""The office's letters to the units of a campaign."""

from django.urls import path

from nominations.desk.letters import letter, letters

urlpatterns = [
    path("campaigns/<int:pk>/letters/", letters.letters, name="letters"),
    path("campaigns/<int:pk>/letters/prepare/", letters.prepare, name="prepare_letters"),
    path("campaigns/<int:pk>/letters/release/", letters.release, name="release_letters"),
    path("letters/<int:pk>/", letter.letter, name="letter"),
    path("letters/<int:pk>/reword/", letter.reword, name="reword_letter"),
]
