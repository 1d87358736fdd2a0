"""One kind of shelf for what upper rooms hand down: panels, jobs, message types, builders, erasure steps."""

from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Registry(Generic[T]):
    """Things by slug, in the order of their registration. A slug registered twice raises `ValueError`."""

    def __init__(self, what: str) -> None:
        self.what = what
        self._items: dict[str, T] = {}

    def register(self, slug: str, item: T, *, first: bool = False) -> T:
        """`first` puts it before all that are there."""
        if slug in self._items:
            raise ValueError(f"{self.what} {slug!r} is registered twice")
        self._items = {slug: item, **self._items} if first else {**self._items, slug: item}
        return item

    def __getitem__(self, slug: str) -> T:
        return self._items[slug]

    def __contains__(self, slug: str) -> bool:
        return slug in self._items

    def __iter__(self) -> Iterator[T]:
        return iter(self._items.values())

    def __len__(self) -> int:
        return len(self._items)

    def items(self) -> list[tuple[str, T]]:
        return list(self._items.items())
