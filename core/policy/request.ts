import { Entities, type Entity } from './entities.ts';
import type { Situation } from './situation.ts';
import { type Attributes, EntityUid } from './value.ts';

/** How a caller was identified: `token` by an issuer of people, `program` by any other issuer. */
export type Source = 'iam' | 'token' | 'program' | 'key';

/** Who asks, with what was granted. */
export interface Principal {
  readonly name: string;
  readonly roles: readonly string[];
  readonly source: Source;
  /** The only environments, and the only services, that the grant is for; every one when missing. */
  readonly environments?: readonly string[];
  readonly services?: readonly string[];
}

/** What is asked for. */
export interface Wish {
  readonly operation: string;
  /** Role that the operation needs, see `ACTION_OF_ROLE`. */
  readonly role: string;
  readonly risk: string;
  /** What it is about, as far as it is about one environment or service. */
  readonly environment?: string;
  readonly service?: string;
  /** Reason that the caller gives for going past his roles. */
  readonly breakGlass?: string;
}

const NAMESPACE = 'Operate';
const uid = (type: string, id: string) => new EntityUid(`${NAMESPACE}::${type}`, id);

/** The action that every operation which needs a role is a member of. */
export const ACTION_OF_ROLE = {
  viewer: 'viewing',
  operator: 'operating',
  deployer: 'deploying',
  approver: 'approving',
  admin: 'administering',
  'break-glass': 'breaking',
} as const;

/** Which roles a role is a member of, and so may act as. */
export const ROLE_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  viewer: [],
  operator: ['viewer'],
  approver: ['viewer'],
  deployer: ['operator'],
  admin: ['deployer', 'approver'],
  'break-glass': [],
};

const ROLES: readonly Entity[] = Object.entries(ROLE_MEMBERS).map(([role, parents]) => ({
  uid: uid('Role', role),
  attributes: {},
  parents: parents.map((parent) => uid('Role', parent)),
}));

/**
 * A call as policies see it.
 * @param at milliseconds since 1970; policies read the weekday (1 is Monday) and the minute of the day, in UTC
 */
export function situationOf(principal: Principal, wish: Wish, at: number): Situation {
  const caller = uid('Caller', principal.name);
  const action = uid('Action', wish.operation);
  const resource = resourceOf(wish);
  return {
    principal: caller,
    action,
    resource: resource.uid,
    context: contextOf(principal, wish, at),
    entities: new Entities([
      ...ROLES,
      {
        uid: caller,
        attributes: grantOf(principal),
        parents: principal.roles.map((role) => uid('Role', role)),
      },
      { uid: action, attributes: {}, parents: groupsOf(wish.role) },
      resource,
    ]),
  };
}

/** A role that no operation is known to need puts it into no group: no role reaches it. */
function groupsOf(role: string): EntityUid[] {
  const actions: Readonly<Record<string, string>> = ACTION_OF_ROLE;
  const action = Object.hasOwn(actions, role) ? actions[role] : undefined;
  return action === undefined ? [] : [uid('Action', action)];
}

function grantOf({ environments, services, source }: Principal): Attributes {
  return { source, ...(environments && { environments }), ...(services && { services }) };
}

function resourceOf({ environment, service }: Wish): Entity {
  const attributes = {
    ...(environment !== undefined && { environment }),
    ...(service !== undefined && { service }),
  };
  return { uid: uid('Target', [environment ?? '*', service ?? '*'].join('/')), attributes, parents: [] };
}

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
/** 1 January 1970 was a Thursday. */
const FIRST_WEEKDAY = 3;

function contextOf({ source }: Principal, { risk, breakGlass }: Wish, at: number): Attributes {
  const minutes = Math.floor(at / MINUTE_MS);
  return {
    source,
    risk,
    weekday: ((Math.floor(minutes / DAY_MINUTES) + FIRST_WEEKDAY) % 7) + 1,
    minuteOfDay: minutes % DAY_MINUTES,
    ...(breakGlass !== undefined && { breakGlass }),
  };
}
