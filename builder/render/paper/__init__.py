"""What every sheet of paper shares: the engine and its templates, text as data, letters no face has."""
