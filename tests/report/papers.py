"""Audits with a mark in every text and number by which a chat, a person or a place could be known, and each
form that a result can take."""

from collections.abc import Sequence
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from safecheck.audit.evaluate import evaluate
from safecheck.family.sharing import SharedView, facts_to_share, shared_view
from safecheck.i18n.catalog import load
from safecheck.model.connection import PRACTICE_IDENTITY
from safecheck.model.facts import AuditFacts, Chat, DeviceList, Fact, MediaCounts, Unknown
from safecheck.model.local import DownloadFolder, FolderSize, Installation, LocalAccount, LocalComputer
from safecheck.model.result import AuditResult, Share
from safecheck.model.text import Lang, UntrustedText
from safecheck.model.told import Told
from safecheck.packs.download_profile import load_profiles
from safecheck.packs.help_pack import load_help
from safecheck.packs.help_page import help_lines
from safecheck.practice.library import load_scenario
from safecheck.practice.server import PracticeServer
from safecheck.report.json_document import to_json
from safecheck.report.paper.blocks import Report
from safecheck.report.paper.csv_table import render_csv
from safecheck.report.paper.document import make_report
from safecheck.report.paper.html import render_html
from safecheck.report.paper.markdown import render_markdown
from safecheck.report.paper.plain import render_plain
from safecheck.report.text import render_text
from safecheck.telegram.audit_account import AccountAudit

READABLE = ("text", "html", "md", "csv")
Thing = TypeVar("Thing", bound=msgspec.Struct)
MARK = "qzx"  # stands in no text of safecheck's own
NUMBER = 7_654_321  # and so does this


async def practice_facts(name: str) -> AuditFacts:
    """What an audit of a practice account reads, over the real protocol."""
    scenario = load_scenario(name)
    async with PracticeServer(scenario) as server:
        audit = AccountAudit(
            server.endpoint,
            PRACTICE_IDENTITY,
            server.credentials,
            source="practice",
            source_name=scenario.name,
        )
        outcome = await audit.run()
    assert outcome.facts is not None
    return outcome.facts


def view_of(facts: AuditFacts, lang: Lang = "en") -> SharedView:
    """What both see in a check together: two chats that stand out strongly were added, one with its level."""
    facts = replace(facts, computer=None)  # a check together never looks at this computer
    own = judged(facts, "private", lang)
    plain, with_level, *_ = (one.chat_id for one in own.ratings if one.level == "high")
    added = ((plain, False), (with_level, True))
    return shared_view(own, judged(facts_to_share(facts), "private", lang), added)


def marked(facts: AuditFacts) -> AuditFacts:
    """The same facts with a mark in every text of a chat, device or folder, and telling numbers."""
    value = facts.devices.value
    assert isinstance(value, DeviceList)
    devices = tuple(_marked(device, at) for at, device in enumerate(value.devices))
    chats = tuple(_marked_chat(chat, at) for at, chat in enumerate(facts.chat_list.chats))
    return replace(
        facts,
        chat_list=replace(facts.chat_list, chats=chats),
        devices=replace(facts.devices, value=replace(value, devices=devices)),
        computer=_computer(facts),
        account_id=NUMBER,
    )


def _marked(thing: Thing, at: int) -> Thing:
    """Put a mark before every text of a thing, whatever its fields are called; ids as well."""
    changed: dict[str, Any] = {}
    for name in thing.__struct_fields__:
        found = getattr(thing, name)
        if isinstance(found, UntrustedText):
            changed[name] = UntrustedText(f"{MARK}{name}{at} {found.raw}")
        elif name == "id":
            changed[name] = f"{MARK}id{at}"
    return replace(thing, **changed)


def _marked_chat(chat: Chat, at: int) -> Chat:
    many: dict[str, Any] = {name: NUMBER for name in MediaCounts.__struct_fields__ if name != "rounded"}
    return replace(
        _marked(chat, at),
        usernames=tuple(UntrustedText(f"{MARK}user{at}x{n}") for n, _ in enumerate(chat.usernames)),
        restrictions=tuple(_marked(each, at) for each in chat.restrictions),
        about=UntrustedText(f"{MARK}about{at}"),
        members=None if chat.members is None else NUMBER,
        newest_message=NUMBER,
        media=MediaCounts(**many),
        probed=True,
    )


def _computer(facts: AuditFacts) -> LocalComputer:
    when = facts.finished
    missing = Unknown("the file %(file)s is not there", {"file": f"/home/{MARK}here/x"})

    def fact(value: Any) -> Fact[Any]:
        return Fact(value, "a file", when)

    account = LocalAccount(
        number=1, auto_download=fact(missing), cache_limits=fact(missing), cache=fact(FolderSize(3, 4))
    )
    return LocalComputer(
        tuple(
            Installation(
                folder=UntrustedText(f"/home/{MARK}me{at}/tdata"),
                kind="native",
                version=6001002,
                passcode="none",
                ask_download_path=fact(missing),
                download_folder=fact(DownloadFolder("chosen", UntrustedText(f"/home/{MARK}files/x"))),
                downloads=fact(missing),
                open_to_others=fact(True),
                accounts=(account,),
            )
            for at in (1, 2)
        )
    )


def judged(facts: AuditFacts, share: Share, lang: Lang = "en", told: Sequence[Told] = ()) -> AuditResult:
    """The result for whoever may see it."""
    return evaluate(facts, told, lang, None, "NL", share=share)


def report_of(result: AuditResult) -> Report:
    """The report that HTML, Markdown and CSV are written from."""
    catalog = load(result.lang)
    help_page = help_lines(load_help("NL"), None, result.lang, result.facts.day)
    profiles = [loaded.pack for loaded in load_profiles({device.client for device in result.devices})]
    return make_report(result, catalog, help_page, profiles)


def every_form(result: AuditResult) -> dict[str, str]:
    """Each form that a result can be written in."""
    report, catalog = report_of(result), load(result.lang)
    text = render_plain(report, 100) if result.share == "stats" else render_text(result, catalog, 100)
    return {
        "text": text,
        "html": render_html(report),
        "md": render_markdown(report),
        "csv": render_csv(report, catalog),
        "json": to_json(result),
    }


def many_chats(facts: AuditFacts, count: int) -> AuditFacts:
    """The same account with `count` groups and channels: its own ones over and over."""
    own = facts.chat_list.chats
    chats = tuple(
        replace(
            own[at % len(own)], id=f"chat-{at}", title=UntrustedText(f"{own[at % len(own)].title.raw} {at}")
        )
        for at in range(count)
    )
    return replace(facts, chat_list=replace(facts.chat_list, chats=chats, listed=count, total=count))
