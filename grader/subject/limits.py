"""What one check may use up."""

from __future__ import annotations

import dataclasses

MEGABYTE = 1024 * 1024
ORPHANS = "no orphan processes"  # a rule of the cage; without it residents cannot be copied


@dataclasses.dataclass(frozen=True)
class Limits:
    """The defaults suit the exercises of the first weeks; `limits` in exercise.toml changes them."""

    seconds: float = 5
    memory_mb: int = 512
    processes: int = 64
    file_mb: int = 64
    scratch_mb: int = 256
    output_kb: int = 1024
