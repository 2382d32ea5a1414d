"""How many examples a property is tried with: a hundred, and a fifth of them in `make check`.

A property that wants more or fewer says how many for each hundred, so that the quick check gets its part of them too.
"""

from hypothesis import HealthCheck, settings

QUICK_SHARE = 5


def load_profiles() -> None:
    """Makes `mingcha` the profile, and `quick` one that `--hypothesis-profile` may name.

    How long an example takes says something about the machine that runs the tests, and nothing about the property.
    """
    usual = settings.get_profile(settings.get_current_profile_name())
    slow_is_fine = settings(usual, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.register_profile("mingcha", slow_is_fine)
    settings.register_profile("quick", slow_is_fine, max_examples=usual.max_examples // QUICK_SHARE)
    settings.load_profile("mingcha")


def examples(of_a_hundred: int) -> int:
    """So many where the profile tries a hundred."""
    return max(1, of_a_hundred * settings().max_examples // 100)
