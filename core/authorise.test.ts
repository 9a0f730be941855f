import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayCall } from './authorise.ts';

const ROLES = ['viewer', 'operator', 'deployer', 'approver', 'admin'] as const;

/** Who may do what needs the role on the left. */
const TABLE: Readonly<Record<(typeof ROLES)[number], readonly string[]>> = {
  viewer: ['viewer', 'operator', 'deployer', 'approver', 'admin'],
  operator: ['operator', 'deployer', 'admin'],
  deployer: ['deployer', 'admin'],
  approver: ['approver', 'admin'],
  admin: ['admin'],
};

describe('mayCall', () => {
  it.each(
    ROLES.flatMap((required) =>
      ROLES.map((role) => [role, required, TABLE[required].includes(role)] as const),
    ),
  )('%s for what needs %s: %s', (role, required, allowed) => {
    expect(mayCall([role], required)).toBe(allowed);
  });

  it('takes the best of several roles', () => {
    expect(mayCall(['viewer', 'approver'], 'approver')).toBe(true);
    expect(mayCall(['operator', 'approver'], 'deployer')).toBe(false);
  });

  it('allows nothing without roles', () => {
    for (const required of ROLES) expect(mayCall([], required)).toBe(false);
  });

  it('allows nothing that needs, or to whoever has only, a role outside the table', () => {
    const outside = fc.string().filter((name) => !ROLES.some((role) => role === name));
    fc.assert(
      fc.property(outside, outside, fc.constantFrom(...ROLES), (one, other, known) => {
        expect(mayCall([one, other, 'constructor', 'Admin'], known)).toBe(false);
        expect(mayCall([known, one], other)).toBe(false);
        expect(mayCall([known], 'constructor')).toBe(false);
      }),
    );
  });

  it('never takes a right away with another role', () => {
    const roles = fc.array(fc.constantFrom(...ROLES));
    fc.assert(
      fc.property(roles, roles, fc.constantFrom(...ROLES), (some, more, required) => {
        if (mayCall(some, required)) expect(mayCall([...more, ...some], required)).toBe(true);
      }),
    );
  });
});
