"""How the switches of one device stand, as questions to answer with the device in the hand.

Nothing is asked that the download model does not use, but for playing by itself, which a person finds beside
the other switches: that answer is kept beside them, and changes nothing of what lands. Its ids begin with
`autoplay.`.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

import msgspec
from msgspec.structs import replace

from safecheck.advice.menu_words import MenuWords
from safecheck.advice.telling import entry_of, is_old
from safecheck.i18n.catalog import Catalog
from safecheck.model.downloads import ProfileId
from safecheck.model.findings import DeviceJudgement, DeviceState, Lands
from safecheck.model.text import N_
from safecheck.model.told import Position, Told
from safecheck.packs.download_profile import DownloadProfile
from safecheck.packs.guides import Guide, MenuPath, PathKind
from safecheck.report.landing import changed_lines, groups_differ
from safecheck.report.landing_table import answer, name_of_device
from safecheck.report.wording import day_in_words

Value = str  # a Position, "partly", or the id of an app
Kind = Literal["private", "group", "supergroup", "channel"]

_POSITIONS: dict[Position, str] = {"on": N_("on"), "off": N_("off"), "dont_know": N_("don't know")}
_PARTLY = N_("not all alike")
_ON_IN_PART = N_("on, not for everything")

_MAIN: dict[str, str] = {
    "mobile": N_("Automatic download on mobile data"),
    "wifi": N_("Automatic download on Wi-Fi"),
    "roaming": N_("Automatic download abroad"),
    "all": N_("Automatic download"),
}
_TYPES: dict[str, str] = {
    "photo": N_("photos"),
    "video": N_("videos"),
    "file": N_("files"),
    "autoplay_video": N_("autoplay of videos"),
    "autoplay_gif": N_("autoplay of GIFs"),
    "autoplay_round": N_("autoplay of round videos"),
}
_ROWS: dict[str, str] = {
    "contacts": N_("contacts"),
    "private": N_("private chats"),
    "groups": N_("groups"),
    "channels": N_("channels"),
}
_KINDS: dict[Kind, str] = {
    "private": N_("private"),
    "group": N_("small group"),
    "supergroup": N_("large group"),
    "channel": N_("channel"),
}
_PLAYS: dict[str, str] = {"autoplay.video": N_("videos"), "autoplay.gif": N_("GIFs")}
_HOW: dict[DeviceState, str] = {
    "default_assumed": N_("Lands here without a tap, if nothing else was changed:"),
    "told": N_("Lands here without a tap, as you told us:"),
    "unknown": N_("Lands here without a tap:"),
}
_HAS_AUTOPLAY: tuple[ProfileId, ...] = ("android", "ios", "macos")
_SAVES_WITHOUT_ASKING = "save_without_asking"


class Option(msgspec.Struct, frozen=True):
    """One possible answer."""

    value: Value
    words: str


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """One question: which `switches` it sets together, the present answer as `value` and in words, the way to
    them in the app's menus, and a sentence to help. `grid` is the id of the grid that asks the same, or what
    stands behind it, one by one. `inverted`: the app's own switch says the opposite of ours."""

    id: str
    words: str
    switches: tuple[str, ...]
    value: Value
    shown: str
    options: tuple[Option, ...]
    path: tuple[str, ...] = ()
    help: str = ""
    grid: str = ""
    inverted: bool = False

    def after(self, by: int = 1) -> Value:
        """Return the answer that follows the present one; the first follows what is none of them."""
        values = [option.value for option in self.options]
        return values[(values.index(self.value) + by) % len(values)] if self.value in values else values[0]


class GridRow(msgspec.Struct, frozen=True):
    """One row of a grid; its cells are questions about one switch each."""

    words: str
    cells: tuple[Question, ...]


class Grid(msgspec.Struct, frozen=True):
    """Questions one by one: kinds of chat by kinds of media. Without words a column needs none."""

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """The questions about one device. `now` is what the download model answers for each kind of chat, `how`
    says what that rests on (G8), `dated` when this was told, `instead` what to say where nothing can be
    asked."""

    device_id: str
    name: str
    how: str
    now: tuple[tuple[str, Lands], ...]
    ask: str
    dated: str
    questions: tuple[Question, ...]
    grids: tuple[Grid, ...]
    instead: str = ""

    def question(self, id: str) -> Question:
        """Return a question of the form or of one of its grids; KeyError if there is none."""
        cells = (cell for grid in self.grids for row in grid.rows for cell in row.cells)
        for question in (*self.questions, *cells):
            if question.id == id:
                return question
        raise KeyError(id)

    def grid(self, id: str) -> Grid:
        """Return a grid; KeyError if there is none."""
        for grid in self.grids:
            if grid.id == id:
                return grid
        raise KeyError(id)


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
    maker = _Maker(device, told, profiles, guides, menus, today, catalog)
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


def can_be_asked(device: DeviceJudgement) -> bool:
    """Return whether safecheck knows the switches of this device's app, and has not read them itself."""
    return bool(device.profiles) and device.last_active is not None


def switch_in_words(id: str, catalog: Catalog) -> str:
    """Return the name of one switch by itself, whatever app it belongs to; of one that no app has, its id."""
    say = catalog.gettext
    *front, last = id.split(".")
    if id in _MAIN:
        return say(_MAIN[id])
    if id in _PLAYS:
        return say("Playing by itself, %(media)s") % {"media": say(_PLAYS[id])}
    if id == _SAVES_WITHOUT_ASKING:
        return say("Saving files without asking")
    if front == ["gallery"] and last in _ROWS:
        return say("Saving to the gallery, %(chats)s") % {"chats": say(_ROWS[last])}
    if not front or last not in _ROWS or front[-1] not in _TYPES or (front[1:] and front[0] not in _MAIN):
        return id
    return say("%(switch)s, %(media)s, %(chats)s") % {
        "switch": say(_MAIN[front[0] if front[1:] else "all"]),
        "media": say(_TYPES[front[-1]]),
        "chats": say(_ROWS[last]),
    }


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


class _Maker:
    """Makes the questions of one device from the profile of its app and the guide to it."""

    def __init__(
        self,
        device: DeviceJudgement,
        told: Sequence[Told],
        profiles: Sequence[DownloadProfile],
        guides: Sequence[Guide],
        menus: MenuWords,
        today: date,
        catalog: Catalog,
    ) -> None:
        self._device, self._menus, self._catalog = device, menus, catalog
        self._entry = entry_of(device, told, today)
        self._at: Mapping[str, Position] = self._entry.switches
        asked = device.profiles if can_be_asked(device) else ()
        self._apps = [profile for profile in profiles if profile.id in asked]
        self._of_client = [profile for profile in profiles if profile.client == device.client]
        self._guides = {guide.id: guide for guide in guides}
        self._guide = self._guides.get(self._apps[0].id) if len(self._apps) == 1 else None

    def questions(self) -> tuple[Question, ...]:
        questions = [self._app()] if self._apps and len(self._of_client) > 1 else []
        if len(self._apps) != 1:
            return tuple(questions)
        profile = self._apps[0]
        if profile.main:
            questions += [self._main(profile, id) for id in profile.main_switches]
        else:
            questions += self._presses(profile)
        questions += [self._ask_path(profile)] if _SAVES_WITHOUT_ASKING in profile.extra else []
        questions += [self._gallery(profile)] if profile.gallery else []
        questions += [self._autoplay()] if profile.id in _HAS_AUTOPLAY else []
        return tuple(questions)

    def grids(self) -> tuple[Grid, ...]:
        if len(self._apps) != 1:
            return ()
        profile = self._apps[0]
        say = self._catalog.gettext
        first: dict[str, Question] = {}
        for question in self.questions():
            if question.grid:
                first.setdefault(question.grid, question)
        grids = []
        for id, question in first.items():
            if id == "gallery":
                kinds = profile.gallery.rows if profile.gallery else ()
                rows = {say(_ROWS[kind]): [f"gallery.{kind}"] for kind in kinds}
                grids.append(self._grid(id, question, ("",), rows, question.help))
            elif id == "autoplay":
                rows = {say(word): [switch] for switch, word in _PLAYS.items()}
                grids.append(self._grid(id, question, ("",), rows, question.help))
            else:
                grids.append(self._types(profile, id, question))
        return tuple(grids)

    # --- one question each --------------------------------------------------------------------------------

    def _app(self) -> Question:
        say = self._catalog.gettext
        options = [
            Option(profile.id, self._guides[profile.id].app.of(self._catalog.lang))
            for profile in self._of_client
            if profile.id in self._guides
        ]
        seen = [
            say("In %(app)s you see there: %(label)s.") % {"app": option.words, "label": label}
            for option in options
            if (label := self._first_label(option.value))
        ]
        options.append(Option("", say(_POSITIONS["dont_know"])))
        return Question(
            id="app",
            words=say("Which app is it?"),
            switches=(),
            value=self._entry.app,
            shown=next(option.words for option in options if option.value == self._entry.app),
            options=tuple(options),
            help=" ".join([say("Look in its settings, at data and storage."), *seen]),
        )

    def _first_label(self, app: str) -> str:
        for guide in self._guides.values():
            if guide.id == app:
                for path in guide.paths_of("auto_download"):
                    return self._menus.label(guide, path.crumbs[-1], self._device.app_language)
        return ""

    def _main(self, profile: DownloadProfile, id: str) -> Question:
        question = self._question(
            id,
            self._catalog.gettext(_MAIN[id]),
            (id,),
            path=self._path_of(profile, id),
            help=self._catalog.gettext("Is it on, but not for everything? Then answer one by one."),
            grid=id,
        )
        behind = [self._at.get(switch) for switch in _behind(profile, id)]
        if question.value == "on" and "off" in behind:
            return replace(question, shown=self._catalog.gettext(_ON_IN_PART))
        return question

    def _presses(self, profile: DownloadProfile) -> list[Question]:
        """Return one question for each part of the menus, where there is no main switch."""
        questions = []
        for press in profile.presses:
            if press.kind == "advised":
                path = self._path_of(profile, profile.set_by(press)[0])
                questions.append(
                    self._question(
                        press.id,
                        path.title.of(self._catalog.lang) if path else press.id,
                        profile.set_by(press),
                        path=path,
                        help=self._catalog.gettext("Not all alike? Then answer one by one."),
                        grid="types",
                    )
                )
        return questions

    def _ask_path(self, profile: DownloadProfile) -> Question:
        return self._question(
            _SAVES_WITHOUT_ASKING,
            self._catalog.gettext("Asking where to save each file"),
            (_SAVES_WITHOUT_ASKING,),
            path=self._path_of(profile, _SAVES_WITHOUT_ASKING),
            help=self._catalog.gettext("If this is on, no file lands by itself."),
            inverted=True,
        )

    def _gallery(self, profile: DownloadProfile) -> Question:
        assert profile.gallery is not None  # noqa: S101 - asked before
        switches = tuple(f"gallery.{row}" for row in profile.gallery.rows)
        return self._question(
            "gallery",
            self._catalog.gettext("Saving to the gallery"),
            switches,
            path=self._path_of(profile, switches[0]) or self._path_to("save_to_gallery"),
            help=profile.gallery.why.of(self._catalog.lang),
            grid="gallery",
        )

    def _autoplay(self) -> Question:
        return self._question(
            "autoplay",
            self._catalog.gettext("Playing by itself"),
            tuple(_PLAYS),
            path=self._path_to("autoplay"),
            help=self._catalog.gettext(
                "This starts what is on the screen. What is downloaded has the other switches."
            ),
            grid="autoplay",
        )

    def _question(
        self,
        id: str,
        words: str,
        switches: tuple[str, ...],
        *,
        path: MenuPath | None = None,
        help: str = "",
        grid: str = "",
        inverted: bool = False,
    ) -> Question:
        say = self._catalog.gettext
        positions = {self._at.get(switch, "dont_know") for switch in switches}
        value: Value = positions.pop() if len(positions) == 1 else "partly"
        if inverted and value in ("on", "off"):
            value = "off" if value == "on" else "on"
        options = tuple(Option(position, say(word)) for position, word in _POSITIONS.items())
        crumbs: tuple[str, ...] = ()
        if path is not None and self._guide is not None:
            crumbs = self._menus.crumbs(self._guide, path, self._device.app_language)
        return Question(
            id=id,
            words=words,
            switches=switches,
            value=value,
            shown=next((option.words for option in options if option.value == value), say(_PARTLY)),
            options=options,
            path=crumbs,
            help=help,
            grid=grid,
            inverted=inverted,
        )

    # --- grids ---------------------------------------------------------------------------------------------

    def _types(self, profile: DownloadProfile, id: str, question: Question) -> Grid:
        """Kinds of chat by kinds of media; the other way round where there are more kinds of media."""
        say = self._catalog.gettext
        prefix = f"{id}." if id in profile.networks else ""
        types = {say(_TYPES[type]): type for type in profile.types}
        chats = {say(_ROWS[row]): row for row in profile.rows}
        if len(types) <= len(chats):
            columns = tuple(types)
            rows = {word: [f"{prefix}{type}.{row}" for type in types.values()] for word, row in chats.items()}
        else:
            columns = tuple(chats)
            rows = {word: [f"{prefix}{type}.{row}" for row in chats.values()] for word, type in types.items()}
        help = (
            say("What one of your contacts posts in a group goes by the switch for contacts.")
            if "group" in profile.contacts_in
            else ""
        )
        if id == "types":
            question = replace(question, words=say("Automatic download"), path=())
        return self._grid(id, question, columns, rows, help)

    def _grid(
        self,
        id: str,
        question: Question,
        columns: tuple[str, ...],
        rows: Mapping[str, Sequence[str]],
        help: str,
    ) -> Grid:
        drawn = tuple(
            GridRow(word, tuple(self._cell(switch, question, help) for switch in switches))
            for word, switches in rows.items()
        )
        return Grid(id, question.words, columns, drawn)

    def _cell(self, switch: str, question: Question, help: str) -> Question:
        path = self._path_of(self._apps[0], switch)
        words = switch_in_words(switch, self._catalog)
        cell = self._question(switch, words, (switch,), path=path, help=help)
        return cell if cell.path else replace(cell, path=question.path)

    # --- the way there -------------------------------------------------------------------------------------

    def _path_of(self, profile: DownloadProfile, switch: str) -> MenuPath | None:
        """Return the guide's path to a switch, by what there is to press for it."""
        wanted = [press.path for press in profile.presses if press.path and switch in profile.set_by(press)]
        paths = self._guide.paths if self._guide else ()
        return next((path for path in paths if path.id in wanted), None)

    def _path_to(self, kind: PathKind) -> MenuPath | None:
        paths = self._guide.paths_of(kind) if self._guide else ()
        return paths[0] if paths else None


def _behind(profile: DownloadProfile, main: str) -> list[str]:
    """Return the switches of the types that a main switch stands before."""
    prefix = f"{main}." if main in profile.networks else ""
    return [f"{prefix}{type}.{row}" for type in profile.types for row in profile.rows]
