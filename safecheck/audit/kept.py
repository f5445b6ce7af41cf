"""What safecheck keeps on this computer by a wish: for the closing sentence (G22)."""

import os
from pathlib import Path

from safecheck.i18n.catalog import Catalog
from safecheck.report.shell import shell_words
from safecheck.store.answers import AnswerFile
from safecheck.store.history import history_files
from safecheck.store.marks import MarkFile
from safecheck.store.paths import places


def files_kept(catalog: Catalog) -> tuple[tuple[str, str, str], ...]:
    """Return what there is now: what it is, where, and the command that removes it."""
    answers, marks = AnswerFile(places().answers_file), MarkFile(places().marks_file)
    return (*_sign_ins(catalog), *_told(answers, marks, catalog), *_changed(catalog))


def _sign_ins(catalog: Catalog) -> tuple[tuple[str, str, str], ...]:
    if not places().sessions_folder.is_dir():
        return ()
    from safecheck.audit.remembered import kept_sign_ins
    from safecheck.report.remembered import kept_reading, kept_sign_in
    from safecheck.store.sessions import session_file

    kept = []
    for one in kept_sign_ins():
        kept.append(kept_sign_in(one, catalog))
        if one.read_until is not None:
            path = session_file(places().sessions_folder, one.name).so_far.path
            kept.append(kept_reading(one.read_until, str(path), removal(path), catalog))
    return tuple(kept)


def _changed(catalog: Catalog) -> tuple[tuple[str, str, str], ...]:
    what = catalog.gettext("what was changed, for taking it back")
    journals = sorted(places().changes_folder.glob("**/*.jsonl"))
    return tuple((what, str(path), removal(path)) for path in journals)


def _told(answers: AnswerFile, marks: MarkFile, catalog: Catalog) -> tuple[tuple[str, str, str], ...]:
    remembered = history_files(places().history_folder)
    if not answers.exists and not marks.exists and not remembered:
        return ()
    from safecheck.report.history import kept_history
    from safecheck.report.keeping import FORGET, kept_answers  # with all the words of the answers
    from safecheck.report.marks import kept_marks

    return (
        *((kept_answers(answers.path, catalog),) if answers.exists else ()),
        *((kept_marks(marks.path, FORGET, catalog),) if marks.exists else ()),
        *((kept_history(places().history_folder, catalog),) if remembered else ()),
    )


def removal(path: Path) -> str:
    """Return the command that removes a file, on this system."""
    return shell_words(("del" if os.name == "nt" else "rm", str(path)))
