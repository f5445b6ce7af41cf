"""Dutch and German names: what a careful adult would look at twice stands out, and everyday life does not.

Invented titles. The figures are those of the floor that was agreed on for data nobody has tuned on.
"""

from datetime import UTC, datetime

import pytest

from safecheck.packs.examples import ChatExample
from safecheck.packs.shipped import chat_rules
from safecheck.rules.chats import Rater

NOW = datetime(2026, 11, 26, tzinfo=UTC)
RATER = Rater(chat_rules(), "nl")

TELLING = {
    "nl": (
        "Bankpassen gezocht NL",
        "Gelekte databases",
        "Snel geld: bankrekening gezocht",
        "Botnet huren",
        "Nepdiploma's kopen",
        "Valse paspoorten",
        "Stealer logs gratis",
        "Bangalijst Lindewijk",
        "Verborgen camera filmpjes",
        "Wiet bezorgen Utrecht",
        "XTC bestellen",
        "Online casino bonus",
        "Gratis IPTV kijken",
        "Crypto signalen VIP",
        "Volgers kopen",
        "Onthoofdingsvideo's",
        "Escort Brabant",
        "Wapens te koop",
        "Creditcards met saldo",
        "WhatsApp hacken service",
    ),
    "de": (
        "Bankdrops gesucht",
        "Geleakte Datenbanken",
        "Falsche Pässe kaufen",
        "Botnet mieten",
        "Gefälschte Diplome",
        "Stealer Logs frisch",
        "Versteckte Kamera Videos",
        "Gras Lieferung Berlin",
        "MDMA kaufen",
        "Online Casino Bonus",
        "Gratis IPTV",
        "Krypto Signale VIP",
        "Follower kaufen",
        "Enthauptungsvideos",
        "Escort Hamburg",
        "Waffen kaufen ohne Schein",
        "Kreditkarten mit Guthaben",
        "WhatsApp hacken Service",
        "Falschgeld Shop",
        "Gekaufte Spiele sichere Tipps",
    ),
}
EVERYDAY = {
    "nl": (
        "Buurtpreventie Lindewijk",
        "Voorlichting over nepnieuws en phishing",
        "Hulp bij gokverslaving",
        "Lekkage en loodgieters",
        "Tips voor de moestuin",
        "Hackathon studenten Delft",
        "Fotoclub Haarlem",
        "Boekenclub spannende thrillers",
        "Nieuws over cybercrime",
        "Wandelclub De Zwarte Weg",
        "Tweedehands fietsen",
        "Ouders van groep 6",
        "Series en films: wat kijken we",
        "Airsoft Brabant",
        "Wiskunde examen vwo",
    ),
    "de": (
        "Nachbarschaft Lindenhof",
        "Hilfe bei Spielsucht",
        "Aufklärung über Phishing",
        "Gartenfreunde Bremen",
        "Hackathon Studierende München",
        "Fotoclub Köln",
        "Krimi-Lesekreis",
        "Nachrichten zur Cybersicherheit",
        "Wanderverein Schwarzwald",
        "Gebrauchte Fahrräder",
        "Eltern der Klasse 5b",
        "Serien und Filme Tipps",
        "Airsoft Verein",
        "Mathe Abitur",
        "Schützenverein Oberdorf",
    ),
}


def standing_out(titles: tuple[str, ...]) -> list[str]:
    levels = {title: RATER.rate(ChatExample(title=title).chat(NOW), NOW).level for title in titles}
    return [title for title, level in levels.items() if level in ("medium", "high")]


@pytest.mark.parametrize("language", ["nl", "de"])
def test_four_in_five_telling_names_stand_out(language: str) -> None:
    found = standing_out(TELLING[language])
    assert len(found) >= 0.8 * len(TELLING[language]), set(TELLING[language]) - set(found)


@pytest.mark.parametrize("language", ["nl", "de"])
def test_hardly_any_everyday_name_stands_out(language: str) -> None:
    found = standing_out(EVERYDAY[language])
    assert len(found) <= 0.08 * len(EVERYDAY[language]), found
