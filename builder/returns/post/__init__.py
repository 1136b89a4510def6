"""How it came: files in folders, mailboxes, what lies in messages and archives."""
