"""
Tokens in Redis.
"""

from __future__ import annotations

import json
import logging
import math
import secrets
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from .._errors import AuthError, SettingsError
from .._json import parse_json
from .._oauth import Token
from .._secrets import SecretBytes
from ._limits import as_text
from ._link import Away, link_to

if TYPE_CHECKING:
    from ._link import RedisClient

_log = logging.getLogger("clientcore")

#: Seconds for which a lock is extended at most, if its holder never unlocks it.
_LONGEST_LOCK = 60.0

# A token is a hash: data, version, end and time of storing in milliseconds of the
# clock of Redis, and whether it has a refresh token.

# KEYS: token. ARGV: milliseconds until the key expires, or 0.
_LOAD = """
local found = redis.call('HMGET', KEYS[1], 'version', 'data', 'end', 'stored')
if not found[2] then
    return false
end
if ARGV[1] ~= '0' then
    redis.call('PEXPIRE', KEYS[1], ARGV[1])
end
if found[3] ~= '' then
    local time = redis.call('TIME')
    local now = time[1] * 1000 + time[2] / 1000
    found[3] = string.format('%.0f', found[3] - now)
end
return found
"""

# KEYS: token. ARGV: version that may be replaced or '*' for any, new version, data,
# milliseconds until its end or '', whether it has a refresh token, see _LOAD.
# The new version is stored already if the response to an earlier call was lost.
_SAVE = """
local found = redis.call('HMGET', KEYS[1], 'version', 'renewable', 'stored')
local known = ARGV[1] == '*' or found[1] == ARGV[1] or found[1] == ARGV[2]
if found[2] == '1' and not known then
    return 0
end
local time = redis.call('TIME')
local now, ends = math.floor(time[1] * 1000 + time[2] / 1000), ARGV[4]
if ends ~= '' then
    ends = string.format('%.0f', now + ends)
end
-- It never decreases, even if the clock of Redis is set back.
local before = tonumber(found[3]) or 0
local stored = before < 2^53 and math.max(now, before + 1) or now
redis.call('HSET', KEYS[1], 'version', ARGV[2], 'data', ARGV[3], 'end', ends,
    'renewable', ARGV[5], 'stored', string.format('%.0f', stored))
if ARGV[6] == '0' then
    redis.call('PERSIST', KEYS[1])
else
    redis.call('PEXPIRE', KEYS[1], ARGV[6])
end
return stored
"""

# KEYS: token, lock. ARGV: owner, milliseconds until the lock expires.
_EXTEND = """
if redis.call('GET', KEYS[2]) == ARGV[1] then
    redis.call('PEXPIRE', KEYS[2], ARGV[2])
end
"""

# KEYS: token, lock. ARGV: owner, milliseconds until the lock expires.
_LOCK = """
local owner = redis.call('GET', KEYS[2])
if owner and owner ~= ARGV[1] then
    return false
end
local version = redis.call('HGET', KEYS[1], 'version') or ''
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
return version
"""

# KEYS: token, lock. ARGV: owner.
_UNLOCK = """
if redis.call('GET', KEYS[2]) == ARGV[1] then
    redis.call('DEL', KEYS[2])
end
"""

# KEYS: token.
_DELETE = "redis.call('DEL', KEYS[1])"


class _Found(NamedTuple):
    """What Redis has of a token."""

    version: str
    data: str | bytes
    end: datetime | None
    stored: int


class RedisStore:
    """
    Stores the token of one user or app for many workers.

    One worker renews the token, the others wait and read the new one. A lock with an
    expiry is held during a renewal, and a token that another worker has stored since
    this one read it is not overwritten. The token's end is stored by the clock of
    Redis, so the clocks of workers may differ.

    While Redis is away, the token in memory is used. A token that is renewed
    meanwhile is written when Redis is back.

    Args:
        redis: See `RedisLimits`.
        name: Name of the user or app, and of the service if several share a Redis.
        encryption_keys: Keys of ``cryptography.fernet.Fernet``. The first encrypts,
            and all of them decrypt. Empty to store tokens in plain text.
        prefix: Begins the keys in Redis.
        expiry: Seconds after which a token that is not used is deleted, or ``None``
            for never. 90 days by default.
        lock_expiry: Seconds after which another worker may renew the token, if this
            one has died during a renewal. The lock of a renewal that takes longer is
            extended, for up to a minute.
        now: Returns the time of this machine, with a time zone.

    Raises:
        TypeError: *redis* is neither a URL nor a client that blocks.
        ValueError: The URL is not one of Redis, a key is not one of Fernet, or an
            expiry is not more than 0.
        SettingsError: Keys are given, and ``cryptography`` is not installed.
    """

    def __init__(
        self,
        redis: str | RedisClient,
        name: str,
        *,
        encryption_keys: Iterable[str | bytes] = (),
        prefix: str = "clientcore",
        expiry: float | None = 90 * 86400.0,
        lock_expiry: float = 10.0,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        for seconds in (expiry, lock_expiry):
            if seconds is not None and not 0 < seconds < math.inf:
                raise ValueError("expiry and lock_expiry are more than 0 seconds")
        self._link = link_to(redis)
        self._name = name
        key = f"{prefix}:token:{{{name}}}"
        self._keys = [key, f"{key}:lock"]
        self._ciphers = _ciphers(encryption_keys)
        self._expiry = math.ceil((expiry or 0) * 1000)
        self._lock_expiry = math.ceil(lock_expiry * 1000)
        self._now = now
        # What this worker has read or stored last, and what it has yet to store. Each
        # is replaced as a whole, because threads share them.
        self._version = "*"
        self._token: Token | None = None
        self._stored = 0
        self._unsaved: dict[str, Token] = {}

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._name!r}>"

    def lock(self) -> Callable[[], None] | None:
        """
        Lock the token, so that no other worker renews it meanwhile.

        Returns:
            The function that unlocks it, or ``None`` while another worker holds the
            lock. While Redis is away, nothing is locked.
        """
        owner = secrets.token_hex(16)
        args = (owner, self._lock_expiry)
        # It may be locked even if the response was lost.
        with suppress(Away):
            version = self._link.eval(_LOCK, self._keys, args, _version)
            if version is None:
                return None
            if not self._unsaved:
                self._version = version
        unlocked = threading.Event()
        self._start_extending(owner, unlocked)
        return partial(self._unlock, owner, unlocked)

    def _start_extending(self, *args: Any) -> None:
        """Start a thread, since that ends or stops with its process."""
        name = "clientcore.redis"
        thread = threading.Thread(target=self._extend, args=args, name=name)
        thread.daemon = True
        with suppress(RuntimeError):  # at the end of the interpreter: it expires
            thread.start()

    def _extend(self, owner: str, unlocked: threading.Event) -> None:
        """Extend the lock until it is unlocked, for a minute at most."""
        pause = self._lock_expiry / 3000
        for _ in range(math.ceil(_LONGEST_LOCK / pause)):
            if unlocked.wait(pause):
                return
            with suppress(Away):
                self._link.eval(_EXTEND, self._keys, (owner, self._lock_expiry))

    def _unlock(self, owner: str, unlocked: threading.Event) -> None:
        unlocked.set()
        with suppress(Away):  # it expires
            self._link.eval(_UNLOCK, self._keys, (owner,))

    def load(self) -> Token | None:
        """
        Return the stored token, or ``None`` if there is none.

        Raises:
            AuthError: The token cannot be decrypted or read, or Redis is away and no
                token is in memory.
        """
        try:
            self._write()
            args = (self._expiry,)
            found = self._link.eval(_LOAD, self._keys[:1], args, self._read)
        except Away as away:
            if self._token is None:
                text = f"there is no token in memory, and {away}"
                raise AuthError(text) from None
            return self._token
        if found is None:
            self._version, self._token = "", None
            return None
        self._version = found.version
        if self._token is not None and found.stored < self._stored:
            # Redis was started with a snapshot, or has failed over to a replica.
            with suppress(Away):
                self._put(secrets.token_hex(8), self._token)
            return self._token
        return self._take(found)

    def _take(self, found: _Found) -> Token:
        """Return the token of *found*, and keep it in memory."""
        token, is_old = self._decoded(found.data)
        self._token = token = attrs.evolve(token, expires_at=found.end)
        self._stored = found.stored
        if is_old:
            # Encrypted by a key that is about to be removed. The version stays, so that
            # a worker that renews the token meanwhile can store it.
            with suppress(Away):
                self._put(found.version, token)
        return token

    def _read(self, found: Any) -> _Found | None:
        if found is None:
            return None
        version, data, left, stored = found
        end = self._now() + timedelta(milliseconds=int(left)) if left else None
        return _Found(as_text(version), data, end, int(stored or 0))

    def save(self, token: Token) -> None:
        """
        Store *token*, or do it later if Redis is away.

        A store that has read nothing yet replaces what is there.

        Raises:
            AuthError: Another worker has stored a token since this one read it.
        """
        self._token, self._unsaved = token, {secrets.token_hex(8): token}
        try:
            is_saved = self._write()
        except Away:
            self._link.when_back(self._write_later)
        else:
            if not is_saved:
                raise AuthError("another worker has stored a newer token")

    def delete(self) -> None:
        """
        Delete the token, for example when the user signs out.

        Workers that have it in memory go on with it, and store it again when they renew
        it: revoke it at the service, too.

        Raises:
            AuthError: Redis is away.
        """
        self._token, self._unsaved = None, {}
        try:
            self._link.eval(_DELETE, self._keys[:1])
        except Away as away:
            raise AuthError(f"the token cannot be deleted: {away}") from None

    def _write(self) -> bool:
        """Write what was not stored, and return whether no newer token was there."""
        unsaved = self._unsaved
        is_saved = all(self._put(*pair) for pair in list(unsaved.items()))
        unsaved.clear()
        return is_saved

    def _put(self, version: str, token: Token) -> bool:
        left: str | int = ""
        if token.expires_at is not None:
            left = round((token.expires_at - self._now()).total_seconds() * 1000)
        is_renewable = int(bool(token.refresh_token))
        data = self._encoded(token)
        args = (self._version, version, data, left, is_renewable, self._expiry)
        stored = self._link.eval(_SAVE, self._keys[:1], args, int)
        if stored:
            self._version, self._stored = version, stored
        return stored > 0

    def _write_later(self) -> None:
        if not self._write():
            _log.warning(
                "a token was not stored: another worker has stored a newer one"
            )

    def _encoded(self, token: Token) -> bytes:
        data = attrs.evolve(token, expires_at=None).to_data()
        # With the name, so that nobody can give one user's token to another.
        content = SecretBytes(json.dumps({"name": self._name, "token": data}).encode())
        return self._ciphers[0].encrypt(content) if self._ciphers else content

    def _decoded(self, data: str | bytes) -> tuple[Token, bool]:
        """Return the token, and whether the first key has not encrypted it."""
        data = SecretBytes(data.encode() if isinstance(data, str) else data)
        content, place = _decrypted(self._ciphers, data)
        try:
            found = parse_json(content)
            name, token = found["name"], found["token"]
        except (ValueError, TypeError, KeyError):
            name = token = None
        del content
        if name != self._name or token is None:
            raise AuthError("the stored token cannot be read")
        return Token.from_data(token), place > 0


def _version(found: Any) -> str | None:
    return None if found is None else as_text(found)


def _ciphers(keys: Iterable[str | bytes]) -> list[Any]:
    keys = [keys] if isinstance(keys, str | bytes) else list(keys)
    if not keys:
        return []
    try:
        from cryptography.fernet import Fernet
    except ImportError as error:
        text = 'encryption_keys= needs the package "cryptography"'
        raise SettingsError(text) from error
    try:
        return [Fernet(key) for key in keys]
    except ValueError:
        del keys
        raise ValueError("a key of Fernet is 32 bytes in URL-safe base64") from None


def _decrypted(ciphers: list[Any], data: bytes) -> tuple[bytes, int]:
    """Return the decrypted *data*, and the place of the key that fits."""
    if not ciphers:
        return data, 0
    from cryptography.fernet import InvalidToken

    for place, cipher in enumerate(ciphers):
        try:
            return SecretBytes(cipher.decrypt(bytes(data))), place
        except InvalidToken:
            continue
    raise AuthError("the stored token cannot be decrypted: no key fits") from None
