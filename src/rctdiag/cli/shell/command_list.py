"""Every command: what the list of commands says of it, and where its module lies."""

# Name -> what the list of commands says. A command's module is imported only when it is called:
# importing all of them would make every call as slow as the slowest.
COMMANDS = {
    "assess": "Answer the questionnaires yourself, or take a file of answers; get a report",
    "demo": "Show three worked examples, no questions asked",
    "report": "A saved result again: on screen, or as a page, PDF, Word, slides, workbook",
    "again": "Look again, some weeks later: what became of your steps, what moved",
    "plan": "A few small steps of a result: choose, with whom, when to look again",
    "note": "A week in half a minute: five keys, a small win, what it cost",
    "compare": "Two results, or waves of tables: what moved by more than chance",
    "history": "What you chose to keep",
    "erase": "Remove drafts, history and temporary files",
    "export": "Questionnaires out: a form for a survey platform, or for paper",
    "import": "Answers in: the export of a survey platform becomes a tidy table",
    "batch": "Score many respondents from a table",
    "teams": "A group report that exposes no one",
    "ledger": "What group reports were released: list, withdraw",
    "questionnaires": "The questionnaires: list, show, check, begin your own",
    "steps": "The catalogue of small steps: list, show, check",
    "schema": "Print the published schema of a document",
    "help": "Help on a command or a topic: support, exit-codes, feedback, and more",
    "completion": "Print the completion script for your shell",
}

# Name -> where the command lies, beside the rest of its feature.
ROOMS = {
    "assess": "assess.assess",
    "demo": "content.demo",
    "report": "assess.report",
    "again": "over_time.again",
    "plan": "over_time.plan",
    "note": "over_time.note",
    "compare": "compare.compare",
    "history": "private.history",
    "erase": "private.erase",
    "export": "platforms.export_command",
    "import": "platforms.import_command",
    "batch": "batch.batch",
    "teams": "teams.teams",
    "ledger": "teams.ledger",
    "questionnaires": "content.questionnaires",
    "steps": "content.steps",
    "schema": "content.schema",
    "help": "content.help_topics",
    "completion": "content.completion",
}
