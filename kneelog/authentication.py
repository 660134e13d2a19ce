"""Log-in by name or address; a user arrives with profile and what the navigation shows, in one query."""

from typing import Any
from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from training.models import User
from training.sharing.counts import with_counts


class RunnerBackend(AuthenticationBackend):
    def get_user(self, user_id: UUID) -> User | None:
        user = next(iter(with_counts(User.objects.select_related("profile"), user_id)), None)
        return user if user and self.user_can_authenticate(user) else None


@receiver(user_logged_in)
def confirm(sender: type[User], request: HttpRequest, user: User, **more: Any) -> None:
    """Whoever has just logged in is not asked again, for a while, who they are."""
    record_authentication(request, user, method="password", reauthenticated=True)
