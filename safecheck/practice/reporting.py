"""Reporting a chat to Telegram: a dialogue whose questions are the server's own, and reports of spam.

As Telegram Desktop (api_report.cpp) and TDLib (ReportPeerQuery) hold it: an empty option asks the first
question; each answer's bytes are sent back as they came; which chats can be reported is can_report_dialog.
"""

from functools import cache
from importlib.resources import files
from typing import Any, Literal

import msgspec
from telethon.tl import functions, types

from safecheck.packs.yaml_file import load
from safecheck.practice.chat_answers import reachable, spam_is_offered
from safecheck.practice.faults import RpcFailure
from safecheck.practice.scenario import ReportOptionSpec, ReportSpec
from safecheck.practice.telegram import Call, Handler

_REPORTABLE = ("supergroup", "gigagroup", "channel")
_WITH_COMMENT = b"+"


class Sample(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """data/practice/report/dialogue.yaml."""

    schema: Literal[1]
    dialogue: ReportSpec


@cache
def _sample() -> ReportSpec:
    where = files("safecheck") / "data" / "practice" / "report" / "dialogue.yaml"
    return load(where, Sample, "report/dialogue.yaml").dialogue


def _choice(title: str, options: tuple[ReportOptionSpec, ...], before: bytes) -> Any:
    """Return a question. The bytes of an option are the numbers of the answers up to it."""
    return types.ReportResultChooseOption(
        title,
        [
            types.MessageReportOption(option.text, before + b"/%d" % number)
            for number, option in enumerate(options)
        ],
    )


def _chosen(dialogue: ReportSpec, path: bytes) -> ReportOptionSpec:
    options, found = dialogue.options, None
    for step in path.split(b"/")[1:]:
        if not step.isdigit() or int(step) >= len(options):
            raise RpcFailure(400, "OPTION_INVALID")
        found = options[int(step)]
        options = found.options
    if found is None:
        raise RpcFailure(400, "OPTION_INVALID")
    return found


def report(call: Call) -> Any:
    """messages.report, one step of the dialogue."""
    request = call.request
    spec = reachable(call.telegram, request.peer).spec
    if spec.kind not in _REPORTABLE or spec.owned:
        raise RpcFailure(400, "PEER_ID_INVALID")
    dialogue = call.telegram.scenario.report or _sample()
    if not request.option:
        return _choice(dialogue.title, dialogue.options, b"")
    path = request.option.removesuffix(_WITH_COMMENT)
    option = _chosen(dialogue, path)
    commented = path != request.option
    if option.options:
        return _choice(option.title or option.text, option.options, path)
    if option.needs_messages and not request.id:
        raise RpcFailure(400, "MESSAGE_ID_REQUIRED")
    if option.comment != "none" and not commented:
        return types.ReportResultAddComment(path + _WITH_COMMENT, optional=option.comment == "optional")
    if option.comment == "required" and not request.message:
        raise RpcFailure(400, "MESSAGE_REQUIRED")
    return types.ReportResultReported()


def report_spam(call: Call) -> Any:
    """messages.reportSpam: yes where Telegram offered it, which it then does no more."""
    entry = reachable(call.telegram, call.request.peer)
    offered = spam_is_offered(entry.spec)
    call.telegram.put(entry._replace(spec=msgspec.structs.replace(entry.spec, spam_bar=False)))
    return offered


CLOSED: dict[type, Handler] = {}

WRITES: dict[type, Handler] = {
    functions.messages.ReportRequest: report,
    functions.messages.ReportSpamRequest: report_spam,
}
