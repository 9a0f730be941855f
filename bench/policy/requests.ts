import fc from 'fast-check';
import type { Principal, Wish } from '../../core/policy/request.ts';

type Known = Pick<Wish, 'operation' | 'role' | 'risk'>;

const ROLES = ['viewer', 'operator', 'deployer', 'approver', 'admin', 'break-glass', 'unknown'];
const PLACES = ['production', 'staging', 'test'];
const SERVICES = ['orders', 'payments', 'carts'];

/** Calls of every kind of caller, for every operation, about anything or nothing. */
export function requests(
  operations: readonly Known[],
): fc.Arbitrary<readonly [principal: Principal, wish: Wish, at: number]> {
  const some = (names: readonly string[]) => fc.option(fc.subarray([...names]), { nil: undefined });
  const one = (names: readonly string[]) => fc.option(fc.constantFrom(...names), { nil: undefined });
  const principal = fc
    .record({
      name: fc.constantFrom('ada', 'eve', 'ci'),
      roles: fc.subarray(ROLES),
      source: fc.constantFrom('iam' as const, 'token' as const, 'key' as const),
      environments: some(PLACES),
      services: some(SERVICES),
    })
    .map(given);
  const about = fc
    .record({ environment: one(PLACES), service: one(SERVICES), breakGlass: one(['nobody is awake']) })
    .map(given);
  const wish = fc
    .tuple(fc.constantFrom(...operations), about)
    .map(([known, more]) => ({ ...known, ...more }));
  return fc.tuple(
    principal as fc.Arbitrary<Principal>,
    wish as fc.Arbitrary<Wish>,
    fc.integer({ min: 0, max: 2 ** 41 }),
  );
}

function given<Fields extends object>(fields: Fields) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
