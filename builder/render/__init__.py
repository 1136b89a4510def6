"""What several products share: a job, text as HTML and as data for paper, the wheel, letters and pictures."""
