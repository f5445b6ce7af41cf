"""Whatever the files hold, the reader neither fails nor hangs nor looks elsewhere."""

import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.contracts.source import ROOT
from tests.desktop import tdata
from tests.desktop.damaged import LAYERS, damaged_profile, read_under_watch
from tests.desktop.reading import read


@pytest.fixture(scope="module", autouse=True)
def _imported_before_anybody_watches(tmp_path_factory: pytest.TempPathFactory) -> None:
    root = tmp_path_factory.mktemp("profile") / "tdata"
    tdata.write_tdata(root)
    read(root)


@settings(max_examples=100, deadline=None)
@given(st.randoms(use_true_random=False))
def test_a_profile_with_a_damaged_layer_is_read_as_far_as_it_goes(random: Random) -> None:
    with tempfile.TemporaryDirectory() as folder:
        damaged_profile(Path(folder, "tdata"), random)
        read_under_watch(Path(folder, "tdata"))


@settings(max_examples=20, deadline=None)
@given(st.dictionaries(st.sampled_from(LAYERS), st.binary(max_size=300), min_size=1, max_size=4))
def test_any_bytes_at_any_layers_are_taken_calmly(bytes_of: dict[tdata.Layer, bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        tdata.write_tdata(Path(folder, "tdata"), change=lambda layer, data: bytes_of.get(layer, data))
        read_under_watch(Path(folder, "tdata"))


def test_the_damage_reaches_every_layer_and_leaves_some_profiles_readable(tmp_path: Path) -> None:
    """Else the tests above would say little."""
    hit, complete = set(), 0
    for number in range(150):
        root = tmp_path / str(number) / "tdata"
        hit.add(damaged_profile(root, Random(number)))  # noqa: S311
        complete += read_under_watch(root).complete
    assert hit == set(LAYERS)
    assert 30 < complete < 120


def _many_times(files: int) -> str:
    command = [sys.executable, "-m", "tests.bench.damaged_profiles", "--files", str(files)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the most memory that a process had")
def test_the_largest_profile_takes_little_memory() -> None:
    assert "MB above idle" in _many_times(20)


@pytest.mark.bench
@pytest.mark.timeout(7200)
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the most memory that a process had")
def test_twenty_thousand_damaged_files() -> None:
    assert "20000 damaged files" in _many_times(20_000)
