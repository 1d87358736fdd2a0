"""Things that happen a little later, in threads of their own: status reports, recordings that are ready."""

import heapq
import itertools
import threading
import time
from collections.abc import Callable

Job = Callable[[], None]


class Later:
    """A few threads that do each job when its time has come. A job must not raise."""

    def __init__(self, threads: int = 4) -> None:
        self._condition = threading.Condition()
        self._due: list[tuple[float, int, Job]] = []
        self._count = itertools.count()
        self._running = 0
        self._stopped = False
        self._threads = [threading.Thread(target=self._work, daemon=True) for _n in range(threads)]
        for thread in self._threads:
            thread.start()

    def after(self, seconds: float, job: Job) -> None:
        with self._condition:
            heapq.heappush(self._due, (time.monotonic() + seconds, next(self._count), job))
            self._condition.notify_all()

    def settle(self, timeout: float = 5.0) -> None:
        """Wait until nothing is left to do. Raises `TimeoutError` if that takes too long."""
        with self._condition:
            if not self._condition.wait_for(lambda: not self._due and not self._running, timeout):
                raise TimeoutError(f"{len(self._due)} things are still to happen")

    def clear(self) -> None:
        """Forget what has not happened yet."""
        with self._condition:
            self._due.clear()
            self._condition.notify_all()

    def stop(self) -> None:
        with self._condition:
            self._stopped = True
            self._condition.notify_all()
        for thread in self._threads:
            thread.join()

    def _next(self) -> Job | None:
        """The next job, once it is due; nothing at the end."""
        with self._condition:
            while not self._stopped:
                wait = self._due[0][0] - time.monotonic() if self._due else None
                if wait is not None and wait <= 0:
                    self._running += 1
                    return heapq.heappop(self._due)[2]
                self._condition.wait(wait)
        return None

    def _work(self) -> None:
        while job := self._next():
            try:
                job()
            finally:
                with self._condition:
                    self._running -= 1
                    self._condition.notify_all()
