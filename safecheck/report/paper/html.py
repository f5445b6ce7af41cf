"""The report as one HTML page that stands by itself: no script, nothing from elsewhere, no way out.

The page forbids itself everything but its own style sheet (Content-Security-Policy), and every text is
escaped by the template. Addresses are plain text: a page about such chats should have nothing to click on
that leads somewhere (G2; DECISIONS 8 of the product).
"""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib import resources

from jinja2 import DictLoader, Environment, StrictUndefined, Template
from markupsafe import Markup

from safecheck.report.layout import cells, inert
from safecheck.report.paper.blocks import Bar, Block, Chart, Report

_LABEL = 36  # terminal cells: what fits beside a bar on a narrow phone
_WIDEST_BAR = 82  # percent: the number stands after the bar


def render_html(report: Report) -> str:
    """Return the report as an HTML document."""
    style = _data("report.css")
    return _template().render(
        report=report,
        style=Markup(style),  # noqa: S704 - our own file, not markup of anyone else
        style_hash=b64encode(sha256(style.encode()).digest()).decode(),
    )


def _data(name: str) -> str:
    return resources.files("safecheck").joinpath(f"data/report/{name}").read_text(encoding="utf-8")


@cache
def _template() -> Template:
    environment = Environment(
        loader=DictLoader({"report": _data("report.html.j2")}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
    )
    environment.filters["kind"] = _kind
    environment.filters["share"] = _share
    environment.filters["short"] = _short
    return environment.get_template("report")


def _harmless(value: object) -> object:
    """Return a text without what a page or a log would act upon; escaping comes after it."""
    return inert(value) if type(value) is str else value


def _kind(block: Block) -> str:
    return type(block).__name__


def _share(bar: Bar, chart: Chart) -> str:
    """Return how long a bar is, in percent: something is never drawn as nothing."""
    most = chart.most or max(each.value for each in chart.bars)
    share = _WIDEST_BAR * bar.value / most if most else 0.0
    return f"{max(share, 0.8) if bar.value else 0:.1f}"


def _short(text: str) -> str:
    """Return a name that fits over a bar; it stands in full in the table beneath."""
    text = inert(text)
    if cells(text) <= _LABEL:
        return text
    while cells(text) >= _LABEL:
        text = text[:-1]
    return f"{text.rstrip()}…"
