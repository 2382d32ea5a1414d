"""A fresh world for each test of the rules."""

import pytest

from tests.models.world import World


@pytest.fixture
def world() -> World:
    return World()
