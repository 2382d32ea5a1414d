"""Settings: what the operator decides, read once from the environment.

Promises: every value is typed and checked before anything starts, and each error says which variable is wrong and what
to write instead. Nothing else in the program reads the environment.
"""

import ipaddress
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct

PORT_DEFAULT = 8000
HOST_DEFAULT = "127.0.0.1"
DATA_DIR_DEFAULT = Path("data/live")
DEMO_DIR_DEFAULT = Path("data/demo")
DATABASE_FILE = "mingcha.sqlite"
QUOTA_BYTES_DEFAULT = 20 * 1024**3
FREE_BYTES_MIN = 64 * 1024**2
APP_DIST = Path(__file__).resolve().parent.parent / "pwa" / "dist"
VERSION = "0.1.0"


class SettingsError(ValueError):
    """The environment asks for something that can't be; the message says what to do."""


class Webhook(Struct, frozen=True):
    """提醒地址: a group robot of WeCom or DingTalk; `secret` signs for DingTalk, WeCom's key stands in the address."""

    type: str
    url: str
    secret: str = ""


class Settings(Struct, frozen=True):
    """设置: one deployment's choices. Sizes in bytes; `origins` have no trailing slash, none = whatever Host says."""

    data_dir: Path
    database_url: str
    host: str = HOST_DEFAULT
    port: int = PORT_DEFAULT
    origins: tuple[str, ...] = ()
    trusted_proxies: tuple[str, ...] = ()
    metrics_token: str | None = None
    app_dist: Path = APP_DIST
    blob_quota_bytes: int = QUOTA_BYTES_DEFAULT
    demo: bool = False
    log_level: str = "info"
    webhook: Webhook | None = None
    second_factor_required: bool = False

    @property
    def secure(self) -> bool:
        """True where every public address is https, whoever ends it."""
        return bool(self.origins) and all(origin.startswith("https://") for origin in self.origins)

    @property
    def blob_dir(self) -> Path:
        return self.data_dir / "blobs"


def read_settings(environment: Mapping[str, str], *, demo: bool = False) -> Settings:
    """The settings that these variables describe. SettingsError names the variable that is wrong."""
    data_dir = Path(environment.get("MINGCHA_DATA_DIR") or (DEMO_DIR_DEFAULT if demo else DATA_DIR_DEFAULT)).resolve()
    return Settings(
        data_dir=data_dir,
        database_url=_database_url(environment, data_dir),
        host=environment.get("HOST") or HOST_DEFAULT,
        port=_whole_number(environment, "PORT", PORT_DEFAULT, 0, 65535),
        origins=tuple(_origin(part) for part in _parts(environment, "MINGCHA_ORIGIN")),
        trusted_proxies=tuple(_network(part) for part in _parts(environment, "MINGCHA_TRUSTED_PROXY")),
        metrics_token=_metrics_token(environment),
        app_dist=Path(environment.get("MINGCHA_APP_DIST") or APP_DIST).resolve(),
        blob_quota_bytes=_whole_number(environment, "MINGCHA_BLOB_QUOTA_BYTES", QUOTA_BYTES_DEFAULT, 0, 2**60),
        demo=demo,
        log_level=_log_level(environment, "warning" if demo else "info"),
        webhook=_webhook(environment),
        second_factor_required=_required(environment) and not demo,
    )


def _parts(environment: Mapping[str, str], name: str) -> list[str]:
    return [part.strip() for part in environment.get(name, "").split(",") if part.strip()]


def _database_url(environment: Mapping[str, str], data_dir: Path) -> str:
    url = environment.get("MINGCHA_DATABASE_URL") or f"sqlite:///{data_dir / DATABASE_FILE}"
    if not url.startswith(("sqlite:///", "postgresql://", "postgres://")):
        raise SettingsError(
            "MINGCHA_DATABASE_URL must begin with sqlite:///, postgresql:// or postgres:// "
            "(for example sqlite:////var/lib/mingcha/mingcha.sqlite or postgresql://mingcha@localhost/mingcha)"
        )
    return url


def _whole_number(environment: Mapping[str, str], name: str, default: int, lowest: int, highest: int) -> int:
    written = environment.get(name, "").strip()
    if not written:
        return default
    if not (written.isascii() and written.isdigit()) or not lowest <= int(written) <= highest:
        raise SettingsError(f"{name} must be a whole number between {lowest} and {highest}, not {written!r}")
    return int(written)


def _origin(written: str) -> str:
    parts = urlsplit(written)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path not in {"", "/"} or parts.query:
        raise SettingsError(
            f"MINGCHA_ORIGIN must be scheme, host and port only, such as https://mingcha.hospital.cn, not {written!r}"
        )
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _network(written: str) -> str:
    try:
        ipaddress.ip_network(written, strict=False)
    except ValueError:
        raise SettingsError(
            f"MINGCHA_TRUSTED_PROXY must be addresses or networks such as 127.0.0.1 or 10.0.0.0/8, not {written!r}"
        ) from None
    return written


def _metrics_token(environment: Mapping[str, str]) -> str | None:
    token = environment.get("MINGCHA_METRICS_TOKEN", "").strip()
    if token and len(token) < 16:
        raise SettingsError("MINGCHA_METRICS_TOKEN must have at least 16 characters; `openssl rand -hex 16` makes one")
    return token or None


def _webhook(environment: Mapping[str, str]) -> Webhook | None:
    url = environment.get("MINGCHA_WEBHOOK_URL", "").strip()
    if not url:
        return None
    if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).netloc:
        raise SettingsError("MINGCHA_WEBHOOK_URL must be the whole address that WeCom or DingTalk shows for the robot")
    type = environment.get("MINGCHA_WEBHOOK_TYPE", "").strip().lower() or "wecom"
    if type not in {"wecom", "dingtalk"}:
        raise SettingsError(f"MINGCHA_WEBHOOK_TYPE must be wecom or dingtalk, not {type!r}")
    return Webhook(type, url, environment.get("MINGCHA_WEBHOOK_SECRET", "").strip())


def _required(environment: Mapping[str, str]) -> bool:
    written = environment.get("MINGCHA_SECOND_FACTOR", "").strip().lower() or "chosen"
    if written not in {"chosen", "required"}:
        raise SettingsError(f"MINGCHA_SECOND_FACTOR must be chosen or required, not {written!r}")
    return written == "required"


def _log_level(environment: Mapping[str, str], default: str) -> str:
    written = environment.get("MINGCHA_LOG_LEVEL", "").strip().lower() or default
    if written in {"debug", "info", "warning", "error"}:
        return written
    raise SettingsError(f"MINGCHA_LOG_LEVEL must be debug, info, warning or error, not {written!r}")
