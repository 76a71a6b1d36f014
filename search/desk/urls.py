"""One box for everything: `/search/?q=`."""

from django.urls import path

from search.desk import saved, searching

urlpatterns = [
    path("search/", searching.search, name="search"),
    path("search/saved/", saved.save, name="search_save"),
    path("search/saved/<int:pk>/remove/", saved.remove, name="search_remove"),
]
