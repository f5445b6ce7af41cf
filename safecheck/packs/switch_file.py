"""A file in which somebody wrote how the switches of one app stand: `wifi.photo.groups: off`, one a line."""

from pathlib import Path
from typing import get_args

from safecheck.model.told import Position
from safecheck.packs import yaml_file
from safecheck.packs.download_profile import DownloadProfile

_POSITIONS: tuple[Position, ...] = get_args(Position)


def load_switch_file(path: Path, profile: DownloadProfile) -> dict[str, Position]:
    """Return the positions by the ids of the app's switches. Raises DataFileError with file, line and key."""
    name = str(path)
    text = yaml_file.read_text(path, name)
    value = yaml_file.parse(text, name)
    if not isinstance(value, dict) or not value:
        raise yaml_file.problem_at(
            name, yaml_file.line_of(text, ""), "", "a line is a switch and its position"
        )
    told: dict[str, Position] = {}
    for key, position in value.items():
        id, line = str(key), yaml_file.line_of(text, str(key))
        if id not in profile.switch_ids:
            known = ", ".join(profile.switch_ids[:4])
            raise yaml_file.problem_at(name, line, id, f"{profile.id} has no such switch; it has {known}, …")
        if position not in _POSITIONS:
            raise yaml_file.problem_at(name, line, id, f"a position is one of: {', '.join(_POSITIONS)}")
        told[id] = position
    return told
