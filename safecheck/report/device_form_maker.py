"""The questions of one device, made from the profile of its app and the guide to it."""

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from safecheck.advice.menu_words import MenuWords
from safecheck.advice.telling import entry_of
from safecheck.i18n.catalog import Catalog
from safecheck.model.downloads import ProfileId
from safecheck.model.findings import DeviceJudgement
from safecheck.model.text import N_
from safecheck.model.told import Position, Told
from safecheck.packs.download_profile import DownloadProfile
from safecheck.packs.guides import Guide, MenuPath, PathKind
from safecheck.report.device_questions import Grid, GridRow, Option, Question, Value
from safecheck.report.switch_words import MAIN, PLAYS, ROWS, SAVES_WITHOUT_ASKING, TYPES, switch_in_words

_POSITIONS: dict[Position, str] = {"on": N_("on"), "off": N_("off"), "dont_know": N_("don't know")}
_PARTLY = N_("not all alike")
_ON_IN_PART = N_("on, not for everything")
_HAS_AUTOPLAY: tuple[ProfileId, ...] = ("android", "ios", "macos")


def can_be_asked(device: DeviceJudgement) -> bool:
    """Return whether safecheck knows the switches of this device's app, and has not read them itself."""
    return bool(device.profiles) and device.last_active is not None


class Questions:
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
        """Return what is asked first, each about a part of the menus; nothing where the app is not known."""
        questions = [self._app()] if self._apps and len(self._of_client) > 1 else []
        if len(self._apps) != 1:
            return tuple(questions)
        profile = self._apps[0]
        if profile.main:
            questions += [self._main(profile, id) for id in profile.main_switches]
        else:
            questions += self._presses(profile)
        questions += [self._ask_path(profile)] if SAVES_WITHOUT_ASKING in profile.extra else []
        questions += [self._gallery(profile)] if profile.gallery else []
        questions += [self._autoplay()] if profile.id in _HAS_AUTOPLAY else []
        return tuple(questions)

    def grids(self) -> tuple[Grid, ...]:
        """Return what stands behind those questions, to be answered one by one."""
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
                rows = {say(ROWS[kind]): [f"gallery.{kind}"] for kind in kinds}
                grids.append(self._grid(id, question, ("",), rows, question.help))
            elif id == "autoplay":
                rows = {say(word): [switch] for switch, word in PLAYS.items()}
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
            self._catalog.gettext(MAIN[id]),
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
            SAVES_WITHOUT_ASKING,
            self._catalog.gettext("Asking where to save each file"),
            (SAVES_WITHOUT_ASKING,),
            path=self._path_of(profile, SAVES_WITHOUT_ASKING),
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
            tuple(PLAYS),
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
        types = {say(TYPES[type]): type for type in profile.types}
        chats = {say(ROWS[row]): row for row in profile.rows}
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
