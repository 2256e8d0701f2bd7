"""
Sends what aiohttp would send to Spotify to the sandbox.
"""

import os

import aiohttp

_usual = aiohttp.ClientSession._request


async def _request(self, method, url, **options):
    text = str(url)
    text = text.replace("https://api.spotify.com/v1", os.environ["SPOTIFY_API"])
    text = text.replace("https://accounts.spotify.com", os.environ["SPOTIFY_ACCOUNTS"])
    return await _usual(self, method, text, **options)


aiohttp.ClientSession._request = _request
