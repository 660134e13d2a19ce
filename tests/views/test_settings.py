"""The settings lead from their top to what is further down."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from tests.factories import make_runner

pytestmark = pytest.mark.django_db


def test_each_chip_at_the_top_leads_to_a_group_of_the_page(client):
    client.force_login(make_runner("anna"))
    page = client.get(reverse("settings")).text
    leads = re.findall(r'class="chip" href="#([a-z]+)"', page)
    assert leads == ["injuries", "mail", "data", "tools", "account"]
    assert [name for name in leads if f'<section class="card" id="{name}"' not in page] == []
