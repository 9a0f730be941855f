import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readsTarget, refusal as refusalOf } from './authority.ts';
import type { PolicyJson } from './cedar-json.ts';
import { compiled } from './compiled.fixture.ts';
import type { Policy } from './policies.ts';
import type { Principal, Wish } from './request.ts';

const { policies: OWN } = (await import(
  new URL('../../dist/contracts/policies.js', import.meta.url).href
)) as { policies: readonly Policy[] };
const ROLES = ['viewer', 'operator', 'deployer', 'approver', 'admin'] as const;
/** Sunday, 22 November 2026, 15:30 UTC. */
const NOW = Date.UTC(2026, 10, 22, 15, 30);

/** Who may do what needs the role on the left. */
const TABLE: Readonly<Record<(typeof ROLES)[number], readonly string[]>> = {
  viewer: ['viewer', 'operator', 'deployer', 'approver', 'admin'],
  operator: ['operator', 'deployer', 'admin'],
  deployer: ['deployer', 'admin'],
  approver: ['approver', 'admin'],
  admin: ['admin'],
};

const refusal = (principal: Principal, wish: Wish, at: number) => refusalOf(OWN, principal, wish, at);
const caller = (roles: readonly string[], more: Partial<Principal> = {}): Principal => ({
  name: 'ada',
  roles,
  source: 'iam',
  ...more,
});
const wish = (role: string, more: Partial<Wish> = {}): Wish => ({
  operation: 'resize_disk',
  role,
  risk: 'change',
  ...more,
});
const may = (roles: readonly string[], role: string) => refusal(caller(roles), wish(role), NOW) === null;

describe('roles', () => {
  it.each(
    ROLES.flatMap((required) =>
      ROLES.map((role) => [role, required, TABLE[required].includes(role)] as const),
    ),
  )('%s for what needs %s: %s', (role, required, allowed) => {
    expect(may([role], required)).toBe(allowed);
  });

  it('count together', () => {
    expect(may(['viewer', 'approver'], 'approver')).toBe(true);
    expect(may(['operator', 'approver'], 'deployer')).toBe(false);
  });

  it('are named in a refusal', () => {
    expect(refusal(caller(['viewer']), wish('deployer'), NOW)).toBe(
      'resize_disk needs the role deployer; the caller holds viewer.',
    );
    expect(refusal(caller([]), wish('viewer'), NOW)).toBe(
      'resize_disk needs the role viewer; the caller holds no role.',
    );
  });

  it('outside the table allow nothing, and nothing that needs one is allowed', () => {
    const outside = fc.string().filter((name) => !ROLES.some((role) => role === name));
    fc.assert(
      fc.property(outside, outside, fc.constantFrom(...ROLES), (one, other, known) => {
        expect(may([one, other, 'constructor', 'Admin'], known)).toBe(false);
        expect(may([known, one], other)).toBe(false);
        expect(may([known], 'constructor')).toBe(false);
      }),
    );
  });

  it('never take a right away', () => {
    const roles = fc.array(fc.constantFrom(...ROLES));
    fc.assert(
      fc.property(roles, roles, fc.constantFrom(...ROLES), (some, more, required) => {
        if (may(some, required)) expect(may([...more, ...some], required)).toBe(true);
      }),
    );
  });
});

describe('a grant for some environments and services', () => {
  const scoped = caller(['admin'], { environments: ['staging'], services: ['orders', 'carts'] });

  it.each([
    [{ environment: 'staging', service: 'orders' }, null],
    [{ environment: 'production', service: 'orders' }, 'within-granted-environments'],
    [{ environment: 'staging', service: 'payments' }, 'within-granted-services'],
    [{ environment: 'staging' }, 'within-granted-services'],
    [{ service: 'orders' }, 'within-granted-environments'],
    [{}, 'within-granted-environments and by within-granted-services'],
  ])('%j: %s', (target, policy) => {
    const words = policy && `resize_disk is forbidden here by the policy ${policy}.`;
    expect(refusal(scoped, wish('viewer', target), NOW)).toBe(words);
  });

  it('is the only one for which the service of a record has to be read', () => {
    expect(readsTarget(OWN, scoped)).toBe(true);
    expect(readsTarget(OWN, caller(['admin'], { services: ['orders'] }))).toBe(true);
    expect(readsTarget(OWN, caller(['admin']))).toBe(false);
  });
});

describe('a program', () => {
  it('may do what its key was given, and never approve', () => {
    const key = caller(['admin'], { source: 'key' });
    expect(refusal(key, wish('deployer'), NOW)).toBeNull();
    expect(refusal(key, wish('approver'), NOW)).toContain('programs-do-not-approve');
  });
});

describe('who breaks the glass', () => {
  it('may do everything with a reason, and nothing without', () => {
    const holder = caller(['break-glass']);
    expect(refusal(holder, wish('admin', { breakGlass: 'the approver is ill' }), NOW)).toBeNull();
    expect(refusal(holder, wish('viewer'), NOW)).not.toBeNull();
    expect(refusal(caller(['viewer']), wish('admin', { breakGlass: 'I want to' }), NOW)).not.toBeNull();
  });
});

describe("a user's own policy", () => {
  const weekend: PolicyJson = {
    effect: 'forbid',
    principal: { op: 'All' },
    action: { op: 'in', entity: { type: 'Operate::Action', id: 'deploying' } },
    resource: { op: 'All' },
    conditions: [
      {
        kind: 'when',
        body: {
          '&&': {
            left: {
              '>=': { left: { '.': { left: { Var: 'context' }, attr: 'weekday' } }, right: { Value: 6 } },
            },
            right: {
              '==': {
                left: { '.': { left: { Var: 'resource' }, attr: 'environment' } },
                right: { Value: 'production' },
              },
            },
          },
        },
      },
    ],
  };
  const theirs = [...OWN, ...compiled({ weekend })];
  const production = wish('deployer', { environment: 'production', service: 'orders' });

  it('goes by time and by what a call is about', () => {
    const admin = caller(['admin']);
    expect(readsTarget(theirs, admin)).toBe(true);
    expect(refusalOf(theirs, admin, production, NOW)).toBe(
      'resize_disk is forbidden here by the policy weekend.',
    );
    expect(refusalOf(theirs, admin, production, NOW + 86_400_000)).toBeNull();
    expect(refusalOf(theirs, admin, { ...production, environment: 'staging' }, NOW)).toBeNull();
  });

  it('that cannot be evaluated allows nothing, not even what others permit', () => {
    expect(refusalOf(theirs, caller(['admin']), wish('deployer'), NOW)).toBe(
      'The policy weekend cannot be evaluated on this call, so nothing is allowed.',
    );
  });
});
