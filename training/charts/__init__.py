"""History to Plotly figure, one file each. Python says what a mark is; the page's tokens say its colour."""
