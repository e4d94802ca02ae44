"""Who comes in: passwords, second factor, sessions that end, and a line for each who came or was refused."""
