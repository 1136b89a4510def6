"""What a line, a table or a page of somebody's document is: title, part, point, form, table of facts."""
