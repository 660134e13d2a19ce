"""Settings of accounts: who may have one, how they log in, and what guessing meets."""

from kneelog import environment

PRODUCTION = environment.flag("KNEELOG_PRODUCTION")

AUTHENTICATION_BACKENDS = ["kneelog.authentication.RunnerBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"
LOGOUT_REDIRECT_URL = "account_login"
KNEELOG_SIGN_UP = environment.one_of(
    "KNEELOG_SIGN_UP", ["open", "invitation", "closed"], "invitation" if PRODUCTION else "open"
)
KNEELOG_SECOND_FACTOR = environment.one_of(
    "KNEELOG_SECOND_FACTOR", ["nobody", "admins", "coaches"], "admins" if PRODUCTION else "nobody"
)
ACCOUNT_ADAPTER = "kneelog.accounts.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "training.forms.accounts.LogInForm",
    "signup": "training.forms.accounts.SignUpForm",
    "change_password": "training.forms.accounts.NewPasswordForm",
    "reset_password": "training.forms.accounts.LinkForm",
    "reset_password_from_key": "training.forms.accounts.LinkedPasswordForm",
    "add_email": "training.forms.accounts.AddressForm",
    "reauthenticate": "training.forms.accounts.AgainForm",
}
ACCOUNT_USERNAME_VALIDATORS = "kneelog.accounts.username_validators"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PRODUCTION else "http"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "KneeLog: "
# Also without confirmed addresses: whoever signs up never learns whether an address is known.
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_RATE_LIMITS = {
    # One account from one address; and one address whatever it tries, as many may share it.
    "login_failed": "10/15m/key,100/15m/ip",
    "login": "300/m/ip",
    "reset_password": "20/m/ip,5/15m/key",
    "reauthenticate": "10/15m/user",
    "change_password": "10/15m/user",
}
MFA_ADAPTER = "kneelog.accounts.SecondFactorAdapter"
MFA_FORMS = {
    "activate_totp": "training.forms.accounts.AppForm",
    "add_webauthn": "training.forms.passkeys.AddForm",
    "login_webauthn": "training.forms.passkeys.LogInForm",
    "authenticate_webauthn": "training.forms.passkeys.AuthenticateForm",
    "reauthenticate_webauthn": "training.forms.passkeys.ReauthenticateForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "KneeLog"
MFA_TOTP_TOLERANCE = 1
# Browsers make passkeys without HTTPS on this computer alone.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if environment.flag("KNEELOG_BEHIND_PROXY") else 0
PASSWORD_HASHERS = ["kneelog.hashers.Argon2", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
PASSWORD_RESET_TIMEOUT = 60 * 60
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
