import { Forbidden } from '../../core/errors.ts';
import { readsTarget, refusal } from '../../core/policy/authority.ts';
import type { Principal, Wish } from '../../core/policy/request.ts';
import type { Caller, Context } from '../context.ts';
import type { Contract } from '../contract.ts';
import type { Target } from '../target.ts';

/**
 * Asks the installation's policies whether the caller may. Our own machines, rules and schedules may what they call:
 * the policy of the function admits nobody else.
 * @param read the environment and service of the record that the call is about, if it is about one
 * @throws Forbidden with the policies' words; also where there are no policies to ask
 */
export async function authorise(
  { name, role, risk }: Contract,
  { call: { caller }, policies, clock }: Context,
  input: Readonly<Record<string, unknown>>,
  read: () => Promise<Target | undefined> | undefined,
): Promise<void> {
  if (caller.kind === 'machine') return;
  if (!policies) throw new Forbidden(`${name} has no policies to ask, so nobody may call it.`);
  const principal = principalOf(caller);
  // Where a record is meant, what the input says besides is not what it belongs to.
  const target = readsTarget(policies, principal) ? ((await read()) ?? named(input)) : {};
  const { breakGlass } = caller;
  const wish: Wish = {
    operation: name,
    role,
    risk,
    ...target,
    ...(breakGlass !== undefined && { breakGlass }),
  };
  const words = refusal(policies, principal, wish, clock.now());
  if (words !== null) throw new Forbidden(words);
}

function principalOf({ arn, roles, environments, services, source = 'iam' }: Caller): Principal {
  return {
    name: arn,
    roles,
    source,
    ...(environments && { environments }),
    ...(services && { services }),
  };
}

/** What the input itself names. */
function named({ environment, service }: Readonly<Record<string, unknown>>): Target {
  return {
    ...(typeof environment === 'string' && { environment }),
    ...(typeof service === 'string' && { service }),
  };
}
