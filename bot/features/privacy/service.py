"""What is kept about a person: shown, handed over, erased; and purged when its time has come.

own.py        everything under one person's name
erasing.py    taking a person out
copies.py     the same in the copies of the database
retention.py  taking everyone out, by itself
"""

from bot.features.privacy.copies import erase
from bot.features.privacy.personal_data import Own, Record, own
from bot.features.privacy.retention_job import purge_at

__all__ = ["Own", "Record", "erase", "own", "purge_at"]
