"""The user's guide inside the program: short Markdown pages that also read well as they are."""

from importlib import resources

from safecheck.model.errors import BadInputError
from safecheck.model.text import N_, Lang, clean
from safecheck.packs import yaml_file

PAGES = ("start", "report", "promises", "exit-codes", "export")


def load_page(name: str, lang: Lang) -> str:
    """Return one page as Markdown that ends in one line end. Raises BadInputError for an unknown page."""
    page = name.strip().lower().replace("_", "-").removesuffix(".md")
    if page not in PAGES:
        raise BadInputError(
            N_("The guide has no page %(page)s. Choose one of: %(known)s."),
            page=clean(name, 40),
            known=", ".join(PAGES),
        )
    path = resources.files("safecheck").joinpath(f"data/guide/{lang}/{page}.md")
    return yaml_file.read_text(path, f"guide/{lang}/{page}.md").rstrip("\n") + "\n"


def page_title(name: str, lang: Lang) -> str:
    """Return the title of a page: its first line without the mark of a heading."""
    return load_page(name, lang).partition("\n")[0].removeprefix("# ")
