import { InvokeCommand, LambdaClient, UpdateAliasCommand } from '@aws-sdk/client-lambda';
import { type PricingOptions, provisionPricing } from '../../sandbox/lambda/samples/provision-pricing.ts';
import type { Installation } from './installation.ts';
import { ENVIRONMENT, outsider, type Registration, type Service } from './service.ts';

export interface PricingSetting {
  readonly name: string;
  /** Requests of users; 2 a second when missing. */
  readonly requestsPerSecond?: number;
  readonly registration?: Registration;
  /** Whether AWS FIS may act on it. */
  readonly prepared?: boolean;
  /** How the function is made, where a test wants it otherwise. */
  readonly made?: Partial<PricingOptions>;
}

/** Published as 1, 2 and so on; the alias is on 1. */
const VERSIONS = ['good', 'good', 'failing', 'slow', 'throwing', 'crash-at-start'] as const;
const WARM_UP_MS = 4 * 60_000;
const REQUEST = { rawPath: '/prices' };

/** Makes the sample function behind its alias `live`, lets users call it for a while, and registers it. */
export async function pricing(
  installation: Installation,
  { name, requestsPerSecond = 2, registration = {}, prepared = false, made = {} }: PricingSetting,
): Promise<Service> {
  const { account, clock, developer } = installation;
  const { functionName, alias, serverErrors } = provisionPricing(account.scope, account.lambda, {
    name,
    serverErrors: { namespace: name, metric: 'ServerErrors' },
    versions: VERSIONS,
    prepared,
    ...made,
  });
  const traffic = account.users.invoke(callerOf(installation, functionName, alias), requestsPerSecond);
  await clock.advanceBy(WARM_UP_MS);
  await developer.register_service({
    environment: ENVIRONMENT,
    service: name,
    target: {
      type: 'lambda-alias',
      functionName,
      alias,
      probe: { rawPath: '/health' },
      errorMetric: {
        type: 'custom',
        ...serverErrors,
        dimensions: { FunctionName: name, ExecutedVersion: '{version}' },
      },
    },
    versionSource: { type: 'lambda-version' },
    ...registration,
  });
  return {
    installation,
    name,
    traffic,
    versions: { good: '2', bad: 'failing' },
    shares: () => percentages(account.lambda.shares(functionName, alias)),
    meddle: async (arn, share) => {
      const RoutingConfig = { AdditionalVersionWeights: { '3': share / 100 } };
      const command = new UpdateAliasCommand({ FunctionName: functionName, Name: alias, RoutingConfig });
      await account.dispatcher.clientsFor({ arn })(LambdaClient).send(command);
    },
  };
}

export function callerOf(installation: Installation, FunctionName: string, Qualifier: string) {
  const lambda = installation.account.dispatcher.clientsFor({ arn: outsider(installation, 'user') })(
    LambdaClient,
  );
  const Payload = new TextEncoder().encode(JSON.stringify(REQUEST));
  return async () => {
    const answer = await lambda.send(new InvokeCommand({ FunctionName, Qualifier, Payload }));
    const { statusCode = 500 } = JSON.parse(new TextDecoder().decode(answer.Payload)) as {
      statusCode?: number;
    };
    return { ok: !answer.FunctionError && statusCode < 500, version: answer.ExecutedVersion ?? 'unknown' };
  };
}

function percentages(shares: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(shares).map(([version, share]) => [version, Math.round(share * 100)]),
  );
}
