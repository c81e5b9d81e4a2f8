"""The report for one person as blocks: read it, name it, oppose it, replace it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.render.over_time.since_blocks import since
from rctdiag.render.person.name_it import name, own_notes
from rctdiag.render.person.oppose_it import oppose
from rctdiag.render.person.person_foot import foot
from rctdiag.render.person.person_head import head
from rctdiag.render.person.read_it import read
from rctdiag.render.person.replace_it import replace

if TYPE_CHECKING:
    from rctdiag.render.block import Block
    from rctdiag.render.person.result_page import Page


def person_blocks(page: Page) -> list[Block]:
    """Everything a report on one result can say, in its order."""
    return [
        block
        for part in (head, since, read, name, own_notes, oppose, replace, foot)
        for block in part(page)
    ]
