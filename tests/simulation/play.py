"""Playing seeds: `python -m tests.simulation.play SEED [reference|app]` replays one and says what doesn't hold."""

from __future__ import annotations

import shutil
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from tests.simulation.checks import heal_and_check
from tests.simulation.clients import ReferenceClient
from tests.simulation.server import Violation, make_template
from tests.simulation.world import MakeClient, World

REPLAY = "python -m tests.simulation.play {seed} {client}"


class Stage(Struct, frozen=True):
    """舞台: a folder, and in it the empty database that every seed starts from."""

    folder: Path
    template: Path


def stage_in(folder: Path) -> Stage:
    template = folder / "template.sqlite"
    make_template(template)
    return Stage(folder, template)


def play(stage: Stage, seed: int, make_client: MakeClient = ReferenceClient) -> str:
    """Plays one seed and returns the hash of its log; Violation names the invariant and how to replay."""
    folder = stage.folder / f"seed-{seed}"
    folder.mkdir()
    world = World(seed, folder, stage.template, make_client)
    try:
        heal_and_check(world)
        bodies = world.service.shadow.bodies
        return sha256(b"".join(bodies[id] for id in sorted(bodies))).hexdigest()
    except Exception as error:
        client = "reference" if make_client is ReferenceClient else "app"
        error.add_note(f"replay: {REPLAY.format(seed=seed, client=client)}; {world.faults}")
        raise
    finally:
        world.service.close()
        shutil.rmtree(folder)


def violation(stage: Stage, seed: int, make_client: MakeClient = ReferenceClient) -> str | None:
    """The invariant that this seed finds broken, None where all hold. Any other error counts as found too."""
    try:
        play(stage, seed, make_client)
    except Violation as found:
        return str(found)
    except Exception as error:  # a planted bug may break anything
        return f"{type(error).__name__}: {error}"
    return None


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="mingcha-simulation-") as place:
        if sys.argv[2:] == ["app"]:
            from tests.simulation.app_client import AppClients

            with AppClients() as app:
                print(play(stage_in(Path(place)), int(sys.argv[1]), app.make))
        else:
            print(play(stage_in(Path(place)), int(sys.argv[1])))
