"""What the types of a scenario cannot say: which values make sense together, as Telegram has them."""

import re
from collections.abc import Iterator

from safecheck.model.text import N_
from safecheck.practice.chat_consistency import GROUPS, chat_problems
from safecheck.practice.problem import Problem
from safecheck.practice.scenario import AccountSpec, ReportOptionSpec, Scenario

MAX_GENERATED = 20_000  # four times the largest shipped account; paging slows with the square

# way -> what its codes look like, and an example; all other ways carry five or six digits
_CODES = {
    "flash_call": (r"\d{5,15}", "99966123456"),
    "sms_word": (r"\D\S+", "lantern"),
    "sms_phrase": (r"\D\S*( \S+)+", "a quiet lantern"),
}
_DIGITS = r"\d{5,6}", "12345"


def problems(scenario: Scenario) -> Iterator[Problem]:
    """Yield what does not fit together."""
    yield from _account(scenario.account)
    yield from chat_problems(scenario)
    yield from _told(scenario)
    settings = scenario.settings
    if settings.shared_folders > settings.folders:
        yield Problem(
            "settings.shared_folders",
            N_(
                "%(file)s, line %(line)d, key %(key)s: there are fewer folders than that (%(count)d). "
                "Correct it and try again."
            ),
            {"count": settings.folders},
        )
    if settings.who_finds_me.who not in ("everyone", "contacts"):
        yield Problem(
            "settings.who_finds_me",
            N_(
                "%(file)s, line %(line)d, key %(key)s: here Telegram knows “everyone” and “contacts” only. "
                "Correct it and try again."
            ),
        )
    yield from _exceptions(scenario)
    if scenario.report is not None:
        yield from _options("report", scenario.report.options)
    if len(set(settings.muted)) < len(settings.muted):
        yield Problem(
            "settings.muted",
            N_(
                "%(file)s, line %(line)d, key %(key)s: the same kind of chat stands here twice. "
                "Correct it and try again."
            ),
        )
    if "sensitive" in settings.app_config.ignored_reasons:
        yield Problem(
            "settings.app_config",
            N_(
                "%(file)s, line %(line)d, key %(key)s: whether “sensitive” is ignored follows from "
                "“sensitive_shown”. Correct it and try again."
            ),
        )
    for number, fault in enumerate(scenario.faults.errors):
        if (fault.method is None) == (fault.at == 0):
            yield Problem(
                f"faults.errors[{number}]",
                N_(
                    "%(file)s, line %(line)d, key %(key)s: say either at which request or for which method. "
                    "Correct it and try again."
                ),
            )
    if scenario.generate is not None:
        asked = scenario.generate.people + scenario.generate.groups_and_channels
        if asked > MAX_GENERATED:
            yield Problem(
                "generate",
                N_(
                    "%(file)s, line %(line)d, key %(key)s: %(count)d chats are too many; at most %(most)d. "
                    "Correct it and try again."
                ),
                {"count": asked, "most": MAX_GENERATED},
            )


def _exceptions(scenario: Scenario) -> Iterator[Problem]:
    """Exceptions of settings name chats of the account."""
    settings = scenario.settings
    kinds = {chat.id: chat.kind for chat in scenario.chats}
    named = {"save_to_gallery": (settings.save_to_gallery.exception_chats, GROUPS)}
    for key in ("who_can_add_me", "who_finds_me", "phone_number", "voice_messages", "calls"):
        audience = getattr(settings, key)
        named[key] = (audience.allowed_chats + audience.denied_chats, GROUPS - {"channel"})
    for key, (numbers, fitting) in named.items():
        for number in numbers:
            if kinds.get(number) not in fitting:
                yield Problem(
                    f"settings.{key}",
                    N_(
                        "%(file)s, line %(line)d, key %(key)s: %(id)d is none of the chats in this file that "
                        "this may name: “%(kinds)s”. Correct it and try again."
                    ),
                    {"id": number, "kinds": ", ".join(sorted(fitting))},
                )


def _options(key: str, options: tuple[ReportOptionSpec, ...]) -> Iterator[Problem]:
    """In the dialogue of a report, one thing follows an option."""
    for number, option in enumerate(options):
        place = f"{key}.options[{number}]"
        if bool(option.options) + (option.comment != "none") + option.needs_messages > 1:
            yield Problem(
                place,
                N_(
                    "%(file)s, line %(line)d, key %(key)s: only one of “options”, “comment” and "
                    "“needs_messages” can follow. Correct it and try again."
                ),
            )
        yield from _options(place, option.options)


def _account(account: AccountSpec) -> Iterator[Problem]:
    pattern, example = _CODES.get(account.code_sent_by, _DIGITS)
    if not re.fullmatch(pattern, account.code):
        # At least one of the two keys is written in the file: together the defaults fit.
        key = "code" if account.code_sent_by == AccountSpec().code_sent_by else "code_sent_by"
        yield Problem(
            f"account.{key}",
            N_(
                "%(file)s, line %(line)d, key %(key)s: a code that is sent by “%(way)s” looks like "
                "“%(example)s”. Correct it and try again."
            ),
            {"way": account.code_sent_by, "example": example},
        )


def _told(scenario: Scenario) -> Iterator[Problem]:
    models = {device.device_model for device in scenario.devices}
    answered: set[str] = set()
    for number, told in enumerate(scenario.told):
        key = f"told[{number}].device_model"
        if told.device_model not in models:
            yield Problem(
                key,
                N_(
                    "%(file)s, line %(line)d, key %(key)s: no device is called “%(name)s”. "
                    "Correct it and try again."
                ),
                {"name": told.device_model},
            )
        if told.device_model in answered:
            yield Problem(
                key,
                N_(
                    "%(file)s, line %(line)d, key %(key)s: “%(name)s” is answered twice. "
                    "Correct it and try again."
                ),
                {"name": told.device_model},
            )
        answered.add(told.device_model)
