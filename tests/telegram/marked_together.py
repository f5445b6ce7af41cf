"""Run as a process: a check together of the marked account, to its end. Then look for the mark, and for the
names of the chats that the owner saw, in every live object. Prints what was there before the end, where
anything was found after it, and "looked at N texts"."""

import asyncio
import base64
import json
import re
import sys

from safecheck.audit.sources import AccountSource
from safecheck.audit.together import Together
from safecheck.family.ceremony import Add, Age, ChooseScope, GoOn, OwnerYes
from safecheck.family.scope import Scope
from safecheck.i18n.catalog import load
from safecheck.model.connection import Credentials, DataCentre, Endpoint
from safecheck.report.text import render_text
from safecheck.report.together import render_shared
from safecheck.telegram.client import PRACTICE_IDENTITY
from safecheck.telegram.sign_in import sign_in_with
from tests.telegram.marked import PARTS, PHONE, texts

MARKS = ["".join(PARTS), "".join(PHONE)]
NAME = re.compile(r"Chat \d\d")  # what every group and channel is called


def found(*, names: bool) -> tuple[list[str], int]:
    everything = [text if isinstance(text, str) else text.decode("latin-1") for text in texts()]
    return [
        f"live object: {text[:200]!r}"
        for text in everything
        if any(mark in text and text not in MARKS for mark in MARKS) or (names and NAME.search(text))
    ], len(everything)


async def check() -> None:
    line = json.loads(sys.stdin.readline())
    endpoint = Endpoint(
        line["first"],
        tuple(DataCentre(n, host, port, base64.b64decode(key)) for n, host, port, key in line["centres"]),
    )
    together = Together()
    for event in (GoOn(), Age("16_17"), OwnerYes(), ChooseScope(Scope())):
        together.do(event)
    visit = await together.open(AccountSource(endpoint, PRACTICE_IDENTITY))
    await sign_in_with(visit.sign_in, Credentials("9996600000", "12345", "practice"))
    await together.read("en")
    result = together.own_result("en", "NL")
    assert render_text(result, load("en"), 80)
    together.do(Add(result.ratings[0].chat_id))
    assert len(NAME.findall(render_shared(together.shared("en"), load("en"), 80, ""))) == 1
    sys.stdout.write(f"before the end: {'a mark' if found(names=False)[0] else 'no mark'}\n")
    assert len(found(names=True)[0]) >= 44
    names = sum(bool(NAME.fullmatch(rating.title.raw)) for rating in result.ratings)
    sys.stdout.write(f"names that the owner may see: {names}\n")
    for _ in range(3):
        together.do(GoOn())
    assert await together.close() is True


asyncio.run(check())
left, looked_at = found(names=True)
for place in left:
    sys.stdout.write(place + "\n")
sys.stdout.write(f"looked at {looked_at} texts\n")
