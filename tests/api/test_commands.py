"""The command line: what it prints, what it keeps away from, and how it says that something is wrong."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from api.__main__ import main
from api.settings import Settings, SettingsError, read_settings
from tests.demonstration import free_port
from tests.repository import ROOT

WELCOMED = ["staff", "head", "secretary", "leader", "inspector", "supervisor", "admin"]
ROLES = {"staff", "head", "secretary", "leader", "inspector", "supervisor", "admin", "assessor"}


def environment(folder: Path, database_url: str, **more: str) -> dict[str, str]:
    """An environment with nothing of ours but this."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MINGCHA_") and name != "PORT"}
    return kept | {"MINGCHA_DATA_DIR": str(folder), "MINGCHA_DATABASE_URL": database_url} | more


def mingcha(given: Mapping[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command that ends by itself."""
    command = [sys.executable, "-m", "api", *arguments]
    return subprocess.run(command, env=dict(given), cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)


@contextmanager
def running(given: Mapping[str, str], command: str) -> Generator[tuple[str, str]]:
    """A server that runs until the block ends: its address and what it printed before it served."""
    process = subprocess.Popen(
        [sys.executable, "-m", "api", command],
        env=dict(given),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    printed = ""
    address = f"http://127.0.0.1:{given['PORT']}"
    try:
        for line in process.stdout:
            printed += line
            if "passwords are public" in line or "first administrator with" in line:
                break
        yield address, printed
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        process.stdout.close()


def healthy(address: str) -> httpx.Response:
    """Info, as soon as the server listens; its port is open before it says so."""
    return httpx.get(f"{address}/api/info", timeout=30)


def test_the_demonstration_lists_its_accounts_and_is_the_same_the_second_time(
    tmp_path: Path, database_url: str
) -> None:
    given = environment(tmp_path / "demo", database_url)
    first, second = mingcha(given, "demo", "--accounts"), mingcha(given, "demo", "--accounts")
    assert first.returncode == 0, first.stderr
    assert first.stdout == second.stdout
    people = [json.loads(line) for line in first.stdout.splitlines()]
    assert all({"username", "password", "role", "person", "unit"} <= set(account) for account in people)
    assert {account["role"] for account in people} == ROLES
    assert len({account["username"] for account in people}) == len(people) >= 40


def test_the_demonstration_serves_what_it_lists(tmp_path: Path, database_url: str) -> None:
    given = environment(tmp_path / "demo", database_url, PORT=str(free_port()))
    with running(given, "demo") as (address, printed):
        assert address in printed
        assert "明察" in printed
        shown = re.findall(r"^(\S+) +(\S+-demo-\d+) +(\S+) +\S+ +\S+$", printed, re.MULTILINE)
        assert [role for _, _, role in shown] == WELCOMED
        found = ("", *shown[0])
        assert healthy(address).json() == {"demo": True, "empty": False, "version": "0.1.0"}
        answer = httpx.post(
            f"{address}/api/auth/login",
            json={"username": found[1], "password": found[2], "device": "phone"},
            headers={"Origin": address, "X-Mingcha": "1"},
        )
        assert answer.status_code == 201
        me = httpx.get(f"{address}/api/auth/me", cookies={"mingcha": answer.cookies["mingcha"]}).json()
        assert (me["demo"], me["second_factor_wanted"]) == (True, False)


def test_an_empty_deployment_prints_a_code_that_makes_the_first_administrator(
    tmp_path: Path, database_url: str
) -> None:
    given = environment(tmp_path / "live", database_url, PORT=str(free_port()))
    with running(given, "serve") as (address, printed):
        code = re.search(r"^ +((?:[0-9A-Z]{4}-){3}[0-9A-Z]{4})$", printed, re.MULTILINE)
        assert code is not None
        assert healthy(address).json()["empty"] is True
        body = {"code": code[1], "institution": "卫生院", "name": "李明", "username": "liming", "device": "office"}
        answer = httpx.post(
            f"{address}/api/auth/first",
            json=body | {"password": "three unrelated words"},
            headers={"Origin": address, "X-Mingcha": "1"},
        )
        assert answer.status_code == 201, answer.text
    refused = mingcha(given, "demo", "--accounts")
    assert refused.returncode == 1
    assert "not a demonstration" in refused.stderr
    assert refused.stdout == ""


def test_types_writes_what_is_committed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("api.__main__.ROOT", tmp_path)
    (tmp_path / "pwa/src/model").mkdir(parents=True)
    assert main(["types"]) == 0
    written = sorted(each.relative_to(tmp_path) for each in tmp_path.rglob("*.ts"))
    assert len(written) == len(set(written)) == 5
    assert {str(tmp_path / name) for name in written} >= set(capsys.readouterr().out.split())
    assert not [name for name in written if (tmp_path / name).read_bytes() != (ROOT / name).read_bytes()]


def test_the_launcher_that_the_setup_writes_starts_from_any_folder(tmp_path: Path, database_url: str) -> None:
    launcher = ROOT / ".venv/bin/mingcha"
    command = [str(launcher), "migrate"]
    done = subprocess.run(
        command,
        env=environment(tmp_path / "live", database_url),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "live").is_dir()


def test_migrating_twice_is_migrating_once(tmp_path: Path, database_url: str) -> None:
    given = environment(tmp_path / "live", database_url)
    for _ in range(2):
        done = mingcha(given, "migrate")
        assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("PORT", "http", "PORT must be a whole number"),
        ("PORT", "70000", "PORT must be a whole number"),
        ("PORT", "²", "PORT must be a whole number"),
        ("MINGCHA_DATABASE_URL", "mysql://x", "MINGCHA_DATABASE_URL must begin with"),
        ("MINGCHA_ORIGIN", "mingcha.hospital.cn", "MINGCHA_ORIGIN must be scheme, host and port"),
        ("MINGCHA_ORIGIN", "https://a.cn/path", "MINGCHA_ORIGIN must be scheme, host and port"),
        ("MINGCHA_TRUSTED_PROXY", "everybody", "MINGCHA_TRUSTED_PROXY must be addresses"),
        ("MINGCHA_METRICS_TOKEN", "short", "MINGCHA_METRICS_TOKEN must have at least 16"),
        ("MINGCHA_LOG_LEVEL", "loud", "MINGCHA_LOG_LEVEL must be debug"),
    ],
)
def test_a_wrong_setting_is_one_sentence(name: str, value: str, says: str) -> None:
    with pytest.raises(SettingsError, match=says):
        read_settings({name: value})


def test_a_wrong_setting_ends_the_command_without_a_stack(tmp_path: Path) -> None:
    done = mingcha(environment(tmp_path, "mysql://x"), "serve")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1


def test_a_taken_port_is_said_plainly(tmp_path: Path, database_url: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = mingcha(environment(tmp_path, database_url, PORT=port), "serve")
    assert done.returncode == 2
    assert port in done.stderr
    assert "set PORT" in done.stderr


def test_a_database_that_is_not_there_is_said_plainly(tmp_path: Path) -> None:
    done = mingcha(environment(tmp_path, f"postgresql://nobody@127.0.0.1:{free_port()}/none"), "migrate")
    assert done.returncode == 1
    assert "MINGCHA_DATABASE_URL" in done.stderr
    assert "Traceback" not in done.stderr


def test_settings_have_the_defaults_that_the_deployment_page_names() -> None:
    live, demo = read_settings({}), read_settings({}, demo=True)
    assert (live.host, live.port) == ("127.0.0.1", 8000)
    assert live.data_dir.parts[-2:] == ("data", "live")
    assert demo.data_dir.parts[-2:] == ("data", "demo")
    assert live.database_url == f"sqlite:///{live.data_dir / 'mingcha.sqlite'}"
    both: Settings = read_settings({"MINGCHA_ORIGIN": "https://A.cn, http://b.cn:81/", "MINGCHA_TRUSTED_PROXY": "::1"})
    assert both.origins == ("https://a.cn", "http://b.cn:81")
    assert both.trusted_proxies == ("::1",)
