from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import import_string


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Tìm kiếm"

    def ready(self) -> None:
        """The index's triggers follow the models, as the trail's guards do."""
        post_migrate.connect(import_string("search.triggers.install_after_migrate"), dispatch_uid="search.triggers")
