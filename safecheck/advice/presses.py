"""What to press on one device to switch automatic download off, one switch after the other."""

from collections.abc import Iterator, Sequence

from safecheck.advice.menu_words import MenuWords
from safecheck.downloads.effect import install_of, removes_in_words
from safecheck.model.downloads import Switches
from safecheck.model.findings import DeviceJudgement
from safecheck.model.plan import Press
from safecheck.packs import download_profile
from safecheck.packs.download_profile import DownloadProfile
from safecheck.packs.guides import Guide


class AppOfDevice:
    """One app that may run on a device: its tables, its guide, and how its switches stand there."""

    def __init__(self, profile: DownloadProfile, guide: Guide, switches: Switches) -> None:
        self.profile, self.guide, self.switches = profile, guide, switches
        self.install = install_of(profile, switches)

    def to_press(self, *kinds: str) -> tuple[download_profile.Press, ...]:
        """Return what there is to press of these kinds."""
        return tuple(press for press in self.profile.presses if press.kind in kinds)

    def stands(self, press: download_profile.Press) -> bool | None:
        """Return whether something that a press switches off is known to be on; False if all of it is known
        to be off, None if neither is known."""
        switches = [self.switches[id] for id in self.profile.set_by(press)]
        known = [switch for switch in switches if switch.known in ("told", "read")]
        if any(not switch.is_off for switch in known):
            return True
        return False if len(known) == len(switches) else None


def apps_of(
    device: DeviceJudgement, profiles: Sequence[DownloadProfile], guides: Sequence[Guide]
) -> tuple[AppOfDevice, ...]:
    """Return the apps that may run on a device: two for a browser, none where the app is not known."""
    of_profile = {profile.id: profile for profile in profiles}
    of_guide: dict[str, Guide] = {guide.id: guide for guide in guides}
    return tuple(
        AppOfDevice(of_profile[id], of_guide[id], switches)  # type: ignore[index] # ids come from the profiles
        for id, switches in zip(device.profiles, device.switches, strict=True)
    )


def saves_to_gallery(apps: Sequence[AppOfDevice]) -> bool:
    """Return whether somebody said that received media are saved to the gallery on a device."""
    return any(app.stands(press) for app in apps for press in app.to_press("gallery"))


def presses(
    apps: Sequence[AppOfDevice], kinds: Sequence[str], words: MenuWords, app_language: str
) -> tuple[Press, ...]:
    """Return what to press of these kinds, with the whole way to each. Where it is not known which of several
    apps runs there, each says of which one it is."""
    return tuple(
        press for app in apps for press in _of_app(app, kinds, words, app_language, several=len(apps) > 1)
    )


def _of_app(
    app: AppOfDevice, kinds: Sequence[str], words: MenuWords, app_language: str, *, several: bool
) -> Iterator[Press]:
    lang = words.lang
    for press in app.to_press(*kinds):
        if press.path is None:
            continue
        path = app.guide.path(press.path)
        title = path.title.of(lang)
        stands = app.stands(press)
        yield Press(
            id=press.id,
            app=app.profile.id,
            title=f"{app.guide.app.of(lang)}: {title}" if several else title,
            path=words.crumbs(app.guide, path, app_language),
            do=words.say(app.guide, path.do, app_language),
            removes=removes_in_words(app.install.effect([press]), lang),
            done=None if stands is None else not stands,
        )
