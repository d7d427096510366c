"""Other programs that show results: nothing here is imported unless they ask for it."""
