"""Piccolo's view of this application: its tables and where their migrations are."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from models.tables import TABLES

APP_CONFIG = AppConfig(
    app_name="mingcha",
    migrations_folder_path=str(Path(__file__).parent / "migrations"),
    table_classes=list(TABLES),
    migration_dependencies=[],
    commands=[],
)
