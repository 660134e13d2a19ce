"""The log: one noun a file. SI integers, constraints in the database, ownership by `runner`."""

from training.models.back_test import BackTest
from training.models.care import CareEntry
from training.models.check_in import CheckIn
from training.models.import_batch import ImportBatch, ImportFile, ImportItem, ImportUpload
from training.models.profile import PreviousInjury, Profile
from training.models.reaction import Reaction
from training.models.run import Run
from training.models.shoe import Shoe
from training.models.threshold_revision import ThresholdRevision
from training.models.undo import Undo
from training.models.user import User

__all__ = [
    "BackTest",
    "CareEntry",
    "CheckIn",
    "ImportBatch",
    "ImportFile",
    "ImportItem",
    "ImportUpload",
    "PreviousInjury",
    "Profile",
    "Reaction",
    "Run",
    "Shoe",
    "ThresholdRevision",
    "Undo",
    "User",
]
