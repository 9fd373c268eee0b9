"""What is kept about a person: shown, handed over, erased; and purged when its time has come.

own.py        everything under one person's name
erasing.py    taking a person out
copies.py     the same in the copies of the database
retention.py  taking everyone out, by itself
"""

from bot.services.privacy.copies import erase
from bot.services.privacy.own import Own, Record, own
from bot.services.privacy.retention import purge_at

__all__ = ["Own", "Record", "erase", "own", "purge_at"]
