"""The rule task-malformed: what is meant as a box and is none to GitHub."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.model import Finding, Fix, Phase
from speclatch.patterns import lazy_re
from speclatch.profiles.text import fold
from speclatch.rules.base import Context, SpecRule, by_phase
from speclatch.rules.messages import say
from speclatch.rules.task.boxes import meant_boxes, uses_boxes
from speclatch.specs.catalogue import Spec

_BOX = lazy_re(r"(?:[-*+]|\d+[.)]) \[[ xX]\] ")


class TaskMalformed(SpecRule):
    """What is meant as a box and is none to GitHub.

    ## What it does
    In a document whose template or text has boxes, reports what looks like one and cannot be ticked: `- []`, `- [ x]`,
    `-[ ]`, `- [ ]text`, `- ☐`, a box with another blank than a space in it, one indented so far that it goes on the
    text above. What is struck through or answered `N/A` asks for nothing. `[-]` and `[~]` are open boxes: see
    `task-unchecked`.

    ## Why is this bad
    GitHub shows it as text: nobody can tick it, no list of open work counts it, and it looks as if there were none.

    ## Example
    ```markdown
    - [] Migration applied
    - [ x] Types regenerated
    ```

    ## Instead
    ```markdown
    - [ ] Migration applied
    - [x] Types regenerated
    ```
    An empty one is mended by `--fix`; whether work is done, only its author can say.
    """

    id = "task-malformed"
    summary = "what is meant as a box and is none to GitHub"
    levels = by_phase("note", "warning", "error")

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield everything that is meant as a box, on its line."""
        if not uses_boxes(spec):
            return
        for box in meant_boxes(spec.document, spec.profile.words):
            if box.is_open:
                continue
            mend = box.edit if spec.phase is not Phase.DONE else None  # there an open box is as wrong
            line = spec.document.lines[box.location.line - 1].strip()
            fault, hint = (
                say("{} is no box to GitHub", line),
                say("Write `- [ ] text`, or `- [x] text` once it is done."),
            )
            if _BOX.match(line):
                fault = say("{} goes on the text above it and is no box to GitHub", line)
                hint = say("Indent it as the boxes around it, or put a blank line before it.")
            elif _BOX.match(" ".join(line.split())):
                fault = say("the box before {} holds another blank than one space", box.text)
            yield self.finding(
                fault,
                box.location,
                fold(box.text),
                section=box.section,
                hint=hint,
                fix=Fix((mend,), safe=True) if mend is not None else None,
            )
