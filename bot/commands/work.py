"""Does another process help with the work? The worker alone, beside any number of others."""


def work() -> None:
    """Take arrivals in, send what is due and make the rounds, without any door."""
    from bot.commands.outcome import in_the_house, run
    from bot.house import House

    async def act(house: House) -> None:
        from bot.running import knowing_mailboxes, run_worker
        from bot.settings import load_settings
        from bot.wiring import prepare_models

        settings = load_settings()
        prepare_models(settings.data_dir)
        house, _ = knowing_mailboxes(house, settings)
        await run_worker(house)

    run(in_the_house(act))
