"""The run's log: steps with their times on the terminal (stderr) and, with everything else, in run.log."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

LOGGER: Final = logging.getLogger("imreport")


class Step:
    """A step that is under way."""

    def __init__(self, progress: Progress, name: str) -> None:
        self._progress = progress
        self._task = progress.add_task(name, total=None)
        self.note = ""

    def advance(self, done: int, total: int) -> None:
        """Show how far the step has come."""
        self._progress.update(self._task, completed=done, total=total)

    def close(self) -> None:
        """Take the step off the terminal."""
        self._progress.remove_task(self._task)


class RunLog:
    """Reports the steps of one run; a context manager that keeps what was logged until ``save``.

    Attributes:
        console: The terminal, for messages besides the steps.
    """

    def __init__(self, *, quiet: bool = False) -> None:
        self.console = Console(stderr=True, quiet=quiet, highlight=False)
        self._lines: list[str] = []
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=24))
        self._progress = Progress(*columns, console=self.console, transient=True, disable=not self.console.is_terminal)

    def __enter__(self) -> "RunLog":
        if self.console.is_terminal:
            self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.console.is_terminal:
            self._progress.stop()

    @contextmanager
    def step(self, name: str) -> Iterator[Step]:
        """Run a step; a tick, its note and its seconds follow when it is done."""
        started = time.perf_counter()
        step = Step(self._progress, name)
        try:
            yield step
        except BaseException as error:
            self.add(f"ABBRUCH {name}: {type(error).__name__}")
            raise
        finally:
            step.close()
        note = f": {step.note}" if step.note else ""
        self.add(f"{name}{note} ({time.perf_counter() - started:.2f} s)")
        self.console.print(f"[green]✓[/green] {name}{escape(note)}", soft_wrap=True)

    def add(self, line: str) -> None:
        """Note a line with the time of day."""
        self._lines.append(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {line}")

    def save(self, path: Path) -> None:
        """Write what was noted so far."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(self._lines) + "\n", encoding="utf-8")
