"""What readers call the kinds of rows; the models' own names are those of the desk."""

WORDS = {
    "account": ("account of a disputed question", "accounts of disputed questions"),
    "amendment": ("proposed change", "proposed changes"),
    "contribution": ("document", "documents"),
    "discrepancy": ("disputed question", "disputed questions"),
    "gap": ("thing not known", "things not known"),
    "intervention": ("statement", "statements"),
    "participation": ("part in a meeting", "parts in meetings"),
    "pledge": ("promised text", "promised texts"),
    "relation": ("relation between texts", "relations between texts"),
    "revision": ("version of a text", "versions of texts"),
    "scheduleitem": ("planned step", "planned steps"),
    "opinion": ("opinion or other text", "opinions and other texts"),
}


def kind_words(model, *, many: bool = False) -> str:
    """Return the words for a row of `model`, or for many."""
    names = (str(model._meta.verbose_name), str(model._meta.verbose_name_plural))
    return WORDS.get(model._meta.model_name, names)[many]
