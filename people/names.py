"""Who took the steps of a history, in words."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from core.actors import Actor, Role
from core.models import Transition
from people.models import Person, User


class Names:
    """Who the actors of some steps are, in words: first name and role. Two queries at the most."""

    def __init__(self, steps: Iterable[Transition], *, reader: Actor | None = None) -> None:
        steps = list(steps)
        users = {step.actor_user_id for step in steps if step.actor_user_id}
        people = {step.actor_person_id for step in steps if step.actor_person_id}
        self.reader = reader
        self.users = {user.pk: user for user in User.objects.filter(pk__in=users)} if users else {}
        self.people = {person.pk: person for person in Person.objects.filter(pk__in=people)} if people else {}

    def of(self, step: Transition) -> str:
        """ "You", "Grace", "Sam (volunteer coordinator)"; the role alone where the name is gone."""
        if self.reader and step.actor_person_id and step.actor_person_id == self.reader.person_id:
            return _("You")
        role = str(Role(step.role).label) if step.role in Role.values else ""
        person = self.people.get(step.actor_person_id or 0)
        user = self.users.get(step.actor_user_id or 0)
        name = (person and person.first_name) or (user and user.name.split(" ")[0]) or ""
        if step.role in (Role.PERSON, Role.SYSTEM) or not role:
            return name or role
        return _("%(name)s (%(role)s)") % {"name": name, "role": role} if name else role
