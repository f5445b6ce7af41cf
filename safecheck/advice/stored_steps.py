"""What may be stored already: where copies can be, and that safecheck neither looks at nor deletes any.

Nothing here leads to deleting anything of a chat that stands out strongly before the police or a hotline was
asked (G1).
"""

from collections.abc import Iterator, Sequence
from typing import Any

from safecheck.advice.step_writer import StepWriter
from safecheck.model.findings import DeviceJudgement, SettingJudgement
from safecheck.model.plan import Step
from safecheck.model.sizes import size_in_words
from safecheck.packs.rule_pack import fill
from safecheck.packs.step_pack import StoredHere

_PHONES = frozenset({"android", "ios", "tdlib"})


def stored_on_phones(
    writer: StepWriter, devices: Sequence[DeviceJudgement], *, ask_first: bool, all_listed: bool
) -> Iterator[Step]:
    """Yield the step about phones, where there is one or where nobody knows; `ask_first` if a chat stands out
    strongly."""
    if not all_listed or any(device.client in _PHONES for device in devices):
        yield writer.account_step("stored_copies", "ask_first" if ask_first else "")


def stored_here(
    writer: StepWriter, settings: Sequence[SettingJudgement], words: StoredHere, *, ask_first: bool
) -> Iterator[Step]:
    """Yield a step for each installation of Telegram Desktop on this computer that keeps anything."""
    for downloads in settings:
        if downloads.id == "desktop.downloads":
            here = [each for each in settings if each.installation == downloads.installation]
            caches = [each for each in here if each.id == "desktop.cache"]
            if not any(_counted(each, "bytes") for each in (downloads, *caches)):
                continue
            folder = next((each for each in here if each.id == "desktop.download_folder"), None)
            path = folder.value["path"] if folder and isinstance(folder.value, dict) else ""
            yield writer.account_step(
                "stored_copies",
                "this_computer_ask_first" if ask_first else "this_computer",
                downloads.key,
                device=downloads.device,
                cache=_together(caches, words, writer),
                files=downloads.shown,
                folder=path or words.no_folder.of(writer.lang),
            )


def _together(caches: Sequence[SettingJudgement], words: StoredHere, writer: StepWriter) -> str:
    """Return how much the caches of all accounts hold together."""
    known = [each for each in caches if isinstance(each.value, dict)]
    if not known:
        return words.unknown.of(writer.lang)
    size = size_in_words(sum(_counted(each, "bytes") for each in known), writer.lang)
    more = len(known) < len(caches) or any(_counted(each, "at_least") for each in known)
    return fill(words.at_least.of(writer.lang), {"size": size}) if more else size


def _counted(setting: SettingJudgement, what: str) -> int:
    value: Any = setting.value
    return int(value[what]) if isinstance(value, dict) else 0
