import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { Account } from '../../sandbox/account/account.ts';
import { deploy } from '../../test/flows/deployment.ts';
import { type Installation, install } from '../../test/flows/installation.ts';
import { storefront } from '../../test/flows/storefront.ts';
import { statesEntered } from '../../test/machines/transitions.ts';
import { median, rounded } from '../statistics.ts';

const AUDITOR = 'arn:aws:iam::000000000000:role/auditor';

/** Deployments of as many services, begun in the same moment; figures are for each of them. */
export interface Scale {
  readonly deployments: number;
  readonly promoted: number;
  /** AWS calls of our own roles. */
  readonly calls: number;
  readonly transitions: number;
  /** Minutes of virtual time until the last was over. */
  readonly minutes: number;
  /** CPU milliseconds of product and sandbox together, for product time alone cannot be told. */
  readonly cpuMs: number;
  /** Why deployments could not begin, each reason once. */
  readonly failures: readonly string[];
}

export async function deploymentsAtOnce(count: number): Promise<Scale> {
  const installation = await install();
  try {
    const services = await Promise.all(
      Array.from({ length: count }, (_, at) =>
        storefront(installation, { name: `shop-${at}`, requestsPerSecond: 10 }),
      ),
    );
    const counted = countCalls(installation.account, installation.product.environment.rolePrefix);
    const began = { cpu: process.cpuUsage(), at: installation.clock.now() };
    const begun = await Promise.allSettled(services.map((service) => deploy(service, service.versions.good)));
    const deployments = begun.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const failures = begun.some(({ status }) => status === 'rejected') ? await causes(installation) : [];
    const ended = await Promise.all(deployments.map((deployment) => deployment.end()));
    const { user, system } = process.cpuUsage(began.cpu);
    const calls = counted();
    const transitions = await Promise.all(deployments.map(async (one) => (await statesEntered(one)).length));
    return {
      deployments: count,
      promoted: ended.filter(({ state }) => state.name === 'PROMOTED').length,
      calls: rounded(calls / deployments.length, 1),
      transitions: median(transitions),
      minutes: rounded((installation.clock.now() - began.at) / 60_000, 1),
      cpuMs: rounded((user + system) / 1_000 / deployments.length, 0),
      failures,
    };
  } finally {
    await installation.close();
  }
}

/** Why deployments could not begin, by the log of the operation, each cause once. */
async function causes({ account }: Installation): Promise<string[]> {
  const client = account.dispatcher.clientsFor({ arn: AUDITOR })(CloudWatchLogsClient);
  account.iam.setStatements(AUDITOR, [{ actions: ['logs:FilterLogEvents'], resources: ['*'] }]);
  const logGroupName = '/aws/lambda/operate-deploy-application';
  const { events = [] } = await client.send(
    new FilterLogEventsCommand({ logGroupName, filterPattern: '{ $.level = "ERROR" }' }),
  );
  const told = events.map(
    ({ message = '{}' }) => JSON.parse(message) as { cause?: string[]; message: string },
  );
  return [...new Set(told.map(({ cause = [], message }) => [message, ...cause].join(' < ')))];
}

/** Counts the calls of our own roles from now on; users' and the sandbox's are none of the product's. */
function countCalls({ recorder }: Account, rolePrefix: string): () => number {
  let count = 0;
  const record = recorder.record.bind(recorder);
  recorder.record = (call) => {
    if (call.principal.includes(`/${rolePrefix}`)) count += 1;
    record(call);
  };
  return () => count;
}
