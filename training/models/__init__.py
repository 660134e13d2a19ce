"""The log: one noun a file. SI integers, constraints in the database, ownership by `runner`."""

from training.models.access_token import AccessToken
from training.models.back_test import BackTest
from training.models.care import CareEntry
from training.models.check_in import CheckIn
from training.models.clearance import Clearance
from training.models.coach_mark import CoachMark
from training.models.gap_answer import GapAnswer
from training.models.grant import Grant
from training.models.idempotency_key import IdempotencyKey
from training.models.import_batch import ImportBatch, ImportFile, ImportItem, ImportUpload
from training.models.invitation import Invitation
from training.models.ladder_session import LadderSession
from training.models.listener import Listener, Told
from training.models.log_stamp import LogStamp
from training.models.look import Look
from training.models.mail import MailSent, MailWishes
from training.models.note import Note
from training.models.override import Override, TeamOverride
from training.models.profile import PreviousInjury, Profile
from training.models.reaction import Reaction
from training.models.report_link import ReportLink
from training.models.run import Run
from training.models.schedule import Schedule, Worker
from training.models.seen import Seen
from training.models.shoe import Shoe
from training.models.team import Team, TeamMember
from training.models.threshold_revision import ThresholdRevision
from training.models.undo import Undo
from training.models.user import User
from training.models.webhook import Webhook, WebhookDelivery

__all__ = [
    "AccessToken",
    "BackTest",
    "CareEntry",
    "CheckIn",
    "Clearance",
    "CoachMark",
    "GapAnswer",
    "Grant",
    "IdempotencyKey",
    "ImportBatch",
    "ImportFile",
    "ImportItem",
    "ImportUpload",
    "Invitation",
    "LadderSession",
    "Listener",
    "LogStamp",
    "Look",
    "MailSent",
    "MailWishes",
    "Note",
    "Override",
    "PreviousInjury",
    "Profile",
    "Reaction",
    "ReportLink",
    "Run",
    "Schedule",
    "Seen",
    "Shoe",
    "Team",
    "TeamMember",
    "TeamOverride",
    "ThresholdRevision",
    "Told",
    "Undo",
    "User",
    "Webhook",
    "WebhookDelivery",
    "Worker",
]
