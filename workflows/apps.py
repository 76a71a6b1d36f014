from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules, import_string


class WorkflowsConfig(AppConfig):
    name = "workflows"
    verbose_name = "Quy trình"

    def ready(self) -> None:
        """Finds every app's effects and the checks; models may only be imported from here on."""
        autodiscover_modules("effects")
        import_string("workflows.seals.anchors.anchor_in_folder")
        import_string("workflows.seals.bundles.pack_bundle")
        import_string("workflows.seals.timestamps.timestamp")
        import_string("workflows.checks.check_verbs")
        # The guards follow the models: SQLite drops a table's triggers whenever a migration rebuilds it.
        post_migrate.connect(
            import_string("workflows.triggers.install_after_migrate"), dispatch_uid="workflows.triggers"
        )
