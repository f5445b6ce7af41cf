"""What has to be read again to see whether one step is done: at most three requests."""

import msgspec

from safecheck.model.plan import Step, StepKind

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
_OF_CHATS: frozenset[StepKind] = frozenset({"leave", "mute", "archive"})
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
    if step.kind in _OF_CHATS:
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
