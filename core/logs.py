"""Logs as data: one JSON object a line in production, readable in development. Never a name, address or message."""

import logging.config
from typing import Any

import structlog

from core import request_id


def _add_request_id(_logger: Any, _name: str, event: dict[str, Any]) -> dict[str, Any]:
    event["request_id"] = request_id.current.get()
    return event


SHARED: list[Any] = [
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    _add_request_id,
]


def logging_config(*, level: str, as_json: bool) -> dict[str, Any]:
    """A `dictConfig` that sends the standard library's and structlog's lines through the same renderer."""
    render = structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer(colors=False)
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "structured": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.format_exc_info,
                    render,
                ],
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "structured"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Django's own line names the address, which may hold a signed link; ours names the route.
            "django.request": {"level": "CRITICAL", "propagate": True},
            "django.security.csrf": {"level": "CRITICAL", "propagate": True},
            # Wagtail tells of each save by title; its own log, in its admin, is where editors look.
            "wagtail": {"level": "WARNING", "propagate": True},
            "django.server": {"handlers": ["console"], "level": "ERROR", "propagate": False},
            # Wagtail queues an index task for each save of its own; only trouble with one is news.
            "django_tasks": {"level": "WARNING"},
            # Its own lines hold numbers and words.
            "twilio": {"level": "WARNING"},
        },
    }


def configure(config: dict[str, Any]) -> None:
    """What `LOGGING_CONFIG` names: sets up both libraries."""
    logging.config.dictConfig(config)
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
