"""Telethon's sender behind the gate: one endpoint only, and an end to a line that keeps breaking.

Telethon opens a broken line again for ever and sends everything again that had no answer. Here that is done
a few times in a run, with a pause before each.
"""

import asyncio
from typing import Any

from telethon.errors import InvalidBufferError
from telethon.network import ConnectionTcpAbridged, MTProtoSender

from safecheck.model.connection import Endpoint
from safecheck.telegram.gate import Gate, GatedQueue, RequestRefusedError

MOST_RECONNECTS = 3  # in one run; a line that breaks once more is given up
TOO_MANY_REQUESTS = 429  # Telegram's answer to a connection that asks too much; asking again makes it worse


class LeanSender(MTProtoSender):  # type: ignore[misc] # Telethon has no types
    """Sends what the gate lets through. The other arguments are Telethon's own."""

    def __init__(self, auth_key: Any, gate: Gate, **telethons: Any) -> None:
        super().__init__(auth_key, **telethons)
        self._send_queue = GatedQueue(gate, self._state, self._loggers)
        self._reconnects = 0

    def _pop_states(self, msg_id: int) -> list[Any]:
        """Return the messages that Telegram refused unread, for a wrong salt or time."""
        states: list[Any] = super()._pop_states(msg_id)
        self._send_queue.were_not_read(states)
        return states

    async def _reconnect(self, last_error: Any) -> None:
        """Open the line again after a pause, or give it up."""
        too_much = isinstance(last_error, InvalidBufferError) and last_error.code == TOO_MANY_REQUESTS
        if too_much or self._reconnects == MOST_RECONNECTS:
            await self._disconnect(error=ConnectionError("the line keeps breaking"))
            return
        self._reconnects += 1
        await asyncio.sleep(self._delay)
        await super()._reconnect(last_error)

    async def _disconnect(self, error: Any = None) -> None:
        """Close the line. Telethon would leave those waiting whose request had not left yet."""
        await super()._disconnect(error)
        if error is not None:
            self._send_queue.give_up(error)


def connection_to(endpoint: Endpoint) -> type:
    """Return a connection class that opens no line to any address but those of `endpoint`."""
    addresses = {(centre.host, centre.port) for centre in endpoint.data_centres}

    class EndpointConnection(ConnectionTcpAbridged):  # type: ignore[misc] # Telethon has no types
        """A line to one of the data centres of this endpoint."""

        async def _connect(self, timeout: float | None = None, ssl: Any = None) -> None:  # noqa: ASYNC109 - Telethon's
            if (self._ip, self._port) not in addresses:
                raise RequestRefusedError(self, "may not be opened to an address outside the endpoint")
            await super()._connect(timeout=timeout, ssl=ssl)

    return EndpointConnection
