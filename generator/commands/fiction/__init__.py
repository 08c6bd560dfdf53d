"""A fictional city: people, companies and files that never were, in the shapes and with the faults of real ones."""
