"""Steps that no plan proposes and a person may ask for: the presets, and any chat's leaving or quiet."""

from collections.abc import Iterator, Sequence

from safecheck.advice.chat_steps import ChatSteps
from safecheck.advice.step_writer import StepWriter
from safecheck.model.exposure import ChatExposure
from safecheck.model.facts import Chat
from safecheck.model.findings import ChatRating, SettingJudgement
from safecheck.model.plan import Step

_PRESETS = "account.auto_download.low"


def steps_on_wish(
    writer: StepWriter,
    chats: Sequence[Chat],
    ratings: Sequence[ChatRating],
    settings: Sequence[SettingJudgement],
    exposures: Sequence[ChatExposure],
) -> Iterator[Step]:
    """Yield them all. The presets count as removing nothing: hardly any device goes by them, and it is not
    known that Telegram keeps what is written there."""
    presets = next((each for each in settings if each.id == _PRESETS), None)
    if presets is not None:
        yield writer.account_step("templates_off", setting=_PRESETS, read=presets.state is not None)
    of_chats = ChatSteps(writer, ratings, chats, exposures, {})
    for chat in chats:
        yield from of_chats.on_wish(chat)
