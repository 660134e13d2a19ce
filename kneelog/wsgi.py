import os

from django.core.wsgi import get_wsgi_application

from training.charts.figure import build_figure

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kneelog.settings")
application = get_wsgi_application()

# Plotly's first figure takes a third of a second: before the first visitor would wait for it.
build_figure([{"type": "bar"}, {"type": "scatter"}], {})
