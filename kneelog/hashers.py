from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """OWASP's recommended minimum: at Django's 100 MB per log-in, ten at once would fill a small server."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
