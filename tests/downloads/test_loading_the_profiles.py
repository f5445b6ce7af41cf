"""Profiles that do not fit are refused with file, line and key; the program's own hold together."""

from importlib.resources import files
from pathlib import Path

import pytest

from safecheck.model.downloads import PROFILE_IDS
from safecheck.packs.download_profile import load_profile, load_profiles
from safecheck.packs.guides import load_guides
from safecheck.packs.yaml_file import DataFileError

DATA = files("safecheck").joinpath("data/downloads")


def changed(folder: Path, name: str, old: str, new: str) -> Path:
    text = DATA.joinpath(name).read_text(encoding="utf-8")
    assert old in text
    path = folder / name
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "old", "new", "key", "says"),
    [
        ("android.yaml", "id: android", "id: amiga", "id", "amiga"),
        ("android.yaml", "client: android", "client: toaster", "client", "toaster"),
        ("android.yaml", "limit: 10 MiB", "limit: 10 MB", "defaults[2].limit", "regex"),
        ("android.yaml", '"mobile.video.*"', '"moon.video.*"', "defaults[2].switches", "no switch"),
        ("android.yaml", '  - {switches: "gallery.*", limit: "off", sources: [gallery]}\n', "",
         "defaults", "gallery.private has no default"),
        ("android.yaml", "contacts_in: [private, group, supergroup]\n", "", "contacts_in", "go together"),
        ("android.yaml", "sources: [queue]", "sources: [cue]", "when[0].sources", "no source cue"),
        ("android.yaml", "lands: yes", "lands: maybe", "when[0].lands", "maybe"),
        ("android.yaml", "lands: yes", "lands: no", "when[0].lands", "no"),
        ("android.yaml", "type: photo", "type: picture", "media.photo.type", "no type picture"),
        ("android.yaml", "    rule: always\n", "    rule: type\n", "media.voice", "names its type"),
        ("android.yaml", "survives_leaving: unknown", "survives_leaving: perhaps",
         "where[0].survives_leaving", "perhaps"),
        ("android.yaml", "sets: [wifi]", "sets: [wi-fi]", "presses[2].sets[0]", "regex"),
        ("android.yaml", "sets: [wifi]", "sets: [cable]", "presses[2].sets", "no switch"),
        ("android.yaml", "kind: partial", "kind: advised", "presses[5]", "falls short"),
        ("android.yaml", "main: true", "main: true\ncolour: red", "colour", "colour"),
        ("desktop.yaml", "needs: save_without_asking", "needs: luck", "media.file.needs", "no switch luck"),
        ("ios.yaml", "      limit_above: 2 MiB\n", "", "media[...].begins", "limit_above"),
        ("ios.yaml", "sources: [presets]", "sources: [sets]", "from_account.sources", "no source sets"),
        ("macos.yaml", "  - media: [music, file]", "  - media: [music]", "where", "said about file"),
        ("web-k.yaml", "  - chat_kinds: [private, group, supergroup, channel]", "  - chat_kinds: [private]",
         "when[0]", "every kind"),
    ],
)  # fmt: skip
def test_a_bad_profile_is_refused_with_file_line_and_key(
    tmp_path: Path, name: str, old: str, new: str, key: str, says: str
) -> None:
    with pytest.raises(DataFileError) as refused:
        load_profile(changed(tmp_path, name, old, new), name)
    assert refused.value.file == name
    assert refused.value.key == key
    assert refused.value.line > 0
    assert says in str(refused.value)


def test_a_profile_that_forgets_a_kind_of_media_is_refused(tmp_path: Path) -> None:
    text = DATA.joinpath("tdlib.yaml").read_text(encoding="utf-8")
    start, end = text.index("  sticker:\n"), text.index("when:\n")
    path = tmp_path / "tdlib.yaml"
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    with pytest.raises(DataFileError, match="nothing is said about sticker"):
        load_profile(path)


def test_there_is_one_profile_for_each_app_and_each_says_where_it_was_read() -> None:
    profiles = [loaded.pack for loaded in load_profiles()]
    assert tuple(profile.id for profile in profiles) == PROFILE_IDS
    for profile in profiles:
        for source in profile.sources.values():
            assert source.url is not None


def test_every_press_with_a_path_is_in_the_guide_of_its_app() -> None:
    guides = {loaded.pack.id: loaded.pack for loaded in load_guides()}
    for loaded in load_profiles():
        profile = loaded.pack
        for press in profile.presses:
            if press.path is not None:
                assert press.path in {path.id for path in guides[profile.id].paths}, (profile.id, press.id)
