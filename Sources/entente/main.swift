import EntenteCommand

runEntente()
