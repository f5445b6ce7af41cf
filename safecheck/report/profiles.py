"""For whom settings of the account are recommended: the profiles, and what each recommends."""

from safecheck.i18n.catalog import Catalog
from safecheck.model.plan import ProfileName
from safecheck.packs.profiles_pack import AdviceProfile, Recommended, load_advice_profiles
from safecheck.report.choices import Choice
from safecheck.report.sections import Section, section


def profile_named(name: ProfileName) -> AdviceProfile:
    """Return a profile that comes with the program."""
    return load_advice_profiles().pack.profile(name)


def profile_choices(chosen: ProfileName, catalog: Catalog) -> tuple[Choice, ...]:
    """Return the profiles to choose from; the one in force says so."""
    say, lang = catalog.gettext, catalog.lang
    return tuple(
        Choice(each.id, each.name.of(lang), say("chosen now") if each.id == chosen else "")
        for each in load_advice_profiles().pack.profiles
    )


def wish_of(recommended: Recommended, catalog: Catalog) -> str:
    """Return what to have a setting at, and whether that may be skipped."""
    wish = recommended.wish.of(catalog.lang)
    return catalog.gettext("%(wish)s (you may skip this)") % {"wish": wish} if recommended.optional else wish


def profile_sections(profile: AdviceProfile, catalog: Catalog) -> tuple[Section, ...]:
    """Return for whom a profile is, and each setting that it recommends."""
    wishes = (wish_of(each, catalog) for each in profile.settings)
    return (
        section("", profile.about.of(catalog.lang)),
        section(catalog.gettext("What it recommends"), *wishes, style="list"),
    )


def recommended_for(name: ProfileName, catalog: Catalog) -> str:
    """Return for whom settings are recommended now."""
    profile = profile_named(name).name.of(catalog.lang)
    return catalog.gettext("Recommended for: %(profile)s (p).") % {"profile": profile}
