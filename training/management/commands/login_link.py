from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from kneelog.accounts import username_validators
from training.models import User


class Command(BaseCommand):
    help = "Prints an address at which somebody sets their password: once, within an hour."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="their user name; an account is made where there is none")

    def handle(self, *, username: str, **options: Any) -> None:
        person = User.objects.filter(username__iexact=username).first() or make_account(username)
        if not person.is_active:
            raise CommandError(f"The account {username} is closed. Open it at /admin/ first.")
        words = {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}
        self.stdout.write(reverse("account_reset_password_from_key", kwargs=words))
        self.stderr.write("Put the address of your KneeLog before it, and send it to them alone.")


def make_account(username: str) -> User:
    person = User(username=username)
    person.set_unusable_password()
    try:
        person.full_clean(exclude=["password"])
        for validate in username_validators:
            validate(username)
    except ValidationError as problem:
        raise CommandError(" ".join(problem.messages)) from None
    person.save()
    return person
