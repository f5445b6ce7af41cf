"""Where this system keeps a program's settings and state. Nothing is created by asking."""

from pathlib import Path

import msgspec
import platformdirs

APP = "safecheck"


class Places(msgspec.Struct, frozen=True):
    """The two folders of safecheck; either may not exist, and is made only when something is written."""

    config: Path
    state: Path

    @property
    def config_file(self) -> Path:
        """The file with the user's settings."""
        return self.config / "config.yaml"

    @property
    def answers_file(self) -> Path:
        """The file with what the user told about devices, if it is to be kept."""
        return self.state / "answers.yaml"

    @property
    def rules_folder(self) -> Path:
        """The folder with the user's own rule packs; everything in it is in force."""
        return self.config / "rules"

    @property
    def changes_folder(self) -> Path:
        """The folder with the journals of changes, one for each account."""
        return self.state / "changes"

    @property
    def history_folder(self) -> Path:
        """The folder with one file for each account whose audits are to be remembered."""
        return self.state / "history"

    @property
    def marks_file(self) -> Path:
        """The file with how the user marked chats, if it is to be kept."""
        return self.state / "marks.yaml"

    @property
    def sessions_folder(self) -> Path:
        """The folder with the sign-ins that are remembered, if any is."""
        return self.state / "sessions"


def places() -> Places:
    """Return the folders as this system's rules name them (XDG, %LOCALAPPDATA%, ~/Library)."""
    return Places(
        config=platformdirs.user_config_path(APP, appauthor=False),
        state=platformdirs.user_state_path(APP, appauthor=False),
    )
