"""What is Hark when it runs? Everything in one process: web, SMTP, worker."""


def serve() -> None:
    """Open every door and work until told to stop."""
    from bot.commands.outcome import run
    from bot.running import serve_everything
    from bot.settings import load_settings

    run(serve_everything(load_settings()))
