"""The command line: `mingcha serve | demo | migrate | recount | types`.

Promises: a mistake in the environment is one sentence that says what to do, not a stack; a demonstration keeps away
from any other database; a deployment that is empty prints the code with which its first administrator begins.
"""

import argparse
import asyncio
import os
import secrets
import socket
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

import msgspec
import uvicorn
from msgspec.structs import replace

from api import typescript, typescript_bundle, typescript_fields
from api.app import Parts, create_app
from api.ballot_audit import audited
from api.clock import system_clock
from api.database import DatabaseError, Store
from api.demo.accounts import DemoAccount
from api.demo.gallery import hang
from api.demo.public_voice import unused_label
from api.demo.seed import NotADemonstration, ensure, is_demonstration
from api.enrolment import new_first_code
from api.id_audit import misplaced
from api.logs import take_over_library_logs
from api.migrate import migrate
from api.private_files import make_private_folder
from api.recount.compare import recount
from api.server import BACKLOG, allow_open_files, make_config
from api.settings import Settings, SettingsError, read_settings
from api.stores import open_store

ROOT = Path(__file__).resolve().parent.parent
_SHOWN_ROLES = ("staff", "head", "secretary", "leader", "inspector", "supervisor", "admin")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit status."""
    asked = _parser().parse_args(arguments)
    try:
        match asked.command:
            case "serve":
                _serve(read_settings(os.environ))
            case "demo":
                _demo(read_settings(os.environ, demo=True), accounts_only=asked.accounts)
            case "migrate":
                _migrated(read_settings(os.environ)).close()
            case "recount":
                return _recount(read_settings(os.environ, demo=asked.demo))
            case _:
                print(typescript.write(ROOT))
                print(typescript_bundle.write(ROOT))
                print(typescript_fields.write(ROOT))
    except SettingsError as error:
        return _complain(str(error), 2)
    except NotADemonstration:
        return _complain("this database is not a demonstration: give the demo a MINGCHA_DATA_DIR of its own", 1)
    except DatabaseError as error:
        return _complain(f"the database can't be used ({error}): see MINGCHA_DATABASE_URL and the disk", 1)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="mingcha", description="明察: conduct and quality programmes, offline first")
    commands = parser.add_subparsers(dest="command", required=True, metavar="serve | demo | migrate | recount | types")
    commands.add_parser("serve", help="serve the app and its API (HOST, PORT, MINGCHA_DATA_DIR, MINGCHA_DATABASE_URL)")
    demo = commands.add_parser("demo", help="fill a database with a demonstration hospital and serve it")
    demo.add_argument("--accounts", action="store_true", help="print who can sign in, one JSON object a line, and end")
    commands.add_parser("migrate", help="bring the database to the shape that this version needs")
    again = commands.add_parser("recount", help="count every live tally again from the log, and print what differs")
    again.add_argument("--demo", action="store_true", help="of the demonstration")
    commands.add_parser("types", help="write the app's types from the registry of document kinds")
    return parser


def _migrated(settings: Settings) -> Store:
    """The store, made where it isn't and brought up to date."""
    make_private_folder(settings.data_dir)
    if settings.database_url.startswith("sqlite:///"):
        Path(settings.database_url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
    store = open_store(settings.database_url)
    migrate(store, secrets.token_bytes(16))
    return store


def _serve(settings: Settings) -> None:
    store = _migrated(settings)
    with store.transaction() as txn:
        code = new_first_code(txn, system_clock())
        demo = is_demonstration(txn)
    store.close()
    listener = _listen(settings)
    print(f"明察 Mingcha: {_address(settings, listener)}", flush=True)
    if code is not None:
        print(f"系统还没有管理员。请打开上面的地址，用这个一次性代码注册第一位管理员（7 天内有效）：\n\n    {code}\n")
        print(f"Nobody can sign in yet. Open the address above and register the first administrator with {code}.")
        sys.stdout.flush()
    _run(replace(settings, demo=demo), listener)


def _demo(settings: Settings, *, accounts_only: bool) -> None:
    store = _migrated(settings)
    people = ensure(store, system_clock())
    with store.reading() as txn:
        label = unused_label(txn)
    asyncio.run(hang(settings, store, system_clock))
    store.close()
    if accounts_only:
        for account in people:
            print(_as_json(account))
        return
    listener = _listen(settings)
    print(_welcome(people, _address(settings, listener), label), flush=True)
    _run(settings, listener)


def _recount(settings: Settings) -> int:
    """0 where all tallies are what the log makes of them; what differs, a line each, and 1. Writes nothing."""
    path = settings.database_url.removeprefix("sqlite:///")
    if path != settings.database_url and not Path(path).exists():
        raise SettingsError(f"there is no database at {path}: see MINGCHA_DATA_DIR and MINGCHA_DATABASE_URL")
    store = open_store(settings.database_url)
    try:
        with store.reading() as txn:
            found = recount(txn)
            differences = [*map(str, found.differences), *audited(txn), *misplaced(txn)]
    finally:
        store.close()
    for each in differences:
        print(each)
    words = "一致 · all as recounted" if not differences else f"{len(differences)} 处不同 · differ"
    print(f"重算 {found.tallies} 份计票 · {found.tallies} tallies: {words}")
    return 1 if differences else 0


def _run(settings: Settings, listener: socket.socket) -> None:
    allow_open_files()
    parts = Parts(settings, system_clock)
    take_over_library_logs(parts.log, settings.log_level)
    app = create_app(settings, parts=parts)
    uvicorn.Server(make_config(app, settings)).run(sockets=[listener])


def _listen(settings: Settings) -> socket.socket:
    """A listening socket; SettingsError where the address can't be had."""
    listener = socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        raise SettingsError(
            f"can't listen on {settings.host}:{settings.port} ({error.strerror}): set PORT or HOST to another one"
        ) from None
    return listener


def _address(settings: Settings, listener: socket.socket) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return settings.origins[0] if settings.origins else f"http://{host}:{listener.getsockname()[1]}"


def _as_json(account: DemoAccount) -> str:
    """One line of `demo --accounts`."""
    told = {
        "username": account.username,
        "password": account.password,
        "role": account.role,
        "person": str(UUID(bytes=account.person)),
        "name": account.name,
        "unit": account.unit,
        "institution": str(UUID(bytes=account.institution)),
    }
    return msgspec.json.encode(told).decode()


def _welcome(people: Sequence[DemoAccount], address: str, label: str) -> str:
    """What the console shows: the address, and one person for each role of the first institution."""
    home = people[0].institution
    shown = [
        next(account for account in people if account.institution == home and account.role == role)
        for role in _SHOWN_ROLES
        if any(account.institution == home and account.role == role for account in people)
    ]
    rows = [("用户名 user", "密码 password", "角色 role", "姓名 name", "科室 unit")]
    rows += [(each.username, each.password, each.role, each.name, each.unit) for each in shown]
    widths = [max(_width(row[column]) for row in rows) for column in range(5)]
    table = "\n".join(
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
    return (
        f"\n明察 演示医院已就绪 · The demonstration hospital is ready\n\n    {address}\n\n{table}\n\n"
        f"共 {len(people)} 个演示账号，全部列出 · all {len(people)} accounts:  mingcha demo --accounts\n"
        f"患者评价（一码一次）· a patient's label:  {address}{label}\n"
        f"公示栏 · the public board:  {address}/public\n"
        "演示数据是虚构的，密码公开，请勿存放真实信息。 · Everything is invented and the passwords are public.\n"
    )


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _complain(words: str, status: int) -> int:
    print(f"mingcha: {words}", file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
