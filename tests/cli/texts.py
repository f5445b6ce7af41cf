"""What the program says to people, and ways to look at it sentence by sentence."""

import re
from typing import Any

from safecheck.model.text import Lang, clean
from safecheck.packs.guide_pages import PAGES
from safecheck.practice.library import load_scenario
from safecheck.report.guide import guide_blocks, render_guide
from tests.cli.conftest import SCENARIOS, Once

LANGS = ("en", "nl")
# Every command that prints something to read, but for audits. `--lang` is added by whoever runs them.
READING = (
    ("--help",),
    *(
        (name, "--help")
        for name in ("audit", "switches", "requests", "doctor", "help-me", "guide", "demo-server")
    ),
    ("switches",),
    ("requests",),
    ("doctor",),
    ("help-me", "--country", "NL"),
    ("help-me", "--country", "DE"),
    *(
        ("help-me", "--country", "NL", "--topic", topic)
        for topic in (
            "illegal_seen",
            "sextortion",
            "leaked_images",
            "child",
            "suicidal_thoughts",
            "legal_advice",
        )
    ),
    ("help-me", "--country", "NL", "--topic", "own_viewing"),
    ("guide",),
    ("guide", "start"),
    # Names are masked in it, so that every word is the program's own; HTML and CSV are made of the same.
    ("audit", "--demo", "teen", "--format", "md", "--share", "helper"),
)

# Words of going and looking, and what makes them a warning instead.
LOOKING = {
    "en": r"\b(opens?|opening|look(ing)? (into|inside|at|for)|view(ing)?|watch(ing)?|search\w*|browse|"
    r"screenshots?|forward\w*)\b",
    "nl": r"\b(opent?|openen|bekijk\w*|kijk(t|en)?|zoek(t|en)?|opzoeken|screenshots?|doorst\w+|"
    r"stuur\b.*\bdoor)\b",
}
NOT = {
    "en": r"\b(not|never|no|nothing|none|cannot|without|switched off)\b",
    "nl": r"\b(niet|nooit|niets|geen|zonder|nergens|uitgezet)\b",
}


def flat(text: str) -> str:
    """A text as one line, so that a sentence is found wherever it was wrapped."""
    return " ".join(text.split())


def without_names(text: str, name: str) -> str:
    """A flat audit text without names that strangers or owners gave, without quotes and addresses."""
    scenario = load_scenario(name)
    names = {clean(chat.title) for chat in scenario.chats} | {
        clean(one.device_model) for one in scenario.devices
    }
    for one in sorted(names - {""}, key=len, reverse=True):
        text = text.replace(f'"{one}"', "…").replace(f"{one},", "…,").replace(f" {one} ", " … ")
    # What Telegram gives as the reason of a mark is shown as Telegram's words, up to the quoted text.
    text = re.sub(r"((?:as Telegram gives them|zoals Telegram ze geeft): )[^\"…]*", r"\1", text)
    return re.sub(r'"[^"]*"|“[^”]*”|\S+@\S+', "…", text)


def sentences(text: str) -> list[str]:
    """The sentences of a flat text; a colon or semicolon ends one too, so that a negation stands close by."""
    return [part.strip() for part in re.split(r"(?<=[.;:?!)])\s+", text) if part.strip()]


def audit_texts(audited: Once, lang: str) -> list[tuple[str, str]]:
    """The text report of every practice account, flat, with the name of the account."""
    return [(name, audited(name, "--lang", lang).text) for name in SCENARIOS]


def everything_said(audited: Once, ran: Once, lang: str) -> list[str]:
    """Everything that the program prints anywhere, flat: results and what goes beside them."""
    runs = [audited(name, "--lang", lang) for name in SCENARIOS]
    runs += [ran(*arguments, "--lang", lang) for arguments in READING]
    assert all(run.code == 0 for run in runs), [run.err for run in runs if run.code]
    return [flat(f"{run.out} {run.err}") for run in runs] + list(guide_texts(lang).values())


def guide_texts(lang: str) -> dict[str, str]:
    """Every page of the guide as its command prints it, flat; it is the same in every run."""
    language: Lang = "nl" if lang == "nl" else "en"
    return {page: flat(render_guide(guide_blocks(page, language), 80)) for page in PAGES}


def number_of(chat: Any) -> int:
    """The id that a chat of a JSON result has in its scenario; Telegram puts - or -100 before it."""
    return int(chat["id"].removeprefix("-" if chat["kind"] == "group" else "-100"))
