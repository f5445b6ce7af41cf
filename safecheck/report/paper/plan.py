"""The plan on paper: steps with boxes to tick, a page for each device to hold the device beside."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from msgspec.structs import replace

from safecheck.i18n.catalog import Catalog
from safecheck.model.result import AuditResult
from safecheck.report.exposure_chart import level_words
from safecheck.report.landing_table import short_name
from safecheck.report.paper.blocks import Block, Entry, Part, Step
from safecheck.report.paper.outline import of_sections, said
from safecheck.report.plan_list import StepGroup, begin_here, step_groups, step_sections
from safecheck.report.steps import as_in_step, first_said
from safecheck.report.summary import StepLine, nothing_to_do


def plan_part(result: AuditResult, catalog: Catalog) -> Part:
    """Return every step, in the plan's own order (G1)."""
    say = catalog.gettext
    blocks: list[Block] = [*said(begin_here(result, catalog), nothing_to_do(result, catalog))]
    first = first_said(result)
    for group in step_groups(result, catalog):
        if group.steps[0].number > len(result.plan.steps):
            continue  # what nobody proposes is for whoever looks for it on the screens
        blocks += _of_group(group, result, first, catalog)
    labels = dict.fromkeys(step.labels for step in result.plan.steps)
    blocks += said(*labels)
    return Part("plan", say("What you can do, in this order"), tuple(blocks))


def _of_group(
    group: StepGroup, result: AuditResult, first: Mapping[int, int], catalog: Catalog
) -> Iterator[Block]:
    """Yield the steps of one group; those on a device are a page of their own. `first` says, by number, which
    step said the very same words first."""
    devices = {device.id: device for device in result.devices}

    def device_of(line: StepLine) -> str:
        return result.plan.steps[line.number - 1].device or ""

    for id, lines in groupby(group.steps, device_of):
        if id in devices:
            # A page is held beside the device: it has all that is needed there.
            steps = tuple(_step(line, line.number, result, catalog) for line in lines)
            beside = said(catalog.gettext("Hold the device beside this page, and tick what is done."))
            name = short_name(devices[id], result, catalog)
            yield Entry(name, (*beside, *steps), own_page=True)
        else:
            steps = tuple(_step(line, first[line.number], result, catalog) for line in lines)
            words = level_words(group.level, catalog) if group.level else ""
            yield Entry(group.heading, steps, group.level or "", words)


def _step(line: StepLine, told_in: int, result: AuditResult, catalog: Catalog) -> Step:
    """Return one step; what step `told_in` told in the very same words is not told again."""
    step = result.plan.steps[line.number - 1]
    if told_in < line.number:
        as_before = said(as_in_step(told_in, catalog))
        return Step(line.number, line.title, line.effort, line.done, line.to_take, as_before)
    # What the names of menus are taken from is said once, after all steps.
    sections = step_sections(replace(step, labels=""), catalog)
    return Step(line.number, line.title, line.effort, line.done, line.to_take, of_sections(sections))
