"""What a new password does not end, for the mail that tells its owner of one."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext

from training.mailing.addresses import whole
from training.models import User, Webhook
from training.pages.webhooks import host_of
from training.sharing.report_links import open_links


def goes_on(person: User) -> Iterator[str]:
    """A line for each kind of it that there is, with where it is ended."""
    if hooks := person.webhooks.filter(state=Webhook.State.ON):
        hosts = get_text_list(list(dict.fromkeys(map(host_of, hooks))), gettext("and"))
        words = gettext("Webhooks go on: new warnings are sent to %(hosts)s. Pause or delete them: %(url)s")
        yield words % {"hosts": hosts, "url": whole(reverse("webhooks"))}
    if number := open_links(person).count():
        words = ngettext(
            "A link to your report goes on. End it: %(url)s",
            "%(n)s links to your report go on. End them: %(url)s",
            number,
        )
        yield words % {"n": number, "url": whole(reverse("report"))}
