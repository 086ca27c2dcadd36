"""Users: each with their own password and roles, never deleted."""

from dataclasses import replace

import pytest

from ilp_desktop.domain.identifiers import UserId
from ilp_desktop.domain.installation import Role, User
from ilp_desktop.domain.problem import Rejected
from ilp_desktop.services.sign_in import sign_in, switch_user
from ilp_desktop.services.users import UserCommand, add_user, change_user, list_users, set_aside_user
from ilp_desktop.services.workplace import Workplace
from tests.services.conftest import PASSWORD, TurnedClock

SECRET = "gunung tinggi sekali"
NURSE = UserCommand(
    username="rahma",
    name="Bidan Rahma",
    roles=frozenset({Role.CLUSTER_2}),
    password=SECRET,
    password_again=SECRET,
    administrator_password=PASSWORD,
)


def codes(rejected: pytest.ExceptionInfo[Rejected]) -> list[str]:
    return [problem.code for problem in rejected.value.problems]


def test_a_new_user_signs_in_with_a_password_of_their_own(workplace: Workplace, clock: TurnedClock) -> None:
    added = add_user(workplace, replace(NURSE, employee_number="19850712 201001 2 003"))
    assert added.value.employee_number == "198507122010012003"
    opened = sign_in(workplace.folder, "Rahma", SECRET, clock)

    assert added.changes == {"practitioner", "account"}
    assert opened.user.role_set == {Role.CLUSTER_2}
    with pytest.raises(Rejected) as rejected:
        add_user(opened, replace(NURSE, username="lain"))
    assert codes(rejected) == ["role.missing"]
    opened.database.close()


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (replace(NURSE, username=""), "user.username"),
        (replace(NURSE, username="SITI"), "user.taken"),
        (replace(NURSE, username="r" * 65), "user.username_unfit"),
        (replace(NURSE, username="rah\nma"), "user.username_unfit"),
        (replace(NURSE, name=" "), "user.name"),
        (replace(NURSE, employee_number="19850712201001200"), "employee_number_length"),
        (replace(NURSE, employee_number="198507122010013003"), "employee_number_facts"),
        (replace(NURSE, roles=frozenset()), "user.roles"),
        (replace(NURSE, password="x", password_again="x"), "password.short"),
        (replace(NURSE, administrator_password="salah"), "sign_in.wrong"),
    ],
)
def test_a_user_that_cannot_be_is_refused_and_nothing_is_kept(
    workplace: Workplace, command: UserCommand, code: str
) -> None:
    with pytest.raises(Rejected) as rejected:
        add_user(workplace, command)

    assert codes(rejected) == [code]
    assert [user.username for user in list_users(workplace)] == ["siti"]


def test_a_change_without_a_password_keeps_the_old_one(workplace: Workplace) -> None:
    user = add_user(workplace, NURSE).value
    quiet = replace(NURSE, password="", password_again="", administrator_password="")
    change_user(workplace, user.id, replace(quiet, roles=frozenset({Role.HEAD}), position="Bidan koordinator"))

    changed = switch_user(workplace, "rahma", SECRET).user
    assert changed.role_set == {Role.HEAD}
    assert changed.position == "Bidan koordinator"


def test_who_is_set_aside_stays_on_record_and_needs_a_new_password_to_come_back(workplace: Workplace) -> None:
    user = add_user(workplace, NURSE).value
    set_aside_user(workplace, user.id)

    with pytest.raises(Rejected) as outside:
        switch_user(workplace, "rahma", SECRET)
    with pytest.raises(Rejected) as without_password:
        change_user(workplace, user.id, replace(NURSE, password="", password_again=""))
    change_user(workplace, user.id, replace(NURSE, password="laut biru sekali", password_again="laut biru sekali"))

    assert (codes(outside), codes(without_password)) == (["sign_in.wrong"], ["user.password_needed"])
    assert switch_user(workplace, "rahma", "laut biru sekali").user.id == user.id


def test_an_administrator_cannot_lock_everybody_out(workplace: Workplace) -> None:
    own = replace(NURSE, username="siti", name="Siti", password="", password_again="")
    with pytest.raises(Rejected) as aside:
        set_aside_user(workplace, workplace.user.id)
    with pytest.raises(Rejected) as rights:
        change_user(workplace, workplace.user.id, own)

    assert (codes(aside), codes(rights)) == (["user.self"], ["user.own_right"])


def test_no_package_makes_a_user_or_gives_rights(workplace: Workplace) -> None:
    nurse = add_user(workplace, NURSE).value
    stranger = User(id=UserId("stranger"), username="siti", name="Siti lain", roles="administrator")
    with workplace.change("accept_package") as transaction:
        transaction.insert(stranger)
        transaction.change(nurse, roles="administrator", username="rahmawati", name="Rahmawati")

    assert switch_user(workplace, "siti", PASSWORD).user.id == workplace.user.id
    signed_in = switch_user(workplace, "rahma", SECRET).user
    assert (signed_in.role_set, signed_in.name) == (frozenset({Role.CLUSTER_2}), "Rahmawati")
    assert [(user.username, user.name) for user in list_users(workplace)] == [
        ("rahma", "Rahmawati"),
        ("siti", "Siti Rahmawati"),
    ]
