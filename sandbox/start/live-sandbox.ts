import { catalog } from '../../functions/catalog.ts';
import { systemClock } from '../../functions/clock.ts';
import type { ManifestParts } from '../../lib/manifest/manifest.ts';
import { runbooksOf } from '../../lib/manifest/runbooks.ts';
import { installationSchedules } from '../../lib/manifest/schedules.ts';
import { Account } from '../account/account.ts';
import { keepTime, keptClock } from '../account/kept-clock.ts';
import { installProduct } from '../account/product.ts';
import { PEOPLE } from '../account/profiles.ts';
import { Storage } from '../account/storage.ts';
import { until } from '../clock/until.ts';
import type { HttpApiAddress } from '../http-api/http-api.ts';
import { LocalIssuer } from '../oidc/local-issuer.ts';
import type { Traffic } from '../traffic/traffic.ts';
import { claim } from './claim.ts';
import { readEndpoint, removeEndpoint, writeEndpoint } from './endpoint-file.ts';
import type { StartOptions } from './options.ts';
import { registerSamples } from './registration.ts';
import { callerOf, makeSamples, type Samples } from './samples.ts';

/** Requests per real second to the sample function. */
const PRICING_RATE = 50;
/** Real milliseconds within which the sample service must answer, and between two looks. */
const HEALTHY_WITHIN_MS = 20_000;
const LOOK_MS = 20;

/** A sandbox that runs: account, product, samples, callers, API. */
export interface LiveSandbox {
  readonly account: Account;
  readonly api: HttpApiAddress;
  /** Port of the sample service's load balancer. */
  readonly port: number;
  readonly traffic: Traffic;
  /** Set when the process before this one was killed. */
  readonly recovered: boolean;
  /** Sandbox time at which this process began, in milliseconds since the epoch. */
  readonly since: number;
  /** Ends everything; nothing is left running, and what is kept is on disk. */
  close(): Promise<void>;
}

/**
 * Starts a live sandbox, or goes on with the one that this state directory holds.
 * @throws AlreadyRunning, UnsoundRunbooks or UnsoundSchedules
 */
export async function openSandbox(options: StartOptions): Promise<LiveSandbox> {
  const parts = {
    runbooks: runbooksOf(catalog, options.runbooks),
    schedules: installationSchedules(catalog, options.schedules),
  };
  const release = claim(options.state, options.name);
  try {
    return await open(options, parts, release);
  } catch (error) {
    release();
    throw error;
  }
}

async function open(options: StartOptions, parts: ManifestParts, release: () => void): Promise<LiveSandbox> {
  const recovered = readEndpoint(options.state) !== undefined;
  const storage = new Storage(options.state);
  const clock = keptClock(storage, options.speed);
  const since = clock.now();
  const account = new Account({ plane: 'live', clock, realClock: systemClock, storage });
  // Beside the API, so that whoever is signed in at the page finds it there at the next start.
  const issuer = await LocalIssuer.open(account.scope, PEOPLE, options.apiPort && options.apiPort + 1);
  const [product, samples] = await Promise.all([
    installProduct(account, { release: parts, issuer }),
    makeSamples(account, storage, options.port),
  ]);
  const stopped = new AbortController();
  const time = keepTime(storage, clock, stopped.signal);
  await account.restore();
  const api = await product.api.listen(options.apiPort);
  await servesAgain(account, samples);
  const registering = await registerSamples(account, samples, stopped.signal);
  const callers = call(account, samples, options.rate);
  const { port } = account.users.elbv2.front(samples.storefront.listenerArn);
  const loadBalancer = `http://127.0.0.1:${port}/`;
  writeEndpoint(options.state, { api: api.url, loadBalancer, pid: process.pid });
  const close = async () => {
    removeEndpoint(options.state);
    await Promise.all([product.api.close(), issuer.close()]);
    await Promise.all([callers.storefront.stop(), callers.pricing.stop()]);
    account.keepMeasurements();
    stopped.abort();
    await Promise.all([time, ...registering]);
    await account.close();
    release();
  };
  return { account, api, port, traffic: callers.storefront, recovered, since, close };
}

/** Gives each side with a share of the traffic time to have a task that answers; callers come in any case. */
async function servesAgain({ users }: Account, { storefront }: Samples): Promise<void> {
  const { defaultActions } = users.elbv2.inventory.listener(storefront.listenerArn);
  const serving = defaultActions
    .flatMap(({ ForwardConfig }) => ForwardConfig?.TargetGroups ?? [])
    .filter(({ Weight = 0 }) => Weight > 0)
    .map(({ TargetGroupArn = '' }) => users.elbv2.group(TargetGroupArn));
  const healthy = () => serving.every((group) => group.count('healthy') > 0);
  await until(systemClock, 'The sample service answers', healthy, {
    every: LOOK_MS,
    within: HEALTHY_WITHIN_MS,
  }).catch(() => undefined);
}

function call(account: Account, { storefront, pricing }: Samples, requestsPerSecond: number) {
  return {
    storefront: account.users.call(storefront.listenerArn, { requestsPerSecond }),
    pricing: account.users.invoke(callerOf(account, pricing), requestsPerSecond > 0 ? PRICING_RATE : 0),
  };
}
