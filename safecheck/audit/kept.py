"""What safecheck keeps on this computer by a wish: for the closing sentence (G22)."""

from safecheck.i18n.catalog import Catalog
from safecheck.store.answers import AnswerFile
from safecheck.store.history import history_files
from safecheck.store.marks import MarkFile
from safecheck.store.paths import places


def files_kept(catalog: Catalog) -> tuple[tuple[str, str, str], ...]:
    """Return what there is now: what it is, where, and the command that removes it."""
    answers, marks = AnswerFile(places().answers_file), MarkFile(places().marks_file)
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
