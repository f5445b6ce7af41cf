"""Run as a process: audit the marked account (with the argument "qr": signed in by QR code), write every
form of output, then look for the mark in every live object. Prints where it was found, one place a line, and
"looked at N texts" at the end."""

import asyncio
import base64
import json
import logging
import sys
from pathlib import Path
from typing import Any

import msgspec

from safecheck.audit.evaluate import evaluate
from safecheck.audit.menu_labels import wishes_for
from safecheck.i18n.catalog import load
from safecheck.model.connection import Credentials, DataCentre, Endpoint
from safecheck.model.facts import AuditFacts
from safecheck.model.probing import ProbePlan
from safecheck.model.sign_in import QrShown, SignedIn
from safecheck.report.json_document import to_json
from safecheck.report.text import render_text
from safecheck.telegram.account import Account
from safecheck.telegram.audit_account import AccountAudit
from safecheck.telegram.client import PRACTICE_IDENTITY
from tests.telegram.marked import ABOUT, PARTS, PHONE, texts

logging.basicConfig(filename="everything.log", level=logging.DEBUG)


def all_of_them(facts: AuditFacts) -> ProbePlan:
    chats = tuple(chat.id for chat in facts.chat_list.chats)
    return ProbePlan(depth="deep", worth=len(chats), chats=chats, requests=99, seconds=1)


async def audit() -> Any:
    line = json.loads(sys.stdin.readline())
    endpoint = Endpoint(
        line["first"],
        tuple(DataCentre(n, host, port, base64.b64decode(key)) for n, host, port, key in line["centres"]),
    )
    if sys.argv[1:] == ["qr"]:
        return await audit_by_qr(endpoint)
    run = AccountAudit(
        endpoint,
        PRACTICE_IDENTITY,
        Credentials("9996600000", "12345", "practice"),
        source="practice",
        source_name="marked",
        wishes=wishes_for((), "en"),
        closer_look=lambda facts, _pace: all_of_them(facts),
    )
    outcome = await run.run()
    return run, outcome


async def audit_by_qr(endpoint: Endpoint) -> Any:
    account = Account(endpoint, PRACTICE_IDENTITY, source="practice", source_name="marked")
    await account.connect()
    state = await account.sign_in.by_qr()
    while isinstance(state, QrShown):
        await asyncio.sleep(0.2)  # for strangers to write
        state = await account.sign_in.scanned()
    assert isinstance(await account.sign_in.give_password("practice"), SignedIn)
    quick = await account.read(wishes_for((), "en"))
    reading = await account.probe(all_of_them(quick.facts))
    assert await account.languages("android")
    assert await account.leave() == (True, 0)
    return account, reading


run, outcome = asyncio.run(audit())
assert outcome.facts.complete, outcome.problem
assert len(outcome.facts.chat_list.chats) == 44
for chat in outcome.facts.chat_list.chats:
    # The description and the numbers came through, so what lay beside them on the wire was met too.
    assert chat.about is not None
    number = chat.media.photo if chat.media is not None else None
    assert chat.about.raw == ABOUT % number
    assert chat.bots == 2
assert {chat.added_by for chat in outcome.facts.chat_list.chats} == {"self", "contact", "stranger"}
[menus] = outcome.facts.labels
assert "Settings" not in menus.values
results = [evaluate(outcome.facts, (), lang) for lang in ("en", "nl")]
Path("facts.json").write_bytes(msgspec.json.encode(outcome.facts))
for result in results:
    Path(f"audit.{result.lang}.json").write_text(to_json(result), encoding="utf-8")
    Path(f"audit.{result.lang}.txt").write_text(render_text(result, load(result.lang), 80), encoding="utf-8")
logging.shutdown()
everything = texts()
needles = ["".join(PARTS), "".join(PHONE)]
for text in everything:
    shown = text if isinstance(text, str) else text.decode("latin-1")
    for needle in needles:
        if needle in shown and len(shown) > 0 and shown not in needles:
            sys.stdout.write(f"live object: {shown[:200]!r}\n")
for path in Path().rglob("*"):
    if path.is_file():
        content = path.read_bytes().decode("latin-1")
        for needle in needles:
            if needle in content:
                sys.stdout.write(f"file: {path}\n")
sys.stdout.write(f"looked at {len(everything)} texts\n")
