"""What has to be read again to see whether one step is done: at most three requests; and whether it is."""

from typing import Literal

import msgspec

from safecheck.model.facts import Chat, Unknown
from safecheck.model.findings import SettingJudgement
from safecheck.model.plan import STEP_KINDS, Step, StepKind
from safecheck.model.result import AuditResult

# How a step stands by what was read: "only_you" where nobody but the person can tell, "unknown" where it
# could not be read.
Standing = Literal["done", "to_do", "only_you", "unknown"]

MOST_REQUESTS = 3

# The field of AccountSettings that a setting's judgement comes from, by the beginning of its id.
_FIELDS = {
    "account.auto_download": "auto_download",
    "account.save_to_gallery": "save_to_gallery",
    "account.sensitive_content": "sensitive_content",
    "account.who_can_add_me": "who_can_add_me",
    "account.who_finds_me": "who_finds_me",
    "account.phone_number": "phone_number",
    "account.newcomers": "newcomers",
    "account.two_step": "two_step",
}
# What such a setting cannot be judged without: whether Telegram offers it to this account at all.
_BESIDES = {"newcomers": ("app_config",)}
OF_CHATS: frozenset[StepKind] = frozenset({"leave", "mute", "archive"})
_OF_DEVICES: frozenset[StepKind] = frozenset({"check_device", "end_device", "end_leftover"})


class Needed(msgspec.Struct, frozen=True, kw_only=True):
    """What to read again. `settings` are fields of AccountSettings, one request each; `chat_id` is one chat,
    one request; `devices` is the list of devices, one request; `computer` is Telegram Desktop on
    this computer, no request. Without any of these nobody but the person can tell."""

    settings: tuple[str, ...] = ()
    chat_id: str | None = None
    devices: bool = False
    computer: bool = False

    @property
    def requests(self) -> int:
        """How many requests to Telegram it takes."""
        return len(self.settings) + (self.chat_id is not None) + self.devices

    @property
    def only_the_person_knows(self) -> bool:
        """True where there is nothing to read: switches inside a phone, a report, a word with the police."""
        return not (self.requests or self.computer)


def needed(step: Step) -> Needed:
    """Return what to read again to see whether a step is done."""
    if step.kind in OF_CHATS:
        return Needed(chat_id=step.subject.id)
    if step.kind in _OF_DEVICES:
        return Needed(devices=True)
    if step.subject.kind == "device":
        return Needed(computer=step.subject.id.startswith("this-computer/"))
    if step.subject.kind == "setting":
        if not step.subject.id.startswith("account."):
            return Needed(computer=step.kind != "stored_copies")
        field = next(name for start, name in _FIELDS.items() if step.subject.id.startswith(start))
        return Needed(settings=(field, *_BESIDES.get(field, ())))
    return Needed()


def standing(step: Step, result: AuditResult) -> Standing:
    """Return how a step stands by what a result has read, whatever anybody said of it. A step of which the
    plan knows no more is done: its thing is no longer as it was."""
    again = needed(step)
    if again.only_the_person_knows:
        return "only_you"
    if again.chat_id is not None:
        return _of_chat(step.kind, again.chat_id, result)
    if again.devices:
        return _of_devices(step, result)
    if again.computer:
        return _in_plan(step.id, result)
    judged = settings_about(step, result)
    if not judged or any(each.state is None for each in judged):
        return "unknown"
    if step.kind == "gallery_off":
        return "to_do" if any(each.state != "off" for each in judged) else "done"
    if step.kind == "templates_off":
        return "to_do" if any(each.state == "on" for each in judged) else "done"
    return _in_plan(step.id, result)


def settings_about(step: Step, result: AuditResult) -> tuple[SettingJudgement, ...]:
    """Return the settings that a step about the account's settings, or about a folder on this computer, is
    judged by; none for a step about something else."""
    if step.subject.kind != "setting":
        return ()
    start = next((start for start in _FIELDS if step.subject.id.startswith(start)), step.subject.id)
    return tuple(each for each in result.settings if each.key.startswith(start))


def chat_of(chat_id: str, result: AuditResult) -> Chat | None:
    """Return a chat of a result, None if the list has none of that number."""
    return next((chat for chat in result.facts.chat_list.chats if chat.id == chat_id), None)


def kind_of(step_id: str) -> StepKind | None:
    """Return what kind of step an id names, None if there is no such kind."""
    name = step_id.partition("/")[0].replace("-", "_")
    return next((kind for kind in STEP_KINDS if kind == name), None)


def _in_plan(step_id: str, result: AuditResult) -> Standing:
    step = result.plan.step(step_id)
    return "to_do" if step is not None and step.state != "done" else "done"


def _of_chat(kind: str, chat_id: str, result: AuditResult) -> Standing:
    chat = chat_of(chat_id, result)
    if chat is None:
        return "done" if kind == "leave" and result.facts.chat_list.complete else "unknown"
    done = {"leave": chat.gone, "mute": chat.muted, "archive": chat.archived}[kind]
    return "done" if done else "to_do"


def _of_devices(step: Step, result: AuditResult) -> Standing:
    known = result.facts.devices.value
    if isinstance(known, Unknown):
        return "unknown"
    if step.kind == "end_leftover":
        return "to_do" if known.leftovers else "done"
    if not any(device.id == step.subject.id for device in known.devices):
        return "done"
    # That it is there says nothing about whose it is.
    return "only_you" if step.kind == "check_device" else "to_do"
