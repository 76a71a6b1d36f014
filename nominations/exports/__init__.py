"""Lists of the desk as files: the rows that the page shows, all of them, as a table that Excel or LibreOffice opens."""
