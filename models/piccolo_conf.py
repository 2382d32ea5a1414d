"""Piccolo's configuration: queries and migrations run on whatever connection is lent to them."""

from piccolo.conf.apps import AppRegistry

from models.tables.engine import BORROWED

DB = BORROWED
APP_REGISTRY = AppRegistry(apps=["models.piccolo_app"])
