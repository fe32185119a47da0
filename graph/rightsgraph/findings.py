"""Hold what validation found: values with their places, never exceptions."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Tell whether a finding stops publication (violation) or only goes with it (warning)."""

    VIOLATION = "violation"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Finding:
    """Tell one fault: the file and line, the thing, the rule it breaks, and what to do."""

    file: str
    line: int
    focus: str
    rule: str
    message: str
    value: str = ""
    severity: Severity = Severity.VIOLATION

    def text(self) -> str:
        """Return the finding as one line for people."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        value = f" (found {self.value})" if self.value else ""
        return f"{place}: {self.severity}: {self.focus}: {self.message}{value} [{self.rule}]"


@dataclass(frozen=True)
class Report:
    """Hold all findings of one validation, in the order of their places."""

    findings: tuple[Finding, ...] = ()

    @property
    def conforms(self) -> bool:
        """Tell whether nothing stops publication."""
        return not self.violations

    @property
    def violations(self) -> tuple[Finding, ...]:
        """Return the findings that stop publication."""
        return tuple(f for f in self.findings if f.severity is Severity.VIOLATION)

    def text(self) -> str:
        """Return the report for people: a line for each finding, then the count."""
        return "\n".join([*(finding.text() for finding in self.findings), self.count()])

    def count(self) -> str:
        """Return how many violations and warnings there are, in words."""
        warnings = len(self.findings) - len(self.violations)
        return f"{len(self.violations)} violations, {warnings} warnings"


def report(*groups: tuple[Finding, ...]) -> Report:
    """Return the report of several groups of findings, each finding once."""
    return Report(tuple(sorted({finding for group in groups for finding in group})))
