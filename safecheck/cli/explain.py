"""`safecheck explain download`: would this land without a tap, and why. No sign-in, no network."""

from pathlib import Path

from msgspec.structs import replace

from safecheck.cli import terminal
from safecheck.cli.parser import Context
from safecheck.downloads.answers import answer, on_strongest_network
from safecheck.downloads.switches import all_off, as_told, types_off, untouched
from safecheck.model.downloads import Question, Switches
from safecheck.model.errors import ExitCode
from safecheck.model.sizes import size_as_typed
from safecheck.packs.download_profile import DownloadProfile, load_profiles
from safecheck.packs.switch_file import load_switch_file
from safecheck.report.explain import explain_document, render_explanation


def run_explain_download(context: Context) -> int:
    """Answer one question of the download model. Raises BadInputError for a size or file of no use."""
    options, catalog = context.options, context.catalog
    profile = next(each.pack for each in load_profiles() if each.pack.id == options.device)
    question = Question(
        chat_kind=options.chat_kind,
        media=options.media,
        size=size_as_typed(options.size),
        network=options.network or "wifi",
        sender=options.sender,
    )
    switches = _switches(profile, options.state)
    named = options.network is not None
    if not named:
        question = replace(question, network=on_strongest_network(profile, switches, question))
    found = answer(profile, switches, question, catalog.lang)
    if options.format == "json":
        document = explain_document(profile, question, found, network_named=named)
        terminal.json_result(document)
    else:
        width = terminal.width()
        terminal.result(render_explanation(profile, question, found, catalog, width, network_named=named))
    return ExitCode.OK


def _switches(profile: DownloadProfile, state: str) -> Switches:
    """Return the switches for `--state`: as the app comes, everything off, types unticked, or a file."""
    switches = untouched(profile)
    match state:
        case "default":
            return switches
        case "off":
            return all_off(profile, switches)
        case "types-off":
            return types_off(profile, switches)
    return as_told(profile, switches, load_switch_file(Path(state), profile))
