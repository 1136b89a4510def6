"""E-mail as people save it: internet messages, Outlook's own files, winmail.dat. Opens nothing that is attached."""
