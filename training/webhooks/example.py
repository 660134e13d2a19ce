"""What a receiver does to know that a message comes from KneeLog; shown to whoever adds a webhook."""

import base64
import hashlib
import hmac
import time


def is_from_kneelog(secret, headers, body):
    """Whether these bytes were sent with this secret, in the last five minutes."""
    message, sent_at = headers["webhook-id"], headers["webhook-timestamp"]
    if abs(time.time() - int(sent_at)) > 300:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    digest = hmac.digest(key, f"{message}.{sent_at}.".encode() + body, hashlib.sha256)
    right = "v1," + base64.b64encode(digest).decode()
    return any(hmac.compare_digest(right, given) for given in headers["webhook-signature"].split())
