"""Log-in by name and password; a request's user arrives with their profile in one query."""

from django.contrib.auth.backends import ModelBackend

from training.models import User


class RunnerBackend(ModelBackend):
    def get_user(self, user_id: str) -> User | None:
        user = User.objects.select_related("profile").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
