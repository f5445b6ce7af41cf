"""What safecheck keeps on this computer of its own accord or by a wish: for the closing sentence (G22)."""

from safecheck.i18n.catalog import Catalog
from safecheck.store.answers import AnswerFile
from safecheck.store.paths import places


def files_kept(catalog: Catalog) -> tuple[tuple[str, str, str], ...]:
    """Return what there is now: what it is, where, and the command that removes it."""
    file = AnswerFile(places().answers_file)
    if not file.exists:
        return ()
    from safecheck.report.keeping import kept_answers  # with all the words of the answers

    return (kept_answers(file.path, catalog),)
