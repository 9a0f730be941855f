import { Unauthenticated } from '../../core/errors.ts';
import type { Caller } from '../context.ts';
import type { Contract } from '../contract.ts';
import type { Environment } from '../environment.ts';
import { isHttp } from './event.ts';
import { spokenByGateway } from './gateway.ts';

/**
 * Who calls. A step without surfaces is called by our own machines, rules and schedules only: its function's
 * resource policy admits nobody else. Every other operation needs an identity that the gateway has verified, in an
 * event that is the gateway's.
 * @throws Unauthenticated when there is none
 */
export function identify(
  event: unknown,
  contract: Pick<Contract, 'name' | 'surfaces' | 'verifiesCaller'>,
  environment: Environment,
): Caller {
  if (!isHttp(event)) {
    if (contract.surfaces.length > 0)
      throw new Unauthenticated(`${contract.name} is served through its doors only.`);
    return { arn: 'operate:machine', roles: [], kind: 'machine' };
  }
  if (!spokenByGateway(event, environment))
    throw new Unauthenticated('The request did not come through the gateway.');
  // Without its handler's word nobody is anybody.
  const arn = contract.verifiesCaller ? undefined : event.requestContext.authorizer?.iam?.userArn;
  if (!arn) throw new Unauthenticated('The request carries no verified identity.');
  return { arn, ...grantOf(arn, environment), kind: 'principal' };
}

/** The first entry that matches counts; a caller whom none matches holds nothing. */
function grantOf(arn: string, { roles: grants }: Environment): Omit<Caller, 'arn' | 'kind'> {
  const grant = grants.find(({ principal }) => matches(principal, arn));
  const { roles = [], environments, services } = grant ?? {};
  return { roles, ...(environments && { environments }), ...(services && { services }) };
}

function matches(pattern: string, arn: string): boolean {
  const source = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${source.join('.*')}$`).test(arn);
}
