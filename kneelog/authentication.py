"""Log-in by name and password; a user arrives with profile and what the navigation shows, in one query."""

from django.contrib.auth.backends import ModelBackend

from training.models import User
from training.sharing.counts import with_counts


class RunnerBackend(ModelBackend):
    def get_user(self, user_id: str) -> User | None:
        users = with_counts(User.objects.select_related("profile"))
        user = users.filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
