"""The data centres that one client may open a line to: those of its endpoint, and nothing that a server adds.

The exception is a server on this computer that flags named: where its other data centres listen, only it can
say. What it says counts for addresses of this computer, and never replaces what the flags said.
"""

from typing import Any

from safecheck.model.connection import DataCentre, Endpoint, is_loopback
from safecheck.model.errors import UnreachableError
from safecheck.model.text import N_


class Addresses:
    """The data centres of `endpoint`; `learn` adds to them."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._known = {centre.id: centre for centre in endpoint.data_centres}
        self.may_learn = endpoint.is_custom

    def __contains__(self, number: int) -> bool:
        return number in self._known

    def dc(self, number: int) -> DataCentre:
        """Return the data centre with that number. Raises UnreachableError if there is none."""
        if number not in self._known:
            raise UnreachableError(
                N_("Telegram sends the sign-in on to data centre %(number)d, which safecheck does not know."),
                number=number,
            )
        return self._known[number]

    def allow(self, host: str, port: int) -> bool:
        """Whether a line may be opened to that address."""
        return any((centre.host, centre.port) == (host, port) for centre in self._known.values())

    def learn(self, config: Any) -> None:
        """Take the data centres of an answer to help.getConfig, where that is allowed."""
        if not self.may_learn:
            return
        for option in config.dc_options:
            special = option.media_only or option.cdn or option.tcpo_only or option.secret
            usable = is_loopback(option.ip_address) and 1 <= option.port <= 65535
            if usable and not special and option.id not in self._known:
                self._known[option.id] = DataCentre(option.id, option.ip_address, option.port)
