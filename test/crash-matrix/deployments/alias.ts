import { LambdaClient, UpdateAliasCommand } from '@aws-sdk/client-lambda';
import type { FaultCall } from '../../../sandbox/faults/rule.ts';
import {
  type ProvisionedPricing,
  provisionPricing,
} from '../../../sandbox/lambda/samples/provision-pricing.ts';
import { ENVIRONMENT, type Registration } from '../../flows/service.ts';
import type { Bench } from '../bench.ts';
import { aliasUsers } from './alias-users.ts';
import type { Report, Subject } from './subject.ts';

const REQUESTS_PER_SECOND = 4;
const WARM_UP_MS = 16 * 60_000;
const WINDOW_SECONDS = 300;

/** The sample function behind its alias as a subject; versions 1 and 2 are good, 3 fails a fifth of its requests. */
export async function aliasSubject(
  bench: Bench,
  name: string,
  registration: Registration = {},
): Promise<Subject> {
  const { account, clock, developer } = bench;
  const pricing = provisionPricing(account.scope, account.lambda, {
    name,
    serverErrors: { namespace: name, metric: 'ServerErrors' },
    versions: ['good', 'good', 'failing'],
  });
  const traffic = aliasUsers(bench, pricing, REQUESTS_PER_SECOND);
  await clock.advanceBy(WARM_UP_MS);
  await developer.register_service({
    environment: ENVIRONMENT,
    service: name,
    target: targetOf(pricing),
    versionSource: { type: 'lambda-version' },
    rollbackWindowSeconds: WINDOW_SECONDS,
    ...registration,
  });
  const shares = () => percentages(account.lambda.shares(name, pricing.alias));
  const live = async () => mainOf(shares());
  return {
    installation: bench,
    bench,
    kind: 'lambda-alias',
    name,
    traffic,
    versions: { good: '2', bad: '3' },
    shares,
    live,
    good: async () => ((await live()) === '1' ? '2' : '1'),
    glimpse: () => ({ weights: shares(), unanswered: [] }),
    layout: () => null,
    layoutAfter: () => null,
    guard: (report) => guard(bench, pricing, report),
    meddle: (arn, share) => meddle(bench, pricing, { arn, share }),
  };
}

function targetOf({ functionName, alias, serverErrors }: ProvisionedPricing) {
  return {
    type: 'lambda-alias' as const,
    functionName,
    alias,
    probe: { rawPath: '/health' },
    errorMetric: {
      type: 'custom' as const,
      ...serverErrors,
      dimensions: { FunctionName: functionName, ExecutedVersion: '{version}' },
    },
  };
}

function percentages(shares: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(shares).map(([version, share]) => [version, Math.round(share * 100)]),
  );
}

function mainOf(shares: Readonly<Record<string, number>>): string {
  const [main = ['', 0]] = Object.entries(shares).sort(([, one], [, other]) => other - one);
  return main[0];
}

/** What an alias can be told wrongly: shares that are none, or a version that was never published. */
function guard(bench: Bench, pricing: ProvisionedPricing, report: Report): () => void {
  return bench.account.faults.add({
    match: {
      client: 'LambdaClient',
      command: 'UpdateAlias',
      predicate: ({ principal }: FaultCall) => principal.includes(':role/operate-'),
    },
    effect: 'observe-after',
    observe: ({ input }) => {
      const { FunctionVersion = '', RoutingConfig } = input as {
        FunctionVersion?: string;
        RoutingConfig?: { AdditionalVersionWeights?: Record<string, number> };
      };
      const additional = RoutingConfig?.AdditionalVersionWeights ?? {};
      const sum = Object.values(additional).reduce((all, weight) => all + weight, 0);
      if (sum > 1) report(`UpdateAlias left weights that sum to ${100 * sum}`, 'ours');
      for (const version of [FunctionVersion, ...Object.keys(additional)])
        if (!(version in pricing.versions))
          report(`UpdateAlias gave traffic to version '${version}'`, 'ours');
    },
  });
}

/** Gives a version that is not live a share of the traffic, as somebody with another tool would. */
async function meddle(
  { account }: Bench,
  { functionName, alias }: ProvisionedPricing,
  { arn, share }: { arn: string; share: number },
): Promise<void> {
  const main = mainOf(account.lambda.shares(functionName, alias));
  const other = main === '3' ? '1' : '3';
  const AdditionalVersionWeights = share === 0 ? {} : { [other]: share / 100 };
  await account.dispatcher
    .clientsFor({ arn })(LambdaClient)
    .send(
      new UpdateAliasCommand({
        FunctionName: functionName,
        Name: alias,
        RoutingConfig: { AdditionalVersionWeights },
      }),
    );
}
