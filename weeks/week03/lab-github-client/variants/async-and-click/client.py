"""The hub, asked by coroutines."""

import asyncio
import os
from datetime import UTC, datetime
from urllib.parse import quote

import httpx

SAYINGS = {401: "You need a valid HUB_TOKEN", 403: "That is forbidden", 404: "Not there"}


class HubFailure(Exception):
    pass


class Fields(dict):
    def __missing__(self, key):
        raise HubFailure(f"The hub left out the field {key}.")


class Hub:
    async def __aenter__(self):
        try:
            self.home = httpx.URL(os.environ["HUB_URL"])
            if self.home.scheme not in ("http", "https"):
                raise KeyError
        except (KeyError, httpx.InvalidURL):
            raise HubFailure("HUB_URL is missing, or it is no address.") from None
        self.headers = {"accept": "application/json", "user-agent": "boris/2"}
        if token := os.environ.get("HUB_TOKEN", "").strip():
            try:
                token.encode("ascii")
            except UnicodeEncodeError:
                raise HubFailure("HUB_TOKEN is not ASCII.") from None
            if not token.isprintable():
                raise HubFailure("HUB_TOKEN has more than one line.")
            self.headers["authorization"] = f"Bearer {token}"
        self.client = httpx.AsyncClient(timeout=float(os.environ.get("HUB_TIMEOUT", 10)))
        return self

    async def __aexit__(self, *_):
        await self.client.aclose()

    async def _once(self, method, url, **kwargs):
        home = (url.scheme, url.host, url.port) == (self.home.scheme, self.home.host, self.home.port)
        kept = self.headers if home else {k: v for k, v in self.headers.items() if k != "authorization"}
        try:
            answer = await self.client.request(method, url, headers=kept, **kwargs)
            answer.raise_for_status()
            return answer, 0
        except httpx.HTTPStatusError as error:
            code, told = error.response.status_code, error.response.headers
            if code in (429, 503) and told.get("retry-after", "x").isdigit():
                return error.response, int(told["retry-after"])
            raise HubFailure(self._sentence(error.response)) from None
        except httpx.TimeoutException:
            raise HubFailure(f"{self.home} is silent.") from None
        except httpx.TransportError as error:
            raise HubFailure(f"{self.home}: {type(error).__name__}") from None

    def _sentence(self, answer):
        code = answer.status_code
        parts = [f"{SAYINGS.get(code, answer.reason_phrase)} ({code}), {answer.url.path}"]
        if code == 403 and answer.headers.get("x-ratelimit-remaining") == "0":
            parts.append(f"until {datetime.fromtimestamp(int(answer.headers['x-ratelimit-reset']), UTC):%c UTC}")
        if code == 422:
            parts.append(answer.text)
        return " ".join(parts)

    async def _ask(self, method, url, **kwargs):
        for tries in (1, 2, 3):
            answer, wait = await self._once(method, url, **kwargs)
            if answer.is_success:
                break
            if tries == 3 or wait > 30 or method != "GET":
                raise HubFailure(f"The hub is busy ({answer.status_code}). It said: {wait} seconds.")
            await asyncio.sleep(wait)
        try:
            return answer, answer.json()
        except ValueError:
            raise HubFailure("No JSON came.") from None

    def _url(self, parts):
        return self.home.join("/" + "/".join(quote(part, safe="") for part in parts))

    async def one(self, *parts, method="GET", **kwargs):
        _, data = await self._ask(method, self._url(parts), **kwargs)
        if not isinstance(data, dict):
            raise HubFailure("An object was expected.")
        return Fields(data)

    async def many(self, *parts, **query):
        url = self._url(parts).copy_merge_params(query)
        while url:
            answer, data = await self._ask("GET", url)
            if not isinstance(data, list) or not all(isinstance(one, dict) for one in data):
                raise HubFailure("A list of objects was expected.")
            for one in data:
                yield Fields(one)
            following = answer.links.get("next")
            url = url.join(following["url"]) if following else None
