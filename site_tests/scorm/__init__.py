"""Learning systems for the tests: scorm-again in a browser, Open edX's SCORM block, and a strict judge of our own."""
