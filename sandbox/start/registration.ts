import { systemClock } from '../../functions/clock.ts';
import type { Account } from '../account/account.ts';
import { callOperation } from '../account/caller.ts';
import type { Samples } from './samples.ts';

const ENVIRONMENT = 'production';
/** Real milliseconds until a registration is tried again that a deployment stands in the way of. */
const AGAIN_MS = 2_000;

interface Registration {
  readonly service: string;
  readonly target: Readonly<Record<string, unknown>>;
  readonly versionSource: Readonly<Record<string, unknown>>;
}

function storefrontRegistration({ users }: Account, { storefront }: Samples): Registration {
  const { name: service, cluster, listenerArn, testListenerArn = listenerArn, repository } = storefront;
  const url = (arn: string) => `http://127.0.0.1:${users.elbv2.front(arn).port}/`;
  const urls = { url: url(listenerArn), testUrl: url(testListenerArn) };
  const target = { type: 'ecs-pair', cluster, production: listenerArn, ...urls };
  return { service, target, versionSource: { type: 'ecr', repository } };
}

function pricingRegistration({ pricing }: Samples): Registration {
  const { functionName, alias, serverErrors } = pricing;
  const dimensions = { FunctionName: functionName, ExecutedVersion: '{version}' };
  const errorMetric = { type: 'custom', ...serverErrors, dimensions };
  const target = { type: 'lambda-alias', functionName, alias, errorMetric };
  return { service: functionName, target, versionSource: { type: 'lambda-version' } };
}

/** A service as it is registered; all but its target is kept when it is registered again. */
interface Registered {
  readonly target: { readonly productionUrl?: string; readonly test?: { readonly url: string } };
  readonly criteria: object;
  readonly gates: object;
  readonly approvalRequired: boolean;
  readonly rollbackWindowSeconds: number;
  readonly alarms: object;
  readonly health?: object;
}

/**
 * Registers the samples as a user would, where no earlier process has done it.
 * @returns what goes on until the signal aborts: where ports have changed, and with them what is registered, a
 * service is registered again as soon as no deployment stands in the way
 * @throws Error with the operation's answer when it refuses
 */
export async function registerSamples(
  account: Account,
  samples: Samples,
  signal: AbortSignal,
): Promise<readonly Promise<void>[]> {
  const waiting: Promise<void>[] = [];
  for (const one of [storefrontRegistration(account, samples), pricingRegistration(samples)]) {
    const known = await registered(account, one.service);
    if (known === undefined) await registerNew(account, one);
    else if (hasMoved(known, one)) waiting.push(registerAgain(account, one, known, signal));
  }
  return waiting;
}

async function registered(account: Account, service: string): Promise<Registered | undefined> {
  const input = { environment: ENVIRONMENT, service };
  const { status, body } = await callOperation<unknown>(account, 'get_service', input, { profile: 'viewer' });
  return status === 200 ? (body as Registered) : undefined;
}

function hasMoved({ target: { productionUrl, test } }: Registered, { target }: Registration): boolean {
  return productionUrl !== target['url'] || test?.url !== target['testUrl'];
}

function register(account: Account, one: Registration, settings: Partial<Registered> = {}) {
  const input = { ...settings, environment: ENVIRONMENT, ...one };
  return callOperation(account, 'register_service', input, { profile: 'admin' });
}

async function registerNew(account: Account, one: Registration): Promise<void> {
  const { status, body } = await register(account, one);
  if (status !== 200) throw new Error(`${one.service} could not be registered: ${JSON.stringify(body)}`);
}

async function registerAgain(
  account: Account,
  one: Registration,
  known: Registered,
  signal: AbortSignal,
): Promise<void> {
  const { criteria, gates, approvalRequired, rollbackWindowSeconds, alarms, health } = known;
  const kept = { criteria, gates, approvalRequired, rollbackWindowSeconds, alarms };
  const settings = { ...kept, ...(health && { health }) };
  while (!signal.aborted) {
    const { status } = await register(account, one, settings);
    if (status === 200) return;
    await systemClock.sleep(AGAIN_MS, signal).catch(() => undefined);
  }
}
