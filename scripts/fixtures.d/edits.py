"""The planted changes between the two years: each entry must be true of both sources, and nothing else may differ."""
def check(source_folder, truth_folder):
    return
