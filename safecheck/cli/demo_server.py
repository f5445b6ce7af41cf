"""`safecheck demo-server`: the practice server on its own, for any MTProto client on this computer."""

import asyncio

from safecheck.cli import terminal
from safecheck.cli.interruptible import run
from safecheck.cli.parser import Context
from safecheck.model.errors import BadInputError, ExitCode
from safecheck.model.text import N_
from safecheck.practice.demo import DemoServerInfo, serve
from safecheck.practice.library import load_scenario


def run_demo_server(context: Context) -> int:
    """Serve until Ctrl+C or SIGTERM; both are the ordinary end, each with its own exit code."""
    port = context.options.port
    if not 0 <= port <= 65535:
        raise BadInputError(N_("The port %(port)d does not exist. Choose one from 0 to 65535."), port=port)
    scenario = load_scenario(context.options.scenario)
    say = context.catalog.gettext

    def announce(info: DemoServerInfo) -> None:
        terminal.result(
            "\n".join(
                (
                    say("The practice server is listening; nothing in it is real. Ctrl+C ends it."),
                    f"address: {info.host}:{info.port}",
                    f"dc: {info.dc}",
                    f"phone: {info.phone}",
                    f"code: {info.code}",
                    f"password: {info.password or '-'}",
                    info.public_key_pem.strip(),
                )
            )
        )

    try:
        _, stopped = run(serve(scenario, port, announce, asyncio.Event()))
    except OSError as error:
        raise BadInputError(
            N_("The practice server cannot listen on port %(port)d (%(problem)s). Choose another port."),
            port=port,
            problem=error.strerror or "?",
        ) from None
    return int(stopped.exit_code or ExitCode.OK)
