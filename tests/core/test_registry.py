import pytest

from core.registry import Registry


def test_registry_keeps_order_of_registration():
    registry: Registry[int] = Registry("number")
    registry.register("two", 2)
    registry.register("one", 1)
    assert list(registry) == [2, 1]
    assert registry.items() == [("two", 2), ("one", 1)]
    assert (registry["one"], len(registry), "three" in registry) == (1, 2, False)


def test_registry_refuses_a_slug_twice():
    registry: Registry[int] = Registry("number")
    registry.register("one", 1)
    with pytest.raises(ValueError, match="number 'one' is registered twice"):
        registry.register("one", 1)


def test_first_stands_before_what_was_there():
    registry: Registry[str] = Registry("lamp")
    registry.register("hall", "a")
    registry.register("porch", "b", first=True)
    registry.register("barn", "c")
    assert list(registry) == ["b", "a", "c"]
