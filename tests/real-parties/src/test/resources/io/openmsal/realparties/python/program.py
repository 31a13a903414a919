# A program with MSAL for Python and its extensions, as their own samples write one. It is told what to do in lines of JSON and
# answers each with one line of JSON.
#
# Arguments: the authority, the client id, where the cache is, and in what: file or libsecret. Where the authority is Microsoft's, also the address
# that stands in for it, and whether hosts are looked up: discovery or none.
import json
import sys
import time
from urllib.parse import urlsplit, urlunsplit

import msal
import requests
from msal_extensions import FilePersistence, LibsecretPersistence, PersistedTokenCache
from msal_extensions.cache_lock import CrossPlatLock

authority, client_id, location, kind, *microsoft = sys.argv[1:]
scopes = ["User.Read"]
requests_sent = 0


def answer(value):
    print(json.dumps(value), flush=True)


def told(result):
    """What came back, without anything that a log should not hold but the access token, which the test compares."""
    if not result:
        return {"token": None}
    return {"token": result.get("access_token"), "error": result.get("error_description")}


class StandIn(requests.Session):
    """Takes what is for a host of Microsoft's to another address."""

    def __init__(self, address):
        super().__init__()
        self.address = address

    def request(self, method, url, *args, **options):
        parts = urlsplit(url)
        if parts.hostname.startswith("login."):
            url = urlunsplit(urlsplit(self.address)._replace(path=parts.path, query=parts.query))
        return super().request(method, url, *args, **options)


def device(app, _):
    flow = app.initiate_device_flow(scopes)
    answer({"user_code": flow["user_code"]})
    return told(app.acquire_token_by_device_flow(flow))


def silent(app, command):
    accounts = app.get_accounts()
    if not accounts:
        return {"token": None, "error": "no account"}
    result = app.acquire_token_silent(
        scopes, account=accounts[0], force_refresh=command.get("force", False))
    return told(result)


def accounts(app, _):
    return {"accounts": [account["username"] for account in app.get_accounts()]}


def remove(app, _):
    for account in app.get_accounts():
        app.remove_account(account)
    return {}


def add(app, command):
    """Writes entries of its own, one change of the whole cache after another, as fast as it can."""
    for number in range(command["count"]):
        name = "%s-%d" % (command["name"], number)
        app.token_cache.add({
            "client_id": client_id, "scope": [name], "token_endpoint": authority + "/oauth2/v2.0/token",
            "response": {"access_token": name, "expires_in": 3600, "token_type": "Bearer"}})
    return {}


def half(app, command):
    """Writes half of the file under the lock, says so, and the other half when it is told to go on."""
    with CrossPlatLock(location + ".lockfile"):
        with open(location, "r") as file:
            whole = file.read()
        with open(location, "w") as file:
            file.write(whole[:len(whole) // 2])
            file.flush()
            answer({"half": True})
            sys.stdin.readline()
            time.sleep(command["seconds"])
            file.write(whole[len(whole) // 2:])
    return {}


def hold(app, _):
    """Holds the lock until it is told to go on, or is killed."""
    with CrossPlatLock(location + ".lockfile"):
        answer({"held": True})
        sys.stdin.readline()
    return {}


persistence = FilePersistence(location) if kind == "file" else LibsecretPersistence(location)
cache = PersistedTokenCache(persistence)
app = msal.PublicClientApplication(
    client_id, authority=authority, token_cache=cache,
    instance_discovery=None if "discovery" in microsoft else False,
    http_client=StandIn(microsoft[0]) if microsoft else None)
work = {f.__name__: f for f in (device, silent, accounts, remove, add, half, hold)}
answer({"ready": True})
for line in sys.stdin:
    command = json.loads(line)
    answer(work[command["do"]](app, command))
