"""
Models, from JSON and back.
"""

from __future__ import annotations

import copy
import json
import pickle
from datetime import UTC, datetime
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import polympics
from polympics import (
    Account,
    AccountBatch,
    AccountTeamUpdateEvent,
    App,
    AppCredentials,
    Award,
    Callback,
    EventType,
    PaginatedResponse,
    Permissions,
    PolympicsError,
    Session,
    Team,
)

from .answers import load

EXAMPLES: list[tuple[type[Any], str]] = [
    (Account, "account_full"),
    (Account, "account_minimal"),
    (Team, "team_full"),
    (Team, "team_non_ascii"),
    (Award, "award_created"),
    (Award, "award_extended"),
    (Callback, "callback"),
    (AccountTeamUpdateEvent, "event_joined_team"),
    (AccountTeamUpdateEvent, "event_left_team"),
    (PaginatedResponse, "accounts_search_page0"),
    (Session, "session_created"),
    (App, "app_self"),
    (AppCredentials, "app_credentials"),
]


def test_account():
    """
    An account has numbers for ids, UTC for times, and flags.
    """
    account = Account.from_data(load("account_full"))

    assert account.id == 184467440737095516
    assert account.discriminator == "0420"
    assert account.created_at == datetime(2021, 6, 8, 10, 0, 0, 500000, UTC)
    assert account.permissions.manage_awards
    assert account.permissions.to_int() == 104
    assert [award.title for award in account.awards] == ["Sculpture, first"]
    assert account.team is not None
    assert account.team.member_count == 3
    assert account.team.awards[1].id == 11


def test_large_id():
    """
    An id that a double cannot hold is exact.
    """
    assert Account.from_data(load("account_minimal")).id == 9007199254740993


def test_whole_award():
    """
    An award that was asked for by its id comes in an envelope, which is opened.
    """
    award = Award.from_data(load("award_extended"))

    assert award.title == "Sculpture, first"
    assert [one.name for one in award.awardees or []] == ["Marlow", "Ines"]
    assert award.team is not None
    assert award.team.name == "Harbour Owls"
    assert award.raw == load("award_extended")


def test_award_alone():
    """
    Awardees that were not asked for are not no awardees.
    """
    assert Award.from_data(load("award_created")).awardees is None
    assert Award.from_data(load("award_extended_no_team")).team is None


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (
            Account,
            "id name discriminator created_at permissions awards avatar_url team",
        ),
        (Team, "id name created_at member_count awards"),
        (Award, "id title image_url awardees team"),
        (Callback, "id url event"),
        (Session, "username password expires_at"),
        (AccountTeamUpdateEvent, "account team"),
        (PaginatedResponse, "page per_page pages results data"),
    ],
)
def test_order(kind: type[Any], fields: str):
    """
    Fields are in the documented order.
    """
    assert [field.name for field in attrs.fields(kind)] == fields.split()


def test_positional():
    """
    Models can be made by position, as documented.
    """
    now = datetime.now(UTC)
    team = Team(1, "Owls", now, 0, [])
    account = Account(2, "Ines", "0001", now, Permissions(), [])
    app = App("A3", "board")
    credentials = AppCredentials("A3", "board", "token")

    assert (team.name, account.team, account.avatar_url) == ("Owls", None, None)
    assert (app.name, app.permissions) == ("board", Permissions())
    assert (credentials.name, credentials.password) == ("board", "token")
    assert Award(1, "a", "b") == Award(id=1, title="a", image_url="b")


@pytest.mark.parametrize(("kind", "name"), EXAMPLES)
def test_values(kind: type[Any], name: str):
    """
    Models are equal by value, frozen, and survive copying and pickling.
    """
    model = kind.from_data(load(name))

    assert model == kind.from_data(load(name))
    assert copy.deepcopy(model) == model
    assert pickle.loads(pickle.dumps(model)) == model
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(model, attrs.fields(kind)[0].name, None)


@pytest.mark.parametrize(("kind", "name"), EXAMPLES)
def test_round_trip(kind: type[Any], name: str):
    """
    Models go to JSON and back in every way there is.
    """
    model = kind.from_data(load(name))
    converter = polympics.converter

    assert converter.structure(converter.unstructure(model), kind) == model
    assert kind.from_data(json.loads(json.dumps(model.to_data()))) == model
    assert kind.from_dict(model.to_dict()) == model
    assert kind.from_dict(model.to_dict(encode_json=True)) == model
    assert kind.from_json(model.to_json(indent=1)) == model
    assert kind.from_json(model.to_json().encode()) == model


def test_hash():
    """
    Two states of one thing differ, but have one place in a dict.
    """
    old = Team.from_data(load("team_full"))
    new = attrs.evolve(old, name="Renamed")

    assert old != new
    assert hash(old) == hash(new)
    assert hash(old) != hash(Account.from_data(load("account_full")))
    assert len({AccountTeamUpdateEvent.from_data(load("event_left_team"))}) == 1


def test_unknown_keys():
    """
    Keys that are new are kept, and do no harm.
    """
    data = load("team_full") | {"colour": "red"}

    assert Team.from_data(data) == Team.from_data(load("team_full"))
    assert (Team.from_data(data).raw or {})["colour"] == "red"


def test_missing():
    """
    What is missing is left out, or an error for who asked for that.
    """
    data = load("account_full")
    del data["discriminator"]

    assert Account.from_data(data).discriminator is None
    assert Account.from_dict(data, infer_missing=True).name == "Marlow"
    with pytest.raises(polympics.DecodeError, match="discriminator"):
        Account.from_dict(data)


def test_unreadable_permissions():
    """
    Permissions that cannot be read are none.
    """
    account = Account.from_data(load("account_full") | {"permissions": "all"})

    assert account.permissions == Permissions()


@pytest.mark.parametrize("id", [None, "owl", True, 1.5, "", "١"])
def test_without_id(id: Any):
    """
    What has no id is no entity.
    """
    with pytest.raises(polympics.DecodeError):
        Team.from_data(load("team_full") | {"id": id})


def test_odd_item():
    """
    One item that cannot be read does not cost the others.
    """
    data = load("team_full")
    data["awards"].append({"title": "no id"})

    assert len(Team.from_data(data).awards) == 2


def test_client():
    """
    A model knows its client, if it has one.
    """
    client = object()
    bound = Account.from_data(load("account_full"), client)

    assert bound.client is client
    assert bound.team is not None
    assert bound.team.client is client
    with pytest.raises(polympics.UnboundError, match="bind"):
        _ = copy.copy(bound).client


def test_not_json():
    """
    Text that is no JSON is our error, and it is not shown.
    """
    with pytest.raises(polympics.DecodeError) as caught:
        Session.from_json('{"password": "secret')

    assert "secret" not in str(caught.value)


def test_event_type():
    """
    The one kind of event has two names.
    """
    assert EventType.account_team_update is EventType.ACCOUNT_TEAM_UPDATE
    assert EventType.ACCOUNT_TEAM_UPDATE.value == "account_team_update"
    assert len(EventType) == 1


def test_unknown_event():
    """
    A callback for a kind of event that is newer keeps the text.
    """
    callback = Callback.from_data(load("callback") | {"event": "award_given"})

    assert callback.event == "award_given"
    assert Callback.from_data(load("callback")).event is EventType.ACCOUNT_TEAM_UPDATE


def test_page():
    """
    A page knows its place, and reads its items as what is asked for.
    """
    page = PaginatedResponse.from_data(load("accounts_search_page0"))
    teams = PaginatedResponse.from_data(load("teams_search_exact_fit"))

    assert (page.page, page.per_page, page.pages) == (0, 2, 3)
    assert page.accounts == page.parse_as(Account)
    assert len(page.accounts) == len(page.data) == 2
    assert all(isinstance(team, Team) for team in teams.teams)


def test_batch():
    """
    Accounts that were asked for together know who is missing.
    """
    account = Account.from_data(load("account_full"))
    batch = AccountBatch.of([account.id, 5], [account, None])

    assert list(batch) == [account]
    assert len(batch) == 1
    assert batch.missing == [5]
    assert batch.get(account.id) is account
    assert batch.get(5) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner)
    ),
    max_leaves=5,
)
KEYS = sorted(load("account_full"))


@given(st.dictionaries(st.sampled_from([*KEYS, "award"]), JSON))
def test_mutated(changes: dict[str, Any]):
    """
    Whatever an answer holds, it becomes a model or our error.
    """
    for kind, name in EXAMPLES:
        try:
            model = kind.from_data(load(name) | changes)
        except PolympicsError:
            continue
        assert isinstance(model, kind)


@given(JSON)
def test_anything(data: Any):
    """
    Whatever comes in place of an answer, it is our error.
    """
    for kind, _ in EXAMPLES:
        with pytest.raises(PolympicsError):
            kind.from_data([data])
