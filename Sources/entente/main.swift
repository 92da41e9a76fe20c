import EntenteCommand

await runEntente()
