from django.contrib.staticfiles.storage import staticfiles_storage
from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """A symbol of static/img/icons.svg by its id. Decoration only: the word beside it carries the meaning."""
    # The white space after it parts it from that word.
    drawn = '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>\n'
    return format_html(drawn, staticfiles_storage.url("img/icons.svg"), name)
