"""The desk's pages; filled in below."""

urlpatterns: list = []
