from django.apps import AppConfig
from django.utils.module_loading import import_string


class ConfigConfig(AppConfig):
    name = "config"
    verbose_name = "Cấu hình"

    def ready(self) -> None:
        """The deploy checks ask models, which are there from here on."""
        import_string("config.checks.signin")
