import { type Principal, ROLE_MEMBERS, situationOf, type Wish } from '../../core/policy/request.ts';
import type { EntityUid } from '../../core/policy/value.ts';

/** The same call as Cedar's engine takes it. */
export function cedarCall([principal, wish, at]: readonly [Principal, Wish, number]) {
  const situation = situationOf(principal, wish, at);
  const { entities } = situation;
  const roles = Object.keys(ROLE_MEMBERS).map((role) => ({ type: 'Operate::Role', id: role }));
  const uids = [situation.principal, situation.action, situation.resource].map(uidOf);
  return {
    principal: uidOf(situation.principal),
    action: uidOf(situation.action),
    resource: uidOf(situation.resource),
    context: situation.context as never,
    entities: [...uids, ...roles].map((uid) => {
      const known = entities.find({ ...uid, key: `${uid.type}::${JSON.stringify(uid.id)}` });
      return { uid, attrs: (known?.attributes ?? {}) as never, parents: (known?.parents ?? []).map(uidOf) };
    }),
  };
}

function uidOf({ type, id }: EntityUid) {
  return { type, id };
}
