"""Is the process up (`/healthz`), and can it serve (`/readyz`)?"""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core import jobs
from core.registry import Registry

# Each check answers whether its part can serve.
checks: Registry[Callable[[], bool]] = Registry("readiness check")


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def migrations_applied() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


@require_safe
@never_cache
def healthz(_request: HttpRequest) -> HttpResponse:
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def readyz(_request: HttpRequest) -> HttpResponse:
    """200 with each part's answer, or 503 where one cannot serve. Where the database is away the rest is not asked."""
    parts = {"database": database_answers()}
    if parts["database"]:
        parts["migrations"] = migrations_applied()
    if parts.get("migrations"):
        parts["worker"] = jobs.worker_alive()
        parts |= {slug: check() for slug, check in checks.items()}
    ready = all(parts.values()) and "worker" in parts
    return JsonResponse({"status": "ok" if ready else "not ready", **parts}, status=200 if ready else 503)
