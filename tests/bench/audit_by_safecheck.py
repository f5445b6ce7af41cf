"""Run as a process: one quick audit, judged and written as JSON, as `safecheck audit --format json` does it,
but on a connection of its own."""

import os
import sys
from pathlib import Path

from safecheck.cli.short_lived import collect_rarely


def main(line: str) -> None:
    import msgspec

    from safecheck.audit.evaluate import evaluate
    from safecheck.audit.menu_labels import wishes_for
    from safecheck.cli.interruptible import run
    from safecheck.report.json_document import to_json
    from safecheck.telegram.audit_account import AccountAudit
    from safecheck.telegram.client import PRACTICE_IDENTITY, aes_in_use
    from tests.bench.account_to_serve import Seen, from_line

    served = from_line(line)
    audit = AccountAudit(
        served.endpoint,
        PRACTICE_IDENTITY,
        served.credentials,
        source="practice",
        source_name=served.scenario,
        wishes=wishes_for((), "en"),
    )
    outcome, _ = run(audit.run())
    if outcome is None or not (outcome.facts.complete and outcome.signed_out):
        sys.exit("the audit is not complete")
    Path(os.devnull).write_text(to_json(evaluate(outcome.facts, (), "en")), encoding="utf-8")
    chats = outcome.facts.chat_list
    print(msgspec.json.encode(Seen(chats.listed, len(chats.chats), aes_in_use())).decode())


if __name__ == "__main__":
    collect_rarely()
    main(sys.argv[1])
