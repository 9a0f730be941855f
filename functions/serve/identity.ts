import { Unauthenticated } from '../../core/errors.ts';
import { matchesGlob } from '../../core/glob.ts';
import { GLASS_HEADER, readGlass } from '../callers/glass.ts';
import type { Caller } from '../context.ts';
import type { Contract } from '../contract.ts';
import type { Environment } from '../environment.ts';
import { type HttpEvent, isHttp } from './event.ts';
import { spokenByGateway } from './gateway.ts';

type Authorizer = HttpEvent['requestContext']['authorizer'];

/**
 * Who calls. A step without surfaces is called by our own machines, rules and schedules only: its function's
 * resource policy admits nobody else. Every other operation needs an identity that the gateway has verified, in an
 * event that is the gateway's.
 * @param now milliseconds since the epoch
 * @throws Unauthenticated when there is none
 */
export function identify(
  event: unknown,
  contract: Pick<Contract, 'name' | 'surfaces' | 'verifiesCaller'>,
  environment: Environment,
  now: number,
): Caller {
  if (!isHttp(event)) {
    if (contract.surfaces.length > 0)
      throw new Unauthenticated(`${contract.name} is served through its doors only.`);
    return { arn: 'operate:machine', roles: [], kind: 'machine' };
  }
  if (!spokenByGateway(event, environment))
    throw new Unauthenticated('The request did not come through the gateway.');
  // Without its handler's word nobody is anybody.
  const authorizer = contract.verifiesCaller ? undefined : event.requestContext.authorizer;
  const caller = authorizer?.lambda ? vouchedFor(authorizer.lambda) : signed(authorizer, environment);
  const pass = event.headers?.[GLASS_HEADER];
  if (pass === undefined) return caller;
  const breakGlass = readGlass(pass, { caller: caller.arn, at: now, environment });
  return breakGlass === undefined ? caller : { ...caller, breakGlass };
}

function signed({ iam, onBehalfOf }: Authorizer = {}, environment: Environment): Caller {
  const arn = iam?.userArn;
  if (!arn) throw new Unauthenticated('The request carries no verified identity.');
  const caller = { arn, ...grantOf(arn, environment), kind: 'principal' } as const;
  return onBehalfOf !== undefined && isOurs(arn, environment) ? { ...caller, onBehalfOf } : caller;
}

/** Whether it is a function of ours that calls; nobody else can assume its role. */
function isOurs(arn: string, { account, rolePrefix }: Environment): boolean {
  return arn.startsWith(`arn:aws:sts::${account}:assumed-role/${rolePrefix}`);
}

/** Whom the function that knows tokens and keys has named to the gateway, or its reason for naming nobody. */
function vouchedFor({ caller, refused }: Readonly<Record<string, unknown>>): Caller {
  if (typeof caller !== 'string')
    throw new Unauthenticated(
      typeof refused === 'string' ? refused : 'The request carries no verified identity.',
    );
  return { ...(JSON.parse(caller) as Omit<Caller, 'kind'>), kind: 'principal' };
}

/** The first entry that matches counts; a caller whom none matches holds nothing. */
function grantOf(arn: string, { roles: grants }: Environment): Omit<Caller, 'arn' | 'kind'> {
  const grant = grants.find(({ principal }) => matchesGlob(principal, arn));
  const { roles = [], environments, services } = grant ?? {};
  return { roles, ...(environments && { environments }), ...(services && { services }) };
}
