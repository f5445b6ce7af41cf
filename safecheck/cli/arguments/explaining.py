"""What `explain` is asked: where something would be posted, and what it is."""

import argparse

from safecheck.cli.arguments.results import add_format
from safecheck.i18n.catalog import Catalog
from safecheck.model.downloads import LANDING_CHAT_KINDS, MEDIA, NETWORKS, PROFILE_IDS, SENDERS


def add_explain(parser: argparse.ArgumentParser, catalog: Catalog) -> None:
    """`safecheck explain`."""
    say = catalog.gettext
    parser.add_argument("about", choices=("download",), help=say("what to explain: download"))
    for name, values, words in (
        ("--device", PROFILE_IDS, say("the app on the device")),
        (
            "--chat-kind",
            LANDING_CHAT_KINDS,
            say("where it is posted; group is a small one, supergroup a large one"),
        ),
        ("--media", MEDIA, say("what is posted")),
    ):
        parser.add_argument(name, choices=values, required=True, help=words)
    parser.add_argument(
        "--size",
        required=True,
        metavar=say("SIZE"),
        help=say("how large it is, such as 2MB, 500kB or 1048576; a kB is 1024 bytes, as Telegram counts"),
    )
    parser.add_argument(
        "--network", choices=NETWORKS, help=say("without it: the network with the strongest answer")
    )
    parser.add_argument(
        "--sender",
        choices=SENDERS,
        default="stranger",
        help=say("who posts it; a stranger is no contact of yours"),
    )
    parser.add_argument(
        "--state",
        default="default",
        metavar=say("default|off|types-off|FILE"),
        help=say(
            "how the app's switches stand: as it comes, all off, the kinds of media unticked, or a file"
            " with a line for each switch, such as wifi.photo.groups: off"
        ),
    )
    add_format(parser, catalog)
