import itertools
import re
from datetime import date
from pathlib import Path

import msgspec
import pytest
from babel import Locale

from safecheck.i18n import catalog
from safecheck.model.errors import BadInputError
from safecheck.model.spoken import day_in_words
from safecheck.model.text import LANGUAGES, Lang
from safecheck.packs import yaml_file
from safecheck.packs.help_desks import desks_of
from safecheck.packs.help_names import countries, country_code, country_name, language_name
from safecheck.packs.help_pack import CountryFile, HelpPack, load_help
from safecheck.packs.help_page import Reach, help_lines
from safecheck.packs.yaml_file import DataFileError
from safecheck.report.help import contact, render_help_text

# Every address that may be printed; a new one is added here by a person who looked at it.
KNOWN_ADDRESSES = {
    "www.113.nl",
    "www.kindertelefoon.nl",
    "www.helpwanted.nl",
    "www.politie.nl",
    "www.meldpunt-kinderporno.nl",
    "www.meldmisdaadanoniem.nl",
    "www.centrumseksueelgeweld.nl",
    "www.slachtofferhulp.nl",
    "veiligthuis.nl",
    "stopitnow.nl",
    "www.juridischloket.nl",
    "www.fraudehelpdesk.nl",
    "autoriteitpersoonsgegevens.nl",
    "www.inhope.org",
    "beschwerdestelle.eco.de",
    "childfocus.be",
    "cybersafety.cy",
    "ceop.police.uk",
    "childline.org.uk",
    "clickandstop.ch",
    "cybertip.ca",
    "cybertipline.org",
    "dyzurnet.pl",
    "ecpat.se/hotline",
    "barnaheill.is",
    "fsm.de/beschwerdestelle",
    "hotline.ie/report",
    "internet-beschwerdestelle.de",
    "internethotlinecambodia.org",
    "iwf.org.uk",
    "jugendschutz.net/verstoss-melden",
    "needhelpnow.ca",
    "pelastakaalapset.fi",
    "politi.dk",
    "politiet.no",
    "redbarnet.dk/anmelddet",
    "revengepornhelpline.org.uk",
    "safeline.gr",
    "soundswrong.de",
    "spletno-oko.si",
    "stop-it.it",
    "stopline.at",
    "telegram.org/dsa-report",
    "www.azzurro.it/clicca-e-segnala",
    "www.esafety.gov.au/report",
    "www.incibe.es/menores",
    "www.internet-signalement.gouv.fr",
    "better-internet-for-kids.europa.eu",
    "takeitdown.ncmec.org",
    "stopncii.org",
}
TODAY = date(2026, 11, 26)
EVERYWHERE = (*countries(), "LV", "BR", "")
# Every number that may be printed, with how sure it is: compared by a person with help-resources.md.
NUMBERS = {
    "nl_112": ("112", "verified"),
    "nl_113": ("113, 0800-0113", "verified"),
    "nl_kindertelefoon": ("0800-0432", "secondary"),
    "nl_helpwanted": ("020-261 52 75", "verified"),
    "nl_politie": ("0900-8844", "verified"),
    "nl_mma": ("0800-7000", "verified"),
    "nl_csg": ("0800-0188", "verified"),
    "nl_slachtofferhulp": ("0900-0101", "verified"),
    "nl_veiligthuis": ("0800-2000", "verified"),
    "eu_emergency": ("112", "secondary"),
    "no_112": ("112", "verified"),
    "fr_17": ("17", "verified"),
    "fr_3018": ("3018", "secondary"),
    "es_017": ("017", "verified"),
    "it_114": ("114", "secondary"),
    "at_147": ("147", "verified"),
    "cy_cybersafety": ("1480", "verified"),
    "dk_police": ("114", "verified"),
    "gb_999": ("999", "verified"),
    "gb_police": ("101", "verified"),
    "gb_childline": ("0800 1111", "secondary"),
    "us_ncmec": ("1-800-843-5678", "verified"),
    "ca_cybertip": ("1-866-658-9022", "verified"),
    "kh_aple": ("092 311 511", "verified"),
}
TOPICS = [topic.id for topic in load_help("NL").topics]


def _shown(country: str, topic: str | None, lang: Lang) -> str:
    return render_help_text(help_lines(load_help(country), topic, lang, TODAY), catalog.load(lang), 80)


def _ids(pack: HelpPack, topic: str | None, chat: Reach | None = None) -> list[str]:
    return [line.id for line in help_lines(pack, topic, "en", TODAY, chat).entries]


def test_the_netherlands_has_entries_of_its_own() -> None:
    assert "NL" in countries()
    assert load_help("nl").country == "NL"


def test_ids_are_unique_and_every_entry_is_reached_by_a_topic() -> None:
    pack = load_help("NL")
    ids = [entry.id for entry in pack.entries]
    assert len(ids) == len(set(ids))
    for entry in pack.entries:
        assert set(entry.topics) <= set(TOPICS), entry.id


def test_g4_every_topic_in_the_netherlands_names_people_of_the_country() -> None:
    for topic in TOPICS:
        assert any(one.startswith("nl_") for one in _ids(load_help("NL"), topic)), topic


@pytest.mark.parametrize(
    ("topic", "entry", "phone"),
    [
        ("emergency", "nl_112", "112"),
        ("suicidal_thoughts", "nl_113", "0800-0113"),
        ("child", "nl_kindertelefoon", "0800-0432"),
        ("police", "nl_politie", "0900-8844"),
        ("own_viewing", "nl_stopitnow", None),
        ("legal_advice", "nl_juridisch_loket", None),
        ("fraud", "nl_fraudehelpdesk", None),
    ],
)
def test_g4_the_people_that_were_promised_are_there(topic: str, entry: str, phone: str | None) -> None:
    lines = {line.id: line for line in help_lines(load_help("NL"), topic, "nl", TODAY).entries}
    if phone is None:
        assert lines[entry].phone is None
        assert lines[entry].url
    else:
        assert phone in str(lines[entry].phone)


def test_the_page_without_a_topic_starts_with_the_emergency_number_and_lists_all_topics() -> None:
    page = help_lines(load_help("NL"), None, "en", TODAY)
    assert page.entries[0].kind == "emergency"
    assert [topic.id for topic in page.topics] == TOPICS


@pytest.mark.parametrize("country", EVERYWHERE)
@pytest.mark.parametrize("topic", ["illegal_seen", "received"])
def test_what_was_seen_in_a_private_group_goes_to_nobody_who_takes_public_addresses_only(
    topic: str, country: str
) -> None:
    lines = help_lines(load_help(country), topic, "en", TODAY, "private").entries
    assert {line.accepts for line in lines} <= {"both", "private_chat", "none", "unknown"}
    reports = [line for line in lines if line.kind in ("hotline", "police")]
    assert reports[0].accepts in ("both", "private_chat")
    assert any(line.kind == "police" for line in reports) or country in ("AU", "CA", "US")


@pytest.mark.parametrize("country", EVERYWHERE)
def test_what_was_seen_in_a_public_group_has_a_hotline_in_every_country(country: str) -> None:
    """INHOPE's map stands in exactly where a country has no hotline of its own."""
    lines = help_lines(load_help(country), "illegal_seen", "en", TODAY, "public").entries
    hotlines = [line for line in lines if line.kind == "hotline"]
    assert hotlines
    assert (hotlines[0].id == "inhope") == (country in ("NO", "LV", "BR", ""))
    assert any(line.kind == "police" for line in lines)


def test_what_was_seen_in_a_public_group_goes_to_the_hotline_first() -> None:
    lines = help_lines(load_help("NL"), "illegal_seen", "en", TODAY, "public").entries
    assert [line.id for line in lines][:2] == ["nl_112", "nl_meldpunt"]


def test_a_country_without_a_file_falls_back_to_the_map_of_hotlines() -> None:
    for country in ("LV", "XX", "", "nl_NL"):
        pack = load_help(country)
        assert pack.country == ""
        assert "inhope" in _ids(pack, "illegal_seen")
        assert "world_police" in _ids(pack, "illegal_seen")


def test_fallbacks_stay_away_where_the_country_has_its_own() -> None:
    for topic in TOPICS:
        assert not {"inhope", "world_emergency", "world_police", "bik"} & set(_ids(load_help("NL"), topic))


def test_a_topic_may_be_written_with_a_hyphen_or_capitals() -> None:
    assert _ids(load_help("NL"), "Illegal-Seen") == _ids(load_help("NL"), "illegal_seen")


def test_an_unknown_topic_is_an_error_that_names_the_known_ones() -> None:
    with pytest.raises(BadInputError, match=r"nonsense.*emergency, illegal_seen"):
        help_lines(load_help("NL"), "nonsense", "en", TODAY)


def test_every_address_is_a_known_one_and_nothing_can_be_clicked() -> None:
    for country in (*countries(), ""):
        for entry in load_help(country).entries:
            for shown in (entry.name, entry.what, entry.not_for, entry.note):
                assert shown is None or "://" not in shown.en + shown.nl, entry.id
            if entry.url:
                assert entry.url.startswith("https://")
                assert entry.url.removeprefix("https://") in KNOWN_ADDRESSES, entry.id
            assert entry.url or entry.phone or entry.email or entry.fallback, entry.id


def test_every_entry_was_checked_on_a_day_and_names_its_source() -> None:
    for entry in load_help("NL").entries:
        assert re.fullmatch(r"20\d\d-\d\d-\d\d", entry.checked)
        assert entry.source


def test_every_number_stands_in_the_facts_that_were_compared() -> None:
    """What nobody confirmed is not there: numbers of the reference with its mark U stay out."""
    numbers = {
        entry.id: (entry.phone, entry.phone_status or entry.status)
        for country in EVERYWHERE
        for entry in load_help(country).entries
        if entry.phone
    }
    assert numbers == NUMBERS


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("topic", [None, *TOPICS])
def test_every_page_shows_source_and_day_of_each_entry_and_fits_the_width(
    topic: str | None, lang: Lang
) -> None:
    for country in ("NL", ""):
        page = help_lines(load_help(country), topic, lang, TODAY)
        text = render_help_text(page, catalog.load(lang), 60)
        flat = " ".join(text.split())
        for entry in page.entries:
            assert entry.name in flat
            assert day_in_words(date.fromisoformat(entry.checked), lang) in flat
            assert entry.source in flat
        assert max(len(line) for line in text.splitlines()) <= 60
        assert text.endswith("\n")
        assert "\x1b" not in text


@pytest.mark.parametrize(
    ("lang", "verified", "secondary"),
    [
        (
            "en",
            "Compared with a stored copy on 23 November 2026.",
            "Found only in other sources, compared on",
        ),
        (
            "nl",
            "Vergeleken met een bewaarde kopie op 23 november 2026.",
            "Alleen bij andere bronnen gevonden, verg",
        ),
    ],
)
def test_g5_what_was_compared_is_called_compared_and_not_checked(
    lang: Lang, verified: str, secondary: str
) -> None:
    """A stored copy was read on that day; nobody rang the number."""
    text = " ".join(_shown("NL", "own_viewing", lang).split())
    assert secondary in text
    assert verified not in text
    assert verified in " ".join(_shown("NL", "legal_advice", lang).split())


# Pages of governments, police and EU bodies, and those of an organisation under another of its names.
OFFICIAL = {
    "politie.nl",
    "rijksoverheid.nl",
    "digital-strategy.ec.europa.eu",
    "betterinternetforkids.eu",
    "moncommissariat.interieur.gouv.fr",
    "ceopeducation.co.uk",
    "politiet.no",
    "medienanstalt-rlp.de",
    "kinderschutz.ch",
    "takeitdown.ncmec.org",
    "protectkidsonline.ca",
}


def test_a_verified_entry_names_a_page_of_its_own_or_of_the_state() -> None:
    for country in EVERYWHERE:
        for entry in load_help(country).entries:
            host = str(entry.url).removeprefix("https://").removeprefix("www.").partition("/")[0]
            own = {host, host.partition(".")[2], str(entry.email).partition("@")[2]}
            named = {source.strip().partition("/")[0] for source in entry.source.split(";")}
            assert (entry.status == "verified") == bool(named & (own | OFFICIAL) - {"None", ""}), entry.id


def test_an_unconfirmed_entry_is_marked_in_both_languages() -> None:
    page = help_lines(load_help("NL"), "fraud", "en", TODAY)
    first = page.entries[0]
    shown: set[str] = set()
    for status in ("verified", "secondary", "unverified"):
        changed = msgspec.structs.replace(first, status=status)
        one = msgspec.structs.replace(page, entries=(changed,))
        for lang in LANGUAGES:
            shown.add(render_help_text(one, catalog.load(lang), 80))
    assert len(shown) == 6
    unconfirmed = msgspec.structs.replace(
        page, entries=(msgspec.structs.replace(first, status="unverified"),)
    )
    assert "Not confirmed" in render_help_text(unconfirmed, catalog.load("en"), 80)
    assert "Niet bevestigd" in render_help_text(unconfirmed, catalog.load("nl"), 80)


@pytest.mark.parametrize(
    ("topic", "en", "nl"),
    [
        ("legal_advice", "Ask a lawyer.", "Vraag het een advocaat."),
        ("own_viewing", "A doctor can tell you where to go", "Een huisarts kan je in vertrouwen zeggen"),
    ],
)
def test_a_topic_without_anyone_in_the_country_says_so_and_who_may_know(topic: str, en: str, nl: str) -> None:
    text = " ".join(_shown("XX", topic, "en").split())
    assert f"no address for this in your country yet. {en}" in text
    assert "police" not in text
    text = " ".join(_shown("XX", topic, "nl").split())
    assert f"Voor jouw land heeft safecheck hier nog geen adres. {nl}" in text
    assert "politie" not in text
    assert "no address for this" not in _shown("NL", topic, "en")


def test_every_topic_that_the_world_has_no_entry_for_says_who_may_know() -> None:
    pack = load_help("")
    for topic in pack.topics:
        assert topic.elsewhere or _ids(pack, topic.id), topic.id


def test_thoughts_of_suicide_abroad_lead_to_a_doctor_as_well() -> None:
    assert "A doctor, or the emergency number, can help you now." in _shown("DE", "suicidal_thoughts", "en")
    assert "Een huisarts of het alarmnummer" in _shown("DE", "suicidal_thoughts", "nl")


@pytest.mark.parametrize(
    ("topic", "first"),
    [
        ("suicidal_thoughts", ["nl_113", "nl_112"]),
        ("child", ["nl_kindertelefoon", "nl_112", "nl_helpwanted"]),
        ("sextortion", ["nl_helpwanted", "nl_112", "nl_113", "nl_kindertelefoon"]),
        ("leaked_images", ["nl_helpwanted", "nl_kindertelefoon"]),
        ("fraud", ["nl_fraudehelpdesk", "nl_politie", "nl_mma"]),
        ("illegal_seen", ["nl_112"]),
        ("home", ["nl_112"]),
        (None, ["nl_112"]),
    ],
)
def test_g4_each_page_starts_with_who_fits_it_best(topic: str | None, first: list[str]) -> None:
    assert _ids(load_help("NL"), topic)[: len(first)] == first


def test_an_entry_opens_only_topics_that_it_is_about() -> None:
    for country in (*countries(), ""):
        for entry in load_help(country).entries:
            assert set(entry.opens) <= set(entry.topics), entry.id


def test_what_was_seen_abroad_starts_with_the_emergency_number() -> None:
    assert _ids(load_help(""), "illegal_seen")[0] == "world_emergency"


def test_a_country_without_a_list_is_named_and_every_page_says_how_to_ask_for_another() -> None:
    for topic in (None, *TOPICS):
        for country, lang in itertools.product(("NL", "BE", "XX", ""), LANGUAGES):
            text = " ".join(_shown(country, topic, lang).split())
            assert "safecheck help-me --country NL" in text
            named = {"en": "For XX safecheck has no list", "nl": "Voor XX heeft safecheck geen lijst"}[lang]
            assert (named in text) == (country == "XX")


def test_a_country_is_two_letters_or_the_name_of_one_with_a_list() -> None:
    typed = ("nl", " NL ", "xx", "uk", "België", "belgium", "NETHERLANDS")
    assert [country_code(text) for text in typed] == ["NL", "NL", "XX", "GB", "BE", "BE", "NL"]
    for text in ("", "n", "nld", "neverland", "n1", "ÑÑ", "nl_NL"):
        with pytest.raises(BadInputError, match="two letters, such as NL"):
            country_code(text)


def test_g2_no_help_text_tells_anyone_to_look_search_screenshot_or_forward() -> None:
    advice = re.compile(
        r"(?<!no )screenshot|forward it|open the (group|chat)|look it up in the (group|chat)|take a picture"
        r"|(?<!geen )screenshot|stuur het door|open de (groep|chat)",
        re.IGNORECASE,
    )
    for lang in LANGUAGES:
        for topic in (None, *TOPICS):
            text = " ".join(
                render_help_text(
                    help_lines(load_help("NL"), topic, lang, TODAY), catalog.load(lang), 80
                ).split()
            )
            for found in advice.finditer(text):
                before = text[max(0, found.start() - 5) : found.start()]
                assert re.search(r"no |geen ", before), (topic, lang, text[found.start() - 40 : found.end()])


def test_countries_and_languages_are_called_as_the_cldr_calls_them_and_each_has_its_file() -> None:
    folder = Path(yaml_file.__file__).resolve().parents[1] / "data" / "help"
    assert countries() == tuple(sorted(path.stem.upper() for path in folder.glob("??.yaml")))
    spoken = {
        code for country in EVERYWHERE for entry in load_help(country).entries for code in entry.languages
    }
    for lang in LANGUAGES:
        cldr = Locale(lang)
        assert {code: country_name(code, lang) for code in countries()} == {
            code: cldr.territories[code] for code in countries()
        }
        assert all(language_name(code, lang) == cldr.languages[code] for code in spoken)
    assert country_name("BR", "en") == "BR", "without a list"


def test_what_was_read_more_than_twelve_months_ago_says_so_with_its_day_wherever_it_stands() -> None:
    read = date(2026, 11, 23)
    for today, old in ((read, False), (date(2027, 11, 23), False), (date(2027, 11, 24), True)):
        pack = load_help("NL")
        page = help_lines(pack, "illegal_seen", "en", today)
        assert {entry.old for entry in page.entries} == {old}
        text = " ".join(render_help_text(page, catalog.load("en"), 80).split())
        assert ("This was read more than a year ago" in text) == old
        assert ("(read on 23 November 2026)" in contact(page.entries[1], catalog.load("en"))) == old
        assert all((desk.old == read) == old for desk in desks_of(pack, "en", today).public)
        law = help_lines(pack, "legal_advice", "en", today).law
        assert law is not None
        assert law.old == old


def test_no_step_leads_with_a_private_chat_to_a_hotline_for_public_ones_or_says_what_a_chat_is_about() -> (
    None
):
    """G7: a plan names a desk by words that hold for any chat."""
    labels = re.compile(r"porn|abus|misbruik|misda|crim|illega|child sex|\bsafe\b|veilig", re.IGNORECASE)
    for country, lang in itertools.product(EVERYWHERE, LANGUAGES):
        pack = load_help(country)
        found = desks_of(pack, lang, TODAY)
        assert not labels.search(" ".join(desk.words for desk in (*found.public, *found.private)))
        public_only = {
            str(one.url).removeprefix("https://").removeprefix("www.")
            for one in pack.entries
            if one.kind == "hotline" and one.accepts == "public_url"
        }
        assert not any(address in desk.words for desk in found.private for address in public_only), country
        assert found.country == (country_name(country, lang) if pack.country else "")
    assert [desk.words for desk in desks_of(load_help("NL"), "nl", TODAY).public] == [
        "het meldpunt van Offlimits, offlimits.nl",
        "de politie, politie.nl",
    ]
    assert desks_of(load_help("NL"), "nl", TODAY).private[0].words == "de politie, politie.nl"
    assert [desk.words for desk in desks_of(load_help(""), "en", TODAY).public] == [
        "the map of hotlines, inhope.org"
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_who_fears_that_something_arrived_is_told_to_leave_it_alone_to_ask_first_and_no_verdict(
    lang: Lang,
) -> None:
    """G1, G6: what to do in their order; no word on whether anyone has done wrong."""
    text = " ".join(_shown("NL", "received", lang).split())
    words = {
        "en": (
            "send it to nobody",
            "upload it nowhere",
            "no screenshots",
            "automatic download off",
            "report once",
        ),
        "nl": (
            "stuur het aan niemand",
            "upload het nergens",
            "geen screenshots",
            "automatisch downloaden uit",
            "meld één keer",
        ),
    }[lang]
    ask = {"en": "Before you delete anything, ask the police", "nl": "Vraag eerst de politie"}[lang]
    places = [text.index(each) for each in (*words, ask)]
    assert places == sorted(places)
    assert {"en": "no legal advice", "nl": "geen juridisch advies"}[lang] in text
    assert not re.search(r"punish|strafba|guilty|schuldig|innocent|onschuldig", text, re.IGNORECASE)
    assert "www.juridischloket.nl" in text


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (("url: https://www.politie.nl", "url: http://www.politie.nl"), "url"),
        (('checked: "2026-11-23"', 'checked: "soon"'), "checked"),
        (("    status: verified", "    status: surely"), "status"),
        (("accepts: both", "accept: both"), "accept"),
        (("country: NL", "country: Nederland"), "country"),
    ],
)
def test_a_broken_entry_is_refused_with_its_place(
    tmp_path: Path, change: tuple[str, str], place: str
) -> None:
    source = Path(yaml_file.__file__).resolve().parents[1] / "data" / "help" / "nl.yaml"
    text = source.read_text(encoding="utf-8")
    assert change[0] in text
    path = tmp_path / "nl.yaml"
    path.write_text(text.replace(change[0], change[1], 1), encoding="utf-8")
    with pytest.raises(DataFileError) as refused:
        yaml_file.load(path, CountryFile)
    assert place in refused.value.key
    assert refused.value.line > 0
