"""Which model reads here, where nothing need be set up? The one that was promoted, else the one that is shipped."""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from classifiers.predict import Classifier


def reading_model() -> "Classifier":
    """The promoted model of DATA_DIR; the shipped one where there is none, or settings or model cannot be used."""
    from bot.errors import SettingsError
    from bot.settings import load_settings
    from classifiers.errors import ClassifierError
    from classifiers.registry import SHIPPED, find_current, load_classifier

    try:
        models = load_settings().data_dir / "models"
        if find_current(models):
            return load_classifier(models)
    except SettingsError:
        print("hark: the settings have faults, so the shipped model reads: hark check", file=sys.stderr)
    except ClassifierError as error:
        print(f"hark: {error} The shipped model reads.", file=sys.stderr)
    return load_classifier(SHIPPED)
