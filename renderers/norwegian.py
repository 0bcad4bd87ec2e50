"""Showing values to people: the engine's own forms, under the name the renderers use."""

from engine.norwegian import (
    Lang,
    Style,
    show_amount,
    show_day,
    show_list,
    show_month_day,
    show_percent,
    show_period,
    show_recurrence,
    show_share,
    show_value,
)  # fmt: skip

__all__ = [
    "Lang", "Style", "show_amount", "show_day", "show_list", "show_month_day", "show_percent", "show_period",
    "show_recurrence", "show_share", "show_value",
]  # fmt: skip
