"""Front matter and Markdown as GitHub reads them, with the place of everything: bytes in, Document out."""

from __future__ import annotations

from speclatch.documents.document import (
    Block,
    BlockKind,
    CodeSpan,
    Comment,
    Document,
    Fence,
    Field,
    FrontMatter,
    FrontMatterProblem,
    Heading,
    Item,
    Link,
    Metadata,
    MetadataField,
    MetadataForm,
    ProblemKind,
    Row,
    Scalar,
    Section,
    Table,
    Task,
    key_name,
)
from speclatch.documents.reading import parse
from speclatch.documents.sidecar import parse_metadata
from speclatch.documents.slugs import slugify
from speclatch.documents.source import UnreadableError

__all__ = [
    "Block",
    "BlockKind",
    "CodeSpan",
    "Comment",
    "Document",
    "Fence",
    "Field",
    "FrontMatter",
    "FrontMatterProblem",
    "Heading",
    "Item",
    "Link",
    "Metadata",
    "MetadataField",
    "MetadataForm",
    "ProblemKind",
    "Row",
    "Scalar",
    "Section",
    "Table",
    "Task",
    "UnreadableError",
    "key_name",
    "parse",
    "parse_metadata",
    "slugify",
]
