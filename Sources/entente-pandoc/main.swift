import EntenteCommand

await runEntentePandoc()
