"""The folders that explanatory pages may stand in, with their names on the pages."""

SECTIONS = {"about": "关于本站", "policy": "政策与公示期", "guide": "办事指南"}
