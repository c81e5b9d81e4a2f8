"""Every command: what the list of commands says of it, and where its module lies."""

# Name -> what the list of commands says. A command's module is imported only when it is called:
# importing all of them would make every call as slow as the slowest.
COMMANDS = {
    "assess": "Answer the questions, or give answers in a file, and get a report",
    "demo": "Show three worked examples, without any questions",
    "report": "Show a saved result or group report again, or turn it into a file to hand over",
    "again": "Look again some weeks later: what came of your steps, what has changed",
    "plan": "Plan a few small steps: which, who with, and when to look again",
    "note": "Jot down your week in half a minute: five key presses, and a line or two",
    "compare": "Compare two results, or waves of a survey: which changes are more than chance",
    "history": "List and show the results and weeks you chose to keep",
    "erase": "Remove what rctdiag keeps: drafts, results, plans, weeks and more",
    "export": "Turn the questionnaires into a form for a survey platform, or for paper",
    "import": "Turn an export from a survey platform into a tidy table",
    "batch": "Score many respondents from a table",
    "teams": "Make a group report that gives nobody away",
    "ledger": "List the group reports that were released, or withdraw one",
    "questionnaires": "List, show or check the questionnaires, or start your own",
    "steps": "List, show or check the catalogue of small steps",
    "schema": "For programmers: print the exact form of each kind of file",
    "help": "Show help on a command, or on a topic such as support or exit-codes",
    "completion": "Let the Tab key complete commands in your shell",
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
