"""How the interview looks: in plain lines, or drawn."""
