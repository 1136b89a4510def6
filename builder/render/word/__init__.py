"""What every Word document of ours shares: its styles, and text as its blocks."""
