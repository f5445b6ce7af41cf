"""One report for paper and files: made once, written as HTML, Markdown or CSV."""
