"""What is said when safecheck itself fails."""

from safecheck.i18n.catalog import Catalog


def crash_sentence(catalog: Catalog, name: str) -> str:
    """Return the sentence for a failure of the program. `name` is the type of the error only: a message or
    traceback could hold what must not be shown (P3, P8)."""
    return catalog.gettext(
        "safecheck itself failed (%(error)s). It changed nothing on your account but what you had confirmed. "
        "Please report this name to the makers of safecheck."
    ) % {"error": name}
