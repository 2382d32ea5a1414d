"""Sets up what a make target needs: `python3 -m setup.prepare server|check|test`.

From a clean clone, as root or not, with or without Node; the second time it only looks at its stamps, offline too.
"""

import sys

# Said before anything is imported that an older Python cannot read.
if sys.version_info < (3, 11):  # noqa: UP036 (the Python that make finds may be older than ours)
    sys.exit("Mingcha needs Python 3.11 or newer, this is " + sys.version.split()[0] + ": make PYTHON=python3.11 …")

from setup import browser, node, python_env
from setup.steps import SetupError


def server() -> None:
    """What `mingcha` needs to run and to serve the app."""
    python_env.runtime_packages()
    node.built_app()


def check() -> None:
    """Linters and tests without a browser."""
    python_env.development_packages()
    node.node_packages()


def test() -> None:
    """Everything."""
    check()
    node.built_app()
    node.built_pipe()
    browser.chromium()


TARGETS = {"server": server, "check": check, "test": test}


def main() -> int:
    """Does the target named on the command line; 1 with a reason in words where it cannot."""
    if len(sys.argv) != 2 or sys.argv[1] not in TARGETS:
        print(f"usage: python3 -m setup.prepare {'|'.join(TARGETS)}", file=sys.stderr)
        return 2
    try:
        TARGETS[sys.argv[1]]()
    except SetupError as error:
        print(f"✗ {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
