"""One step of a plan in words: templates from the step pack, names from strangers, paths from the guides."""

import re
from collections.abc import Sequence
from datetime import datetime

from safecheck.advice.answered import Answered, is_local
from safecheck.downloads.effect import media_in_words
from safecheck.model.exposure import COUNTED, ChatExposure
from safecheck.model.facts import Chat
from safecheck.model.findings import DeviceJudgement, Finding, Subject
from safecheck.model.plan import BY_SAFECHECK, Press, Step, StepKind, StepState
from safecheck.model.spoken import day_in_words
from safecheck.model.text import Lang, Words, clean
from safecheck.packs.help_desks import Desk, Desks
from safecheck.packs.rule_pack import fill
from safecheck.packs.step_pack import StepPack

_NAME_LIMIT = 60
_PATH_LIMIT = 300
_USERNAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{3,31}")
_VALUE_AND_BLANK = re.compile(r"\{([^{}]*)\} ")
_ACCOUNT = Subject("account", "account")


class StepWriter:
    """Writes steps in one language. Strangers' names only ever go in as values, never as templates.

    `can_change` is True where an account was asked, on which safecheck may take some steps itself; `desks`
    are who takes a reporting card in the user's country.
    """

    def __init__(
        self,
        pack: StepPack,
        findings: Sequence[Finding],
        lang: Lang,
        desks: Desks | None = None,
        *,
        can_change: bool = False,
    ) -> None:
        self.lang: Lang = lang
        self._desks = desks or Desks()
        self._pack = pack
        self.can_change = can_change
        self._findings = Answered(findings)

    def chat_step(
        self,
        kind: StepKind,
        chat: Chat,
        variant: str = "",
        state: StepState = "to_do",
        exposure: ChatExposure | None = None,
        stops: int | None = 0,
        instead: tuple[Step, ...] = (),
        *,
        by_hand: bool = False,
    ) -> Step:
        """Return a step about one chat. It has no menu path: none may lead into a chat (G2). With `exposure`
        its words can say what lands from now on, never what has arrived (DECISIONS 12 of the product).
        `by_hand`: safecheck cannot take it for this chat."""
        values = {"chat": self._chat_name(chat), "landing": self._landing(exposure)}
        if kind == "leave":
            values["back"] = self._coming_back(chat)
            values["linked"] = self._pack.linked.of(self.lang) if chat.linked else ""
        if kind == "card":
            # The only step that shows the chat's public link (DECISIONS 8 of the product): plain text.
            values["card"] = self._card(chat)
        if kind == "hotline":
            values["desks"] = self._where_to_go(self._desks.private if variant else self._desks.public)
        subject = Subject("chat", chat.id)
        return self._step(
            kind, variant, subject, values, state=state, stops=stops, instead=instead, read=not by_hand
        )

    def device_step(
        self,
        kind: StepKind,
        device: DeviceJudgement,
        variant: str = "",
        path: tuple[str, ...] = (),
        minutes: int | None = None,
        state: StepState = "to_do",
        presses: tuple[Press, ...] = (),
        labels: str = "",
        stops: int | None = 0,
        **values: str,
    ) -> Step:
        """Return a step about one device; `values` are texts of its app's guide and download model."""
        values["device"] = self._device_name(device)
        if device.last_active is not None:
            last_active = datetime.fromisoformat(device.last_active).date()
            values["last_active"] = day_in_words(last_active, self.lang)
        subject = Subject("device", device.id)
        return self._step(
            kind,
            variant,
            subject,
            values,
            path=path,
            minutes=minutes,
            state=state,
            presses=presses,
            labels=labels,
            stops=stops,
        )

    def account_step(
        self,
        kind: StepKind,
        variant: str = "",
        setting: str | None = None,
        path: tuple[str, ...] = (),
        app: str = "",
        state: StepState = "to_do",
        command: str = "",
        optional: bool | None = None,
        read: bool = True,
        stops: int | None = 0,
        **values: str,
    ) -> Step:
        """Return a step about one setting, or about the account as a whole. `optional` is as the words have
        it unless it is given; `read` is False for a setting that could not be read, which safecheck leaves
        alone."""
        subject = Subject("setting", setting) if setting else _ACCOUNT
        values["app"] = app
        return self._step(
            kind,
            variant,
            subject,
            values,
            path=path,
            state=state,
            command=command,
            optional=optional,
            read=read,
            stops=stops,
        )

    def _step(
        self,
        kind: StepKind,
        variant: str,
        subject: Subject,
        values: dict[str, str],
        *,
        path: tuple[str, ...] = (),
        minutes: int | None = None,
        state: StepState = "to_do",
        presses: tuple[Press, ...] = (),
        labels: str = "",
        command: str = "",
        optional: bool | None = None,
        read: bool = True,
        stops: int | None = 0,
        instead: tuple[Step, ...] = (),
    ) -> Step:
        text = self._pack.step(kind, variant)
        on_account = subject.kind != "device" and state != "not_possible"
        by_safecheck = self.can_change and read and on_account and kind in BY_SAFECHECK
        values["by"] = self._pack.by_safecheck.of(self.lang) if by_safecheck else ""
        return Step(
            id=_step_id(kind, subject, variant),
            kind=kind,
            title=fill(text.title.of(self.lang), values),
            actor="safecheck" if by_safecheck else "you",
            device=subject.id if subject.kind == "device" else None,
            subject=subject,
            path=path,
            detail=self._filled(text.detail, values),
            removes=self._filled(text.removes, values),
            remains=self._filled(text.remains, values),
            undo=text.undo,
            state=state,
            optional=text.optional if optional is None else optional,
            minutes=text.minutes if minutes is None else minutes,
            findings=self._findings.by(kind, subject),
            presses=presses,
            check=self._filled(text.check, values),
            labels=labels,
            command=command,
            stops=stops,
            instead=instead,
        )

    def _filled(self, words: Words | None, values: dict[str, str]) -> str:
        """Return the words with their values; one that says nothing leaves no second blank."""
        if words is None:
            return ""
        silent = {name for name, value in values.items() if not value}
        template = _VALUE_AND_BLANK.sub(
            lambda found: "" if found[1] in silent else found[0], words.of(self.lang)
        )
        return fill(template, values).strip()

    def _chat_name(self, chat: Chat) -> str:
        name = clean(chat.title, _NAME_LIMIT)
        return f'"{name}"' if name else self._pack.nameless.chat.of(self.lang)

    def _device_name(self, device: DeviceJudgement) -> str:
        if device.here:  # in words of our own
            return clean(device.name, _PATH_LIMIT)
        name = clean(device.name, _NAME_LIMIT)
        return f'"{name}"' if name else self._pack.nameless.device.of(self.lang)

    def _landing(self, exposure: ChatExposure | None) -> str:
        landing = [device for device in exposure.devices if device.lands] if exposure else []
        media = [medium for medium in COUNTED if any(medium in device.lands for device in landing)]
        if not media:
            return ""
        assumed = any(device.state == "default_assumed" for device in landing)
        words = self._pack.landing.untouched if assumed else self._pack.landing.known
        return fill(words.of(self.lang), {"media": media_in_words(media, self.lang)})

    def _coming_back(self, chat: Chat) -> str:
        words = self._pack.coming_back
        if chat.kind == "group":
            return words.basic_group.of(self.lang)
        private = public_link(chat) is None and not chat.public
        return (words.private if private else words.public).of(self.lang)

    def _where_to_go(self, desks: Sequence[Desk]) -> str:
        """Return who in the country takes the card, "" where nobody is known by name."""
        texts = self._pack.desks
        named = [
            fill(texts.old.of(self.lang), {"desk": desk.words, "day": day_in_words(desk.old, self.lang)})
            if desk.old
            else desk.words
            for desk in desks
        ]
        words = texts.of_country if self._desks.country else texts.everywhere
        return (
            fill(words.of(self.lang), {"country": self._desks.country, "desks": "; ".join(named)})
            if named
            else ""
        )

    def _card(self, chat: Chat) -> str:
        card = self._pack.card
        link = public_link(chat)
        joined = day_in_words(chat.joined.date(), self.lang) if chat.joined else None
        values = {
            "chat": self._chat_name(chat),
            "link": link or (card.link_unnamed if chat.public else card.no_link).of(self.lang),
            "joined": joined or card.joined_unknown.of(self.lang),
        }
        return fill(card.text.of(self.lang), values)


def public_link(chat: Chat) -> str | None:
    """Return the chat's public link as plain text without a scheme, or None if it has no public name."""
    for username in chat.usernames:
        if _USERNAME.fullmatch(username.raw):
            return f"t.me/{username.raw}"
    return None


def _step_id(kind: StepKind, subject: Subject, variant: str) -> str:
    """Return the id of a step. Scripts, journals and later audits know a step by it: it never changes."""
    name = kind.replace("_", "-")
    if subject.kind in ("chat", "device") or is_local(subject):
        return f"{name}/{subject.id}"
    if kind == "gallery_off":  # a device can have one too
        return f"{name}/account"
    return f"{name}/all-devices" if variant == "all_devices" else name
