"""Is the database as this release needs it? Applies what is missing."""


def migrate() -> None:
    """Bring the database up to date."""
    from bot.settings import load_settings
    from bot.store.migrate import upgrade

    settings = load_settings()
    settings.data_dir.mkdir(parents=True, exist_ok=True)  # where the embedded database lies
    applied = upgrade(settings.database_url)
    for revision in applied:
        print(revision)
    if not applied:
        print("up to date")
