"""For other programs: nothing here is imported unless they ask for it."""


def register_strategies() -> None:
    """Tell Hypothesis the strategy of each class; it calls this itself when it is imported."""
    # where the module itself asked for Hypothesis, it is on its way and registers at its end
    import magforms.integrations.strategies  # noqa: F401
