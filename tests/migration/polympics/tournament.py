"""
A tournament's bot, for polympics 0.6.2: signs players up, and hears of changed teams.
"""

import asyncio
import os

import aiohttp.web

import polympics
from polympics import AppClient, ClientError, DataError, EventType, PolympicsError

SECRET = "only-the-server-knows"
heard = asyncio.Queue()


async def receive(request):
    if request.headers.get("Authorization") != f"Bearer {SECRET}":
        return aiohttp.web.Response(status=401)
    event = polympics.account_team_update(await request.json())
    await heard.put(event)
    return aiohttp.web.Response(text="thanks")


async def listen():
    app = aiohttp.web.Application()
    app.add_routes([aiohttp.web.post("/callback", receive)])
    runner = aiohttp.web.AppRunner(app)
    await runner.setup()
    site = aiohttp.web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    return runner, site._server.sockets[0].getsockname()[1]


async def next_move():
    event = await asyncio.wait_for(heard.get(), 10)
    team = event.team.name if event.team else "no team"
    return f"{event.account.name} is in {team}"


async def main():
    credentials = polympics.Credentials(
        os.environ["POLYMPICS_APP_USER"], os.environ["POLYMPICS_APP_PASSWORD"]
    )
    client = AppClient(credentials, base_url="https://api.polytopia.fun")
    runner, port = await listen()
    try:
        print((await client.get_self()).name, await client.check_signups())
        team = await client.create_team("The Otters")
        player = await client.create_account(
            id=103, name="Robin", discriminator="0042", team=team
        )
        print(player.name, player.discriminator, player.team.name)
        callback = await client.create_callback(
            event=EventType.ACCOUNT_TEAM_UPDATE,
            url=f"http://127.0.0.1:{port}/callback",
            secret=SECRET,
        )
        print(callback.event.value, list(await client.get_callbacks()))
        print((await client.update_account(player, team=polympics.NO_TEAM)).team)
        print(await next_move())
        moved = await client.update_account(player, name="Robyn", team=team)
        print(moved.name, moved.team.member_count)
        print(await next_move())

        award = await client.create_award(
            title="First", image_url="https://x.example/1.png", team=team, accounts=[]
        )
        await client.give_award(award, moved)
        full = await client.get_award(award.id)
        print(full.title, [account.name for account in full.awardees], full.team.name)

        names = [account.name async for account in client.list_accounts(team=team)]
        print(
            names, [each.name for each in await client.list_teams("otters").get_page(0)]
        )
        teams = client.list_teams()
        first = await teams.get_page(0)
        print(len(first), teams.meta.results, teams.meta.pages)

        session = await client.create_session(moved)
        own = polympics.UserClient(session, base_url="https://api.polytopia.fun")
        me = await own.get_self()
        print(me.id, me.name, me.permissions.manage_teams)
        try:
            await own.update_account(me, name="Somebody")
        except ClientError as error:
            print("refused:", error.code, error.detail)
        await own.close()

        try:
            await client.get_account(1)
        except DataError as error:
            print("unknown:", error.code, isinstance(error, PolympicsError))
            print(error.issues[0]["loc"], error.issues[0]["msg"])
        try:
            await client.create_team("x" * 300)
        except (PolympicsError, ValueError):
            print("too long")
        await client.delete_callback(EventType.ACCOUNT_TEAM_UPDATE)
        await client.delete_account(moved)
        print(await client.get_callbacks())
    finally:
        await runner.cleanup()
        await client.close()


asyncio.run(main())
