"""What safecheck can do with one chat, or with one setting, where a person wishes it."""

from safecheck.i18n.catalog import Catalog
from safecheck.model.changes import ChangeKind, Target
from safecheck.model.facts import Chat
from safecheck.model.result import AuditResult
from safecheck.model.text import N_
from safecheck.report.changes import OWNED_STAYS, STOPS_NOTHING, chat_name
from safecheck.report.choices import Choice

_TITLES: tuple[tuple[ChangeKind, str, str], ...] = (
    ("mute", N_("Mute %(chat)s"), STOPS_NOTHING),
    ("archive", N_("Put %(chat)s into the archive"), STOPS_NOTHING),
    ("leave", N_("Leave %(chat)s"), N_("Nothing takes that back.")),
)
_NOT_IN_IT = N_("You are no longer in it.")
OFFER = N_("To mute, archive or leave it: press %(key)s. You are asked before anything is changed.")

# The step that sets a setting as most people want it, by the beginning of the id of the setting.
_STEPS: tuple[tuple[str, str, ChangeKind], ...] = (
    ("account.who_can_add_me", "limit-who-adds", "limit_who_adds"),
    ("account.who_finds_me", "limit-who-finds", "limit_who_finds"),
    ("account.phone_number", "hide-number", "hide_number"),
    ("account.newcomers", "archive-newcomers", "archive_newcomers"),
    ("account.sensitive_content", "cover-sensitive", "cover_sensitive"),
    ("account.save_to_gallery", "gallery-off/account", "gallery_off"),
    ("account.auto_download", "templates-off", "templates_off"),
)


def changes_of_chat(result: AuditResult, chat_id: str, catalog: Catalog) -> tuple[tuple[Target, Choice], ...]:
    """Return what can be done with a chat: what is not so already, leaving last; nothing of one that the
    account is no longer in."""
    chat = _chat(result, chat_id)
    if chat is None or chat.gone:
        return ()
    so_already = {"mute": chat.muted, "archive": chat.archived, "leave": chat.owned}
    return tuple(
        (
            Target(f"{kind}/{chat_id}", kind, chat_id),
            Choice(kind, catalog.gettext(title) % {"chat": chat_name(chat, catalog)}, catalog.gettext(side)),
        )
        for kind, title, side in _TITLES
        if not so_already[kind]
    )


def nothing_to_change(result: AuditResult, chat_id: str, catalog: Catalog) -> str:
    """Return why there is nothing to do with a chat."""
    chat = _chat(result, chat_id)
    return catalog.gettext(OWNED_STAYS if chat is not None and not chat.gone else _NOT_IN_IT)


def target_of_setting(setting_id: str) -> Target | None:
    """Return the step that changes a setting, on wish also where no plan proposes it; None if safecheck
    changes it never."""
    return next((Target(step, kind) for start, step, kind in _STEPS if setting_id.startswith(start)), None)


def _chat(result: AuditResult, chat_id: str) -> Chat | None:
    return next((chat for chat in result.facts.chat_list.chats if chat.id == chat_id), None)
