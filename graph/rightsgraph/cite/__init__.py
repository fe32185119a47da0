"""Read citations in the paragraphs of documents: who is cited, where, and how surely."""

from rightsgraph.cite.model import Citation, Footnote, Paragraph
from rightsgraph.cite.reader import Reader

__all__ = ["Citation", "Footnote", "Paragraph", "Reader"]
