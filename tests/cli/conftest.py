"""Runs that many tests look at are made once: each is a process and costs half a second."""

from collections.abc import Callable

import pytest

from tests.cli.process import Run, audit, run

Once = Callable[..., Run]
SCENARIOS = ("individual", "quiet", "teen", "busy", "hostile", "languages")


@pytest.fixture(scope="session")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Audit a shipped practice account, once for each name and each set of arguments."""
    made: dict[tuple[str, ...], Run] = {}

    def once(name: str, *arguments: str) -> Run:
        key = (name, *arguments)
        if key not in made:
            made[key] = audit(tmp_path_factory.mktemp("audit"), name, *arguments)
        return made[key]

    return once


@pytest.fixture(scope="session")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Run a command, once for each set of arguments."""
    made: dict[tuple[str, ...], Run] = {}

    def once(*arguments: str) -> Run:
        if arguments not in made:
            made[arguments] = run(tmp_path_factory.mktemp("run"), *arguments)
        return made[arguments]

    return once
