"""Boxes that are choices: a box with labelled bullets of its own is an option, and the labels belong to it."""

from __future__ import annotations

from collections.abc import Mapping

from speclatch.documents.document import Document, Task


def boxes_above(document: Document) -> Mapping[int, Task]:
    """For each labelled bullet that is nested below a box, by its line: the nearest such box."""
    tasks = {task.location.line: task for task in document.tasks}
    labels = {field.location.line for field in document.fields if field.container == "bullet"} if tasks else set()
    found: dict[int, Task] = {}
    for block in document.blocks:
        item = block.item.parent if block.item and block.location.line in labels else None
        while item is not None:
            task = tasks.get(item.location.line) if item.is_task else None
            if task is not None:
                found[block.location.line] = task
                break
            item = item.parent
    return found
