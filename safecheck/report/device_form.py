"""How the switches of one device stand, as questions to answer with the device in the hand.

Nothing is asked that the download model does not use, but for playing by itself, which a person finds beside
the other switches: that answer is kept beside them, and changes nothing of what lands. Its ids begin with
`autoplay.`.
"""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from msgspec.structs import replace

from safecheck.advice.menu_words import MenuWords
from safecheck.advice.telling import is_old
from safecheck.i18n.catalog import Catalog
from safecheck.model.findings import DeviceJudgement, DeviceState, Lands
from safecheck.model.text import N_
from safecheck.model.told import Told
from safecheck.packs.download_profile import DownloadProfile
from safecheck.packs.guides import Guide
from safecheck.report.device_form_maker import Questions
from safecheck.report.device_questions import Form, Question, Value
from safecheck.report.landing import changed_lines, groups_differ
from safecheck.report.landing_table import answer, name_of_device
from safecheck.report.wording import day_in_words

Kind = Literal["private", "group", "supergroup", "channel"]

_KINDS: dict[Kind, str] = {
    "private": N_("private"),
    "group": N_("small group"),
    "supergroup": N_("large group"),
    "channel": N_("channel"),
}
_HOW: dict[DeviceState, str] = {
    "default_assumed": N_("Lands here without a tap, if nothing else was changed:"),
    "told": N_("Lands here without a tap, as you told us:"),
    "unknown": N_("Lands here without a tap:"),
}


def device_form(
    device: DeviceJudgement,
    told: Sequence[Told],
    profiles: Sequence[DownloadProfile],
    guides: Sequence[Guide],
    menus: MenuWords,
    today: date,
    catalog: Catalog,
) -> Form:
    """Return the questions about one device, judged by `told`, with the answers that count today."""
    maker = Questions(device, told, profiles, guides, menus, today, catalog)
    return Form(
        device_id=device.id,
        name=name_of_device(device, catalog),
        how=catalog.gettext(_HOW.get(device.state, _HOW["unknown"])),
        now=_now(device, catalog),
        ask=catalog.gettext(
            "We cannot look into your device. Take it in your hand: is this on or off? “Don't know” is a good"
            " answer too."
        ),
        dated=_dated(device, told, today, catalog),
        questions=maker.questions(),
        grids=maker.grids(),
        instead=_instead(device, catalog),
    )


def answered(entry: Told, question: Question, value: Value) -> Told:
    """Return what was told about a device with this answer in it; “don't know” takes the answer back."""
    if question.id == "app":
        # What was said of the switches of another app is not about those of this one.
        return replace(entry, app=value, switches=entry.switches if value == entry.app else {})
    switches = {id: at for id, at in entry.switches.items() if id not in question.switches}
    if value in ("on", "off"):
        on = (value == "on") != question.inverted
        switches.update(dict.fromkeys(question.switches, "on" if on else "off"))
    return replace(entry, switches=switches)


def said_back(before: DeviceJudgement, after: DeviceJudgement, catalog: Catalog) -> str:
    """Return what an answer changed in what lands on a device."""
    if lines := changed_lines(before.lands, after.lands, catalog):
        return catalog.gettext("Now: %(what)s") % {"what": " ".join(lines)}
    if before.switches != after.switches and any(each.lands in ("yes", "on_view") for each in after.lands):
        return catalog.gettext("Noted. What another switch still lets through goes on landing.")
    return catalog.gettext("Noted.")


def _now(device: DeviceJudgement, catalog: Catalog) -> tuple[tuple[str, Lands], ...]:
    apart = groups_differ(device.lands)
    kinds: dict[Kind, str] = {kind: catalog.gettext(word) for kind, word in _KINDS.items()}
    if not apart:
        kinds["group"] = catalog.gettext("group")
        del kinds["supergroup"]
    return tuple((word, answer(device, kind)) for kind, word in kinds.items())


def _dated(device: DeviceJudgement, told: Sequence[Told], today: date, catalog: Catalog) -> str:
    entry = next((each for each in told if each.device_id == device.id and each.told_on), None)
    if entry is None or entry.told_on == today.isoformat():
        return ""
    sentence = (
        catalog.gettext("You told us this on %(day)s; how does it stand now?")
        if is_old(entry, today)
        else catalog.gettext("You told us this on %(day)s.")
    )
    return sentence % {"day": day_in_words(date.fromisoformat(entry.told_on), catalog)}


def _instead(device: DeviceJudgement, catalog: Catalog) -> str:
    if device.last_active is None:
        return catalog.gettext(
            "The switches of this computer were read from its files; there is nothing to tell."
        )
    if not device.profiles:
        return catalog.gettext(
            "safecheck does not know the switches of this app, so it cannot ask about them."
        )
    return ""
