from importlib import import_module

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "training"
    verbose_name = "KneeLog"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("kneelog.databases.checks")
