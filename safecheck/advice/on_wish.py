"""Steps that no plan proposes and a person may ask for: the presets, and any chat's leaving or quiet."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from safecheck.advice.chat_steps import ChatSteps
from safecheck.advice.step_writer import StepWriter
from safecheck.model.exposure import ChatExposure
from safecheck.model.facts import Chat
from safecheck.model.findings import ChatRating, SettingJudgement
from safecheck.model.plan import Step, StepState

_PRESETS = "account.auto_download."
_STEP = "templates-off"


def presets_step(
    writer: StepWriter, settings: Sequence[SettingJudgement], states: Mapping[str, StepState]
) -> Iterator[Step]:
    """Yield the step about the presets where they let something through, or where it was taken, by `states`.
    It counts as removing nothing: hardly any device goes by them, and it is not known that Telegram keeps
    what is written there."""
    presets = [each for each in settings if each.id.startswith(_PRESETS)]
    if not presets or any(each.state is None for each in presets):
        return
    step = writer.account_step("templates_off", setting=presets[0].id)
    if any(each.state == "on" for each in presets):
        yield step
    elif states.get(_STEP) == "done":
        yield replace(step, state="done")


def steps_on_wish(
    writer: StepWriter,
    chats: Sequence[Chat],
    ratings: Sequence[ChatRating],
    settings: Sequence[SettingJudgement],
    exposures: Sequence[ChatExposure],
) -> Iterator[Step]:
    """Yield them all."""
    yield from presets_step(writer, settings, {})
    of_chats = ChatSteps(writer, ratings, chats, exposures, {})
    for chat in chats:
        yield from of_chats.on_wish(chat)
