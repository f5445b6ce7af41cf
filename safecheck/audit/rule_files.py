"""Which rule packs are in force: the shipped ones, then those in the config folder, then those of
`--rules`."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from safecheck.model.errors import BadInputError
from safecheck.model.text import N_, clean
from safecheck.packs.loaded import Loaded
from safecheck.packs.policy import Policy
from safecheck.packs.rule_pack import RulePack, load_rule_pack
from safecheck.packs.rule_set import RuleSet, combine
from safecheck.packs.shipped import chat_packs, chat_rules
from safecheck.store.paths import places


def rules_in_force(given: Iterable[str] = (), policy: Policy | None = None) -> RuleSet:
    """Return all rules, with those of the user's own files and folders: `given` names more of them.

    Raises DataFileError (file, line, key) for a pack that cannot be used, and BadInputError for a folder
    without one.
    """
    own = [*_in_config(), *(path for name in given for path in pack_files(Path(name)))]
    if not own and policy is None:
        return chat_rules()
    if policy is not None:
        return combine((*chat_packs(), *map(load_rule_pack, own)), policy)
    return _combined(tuple((path, _changed(path)) for path in own))


def check_own_rules(given: Iterable[str] = ()) -> None:
    """Raise what `rules_in_force` would, before the work and not after it. Without packs of the user's own
    nothing is read."""
    if given or _in_config():
        rules_in_force(given)


@lru_cache(maxsize=4)
def _combined(own: tuple[tuple[Path, int], ...]) -> RuleSet:
    return combine((*chat_packs(), *(load_rule_pack(path) for path, _ in own)))


def _changed(path: Path) -> int:
    """Return when a file was last changed, so that a changed one is read again; 0 if nobody can say."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def load_packs(path: Path) -> list[Loaded[RulePack]]:
    """Return the packs of one file or folder. Raises as `rules_in_force`."""
    return [load_rule_pack(each) for each in pack_files(path)]


def pack_files(path: Path) -> list[Path]:
    """Return the pack files that a path stands for: itself, or the YAML files of a folder, by name."""
    if not path.is_dir():
        return [path]
    files = _yaml_files(path)
    if not files:
        raise BadInputError(
            N_("%(folder)s holds no rule packs: no file whose name ends in .yaml."), folder=clean(str(path))
        )
    return files


def _in_config() -> list[Path]:
    folder = places().rules_folder
    return _yaml_files(folder) if folder.is_dir() else []


def _yaml_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix in (".yaml", ".yml"))
