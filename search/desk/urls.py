"""One box for everything: `/search/?q=`."""

from django.urls import path

from search.desk import saved, searching, taking

urlpatterns = [
    path("search/", searching.search, name="search"),
    path("search/exports/<slug:kind>.<slug:form>", taking.search_export, name="search_export"),
    path("search/saved/", saved.save, name="search_save"),
    path("search/saved/<int:pk>/remove/", saved.remove, name="search_remove"),
]
