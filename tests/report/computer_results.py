"""Results of audits of this computer, alone and beside an account, judged as an audit judges them."""

from msgspec.structs import replace

from safecheck.audit.evaluate import evaluate
from safecheck.model.facts import AuditFacts, ChatList, Device, DeviceList, Fact, Unknown
from safecheck.model.local import Installation, LocalComputer
from safecheck.model.result import AuditResult
from safecheck.model.text import Lang, UntrustedText
from tests.report.results import WHEN, rating, result


def facts_of(computer: LocalComputer) -> AuditFacts:
    """What an audit of this computer alone has read."""
    nothing = ChatList(chats=(), private_chats=0, bots=0, listed=0, total=None, source="", read_at=WHEN)
    return AuditFacts(
        source="this_computer",
        source_name="",
        started=WHEN,
        finished=WHEN,
        settings=None,
        devices=Fact(Unknown("no account was asked"), "", WHEN),
        chat_list=nothing,
        requests=(),
        computer=computer,
    )


def alone(*installations: Installation, lang: Lang = "en") -> AuditResult:
    """This computer alone."""
    return evaluate(facts_of(LocalComputer(installations)), (), lang)


def beside(
    *installations: Installation,
    devices: tuple[Device, ...] | Unknown = (),
    stopped: Unknown | None = None,
    lang: Lang = "en",
) -> AuditResult:
    """This computer beside an account with one ordinary group."""
    account = result([rating(1)], source="account", source_name="", stopped=stopped).facts
    known = devices if isinstance(devices, Unknown) else DeviceList(devices)
    facts = replace(
        account,
        devices=Fact(known, "account.getAuthorizations", WHEN),
        computer=LocalComputer(installations),
    )
    return evaluate(facts, (), lang)


def phone(name: str = "Pixel") -> Device:
    """A phone with Telegram's own app for Android."""
    return Device(
        id="phone",
        client="android",
        name=UntrustedText(name),
        app=UntrustedText("Telegram Android"),
        official=True,
        last_active=WHEN,
        unconfirmed=False,
    )
