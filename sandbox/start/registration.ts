import type { Account } from '../account/account.ts';
import { callOperation } from '../account/caller.ts';
import type { Samples } from './samples.ts';

export const ENVIRONMENT = 'production';

type Registration = Readonly<Record<string, unknown>> & { readonly service: string };

function registrations({ storefront, pricing }: Samples): readonly Registration[] {
  const { namespace, metric } = pricing.serverErrors;
  return [
    {
      service: storefront.name,
      target: { type: 'ecs-pair', cluster: storefront.cluster, production: storefront.listenerArn },
      versionSource: { type: 'ecr', repository: storefront.repository },
    },
    {
      service: pricing.functionName,
      target: {
        type: 'lambda-alias',
        functionName: pricing.functionName,
        alias: pricing.alias,
        errorMetric: {
          type: 'custom',
          namespace,
          metric,
          dimensions: { FunctionName: pricing.functionName, ExecutedVersion: '{version}' },
        },
      },
      versionSource: { type: 'lambda-version' },
    },
  ];
}

/**
 * Registers the samples as a user would, where no earlier process has done it.
 * @throws Error with the operation's answer when it refuses
 */
export async function registerSamples(account: Account, samples: Samples): Promise<void> {
  for (const registration of registrations(samples)) {
    const { service } = registration;
    const known = await callOperation(account, 'get_service', { environment: ENVIRONMENT, service });
    if (known.status === 200) continue;
    const input = { environment: ENVIRONMENT, ...registration };
    const { status, body } = await callOperation(account, 'register_service', input, {
      profile: 'admin',
      idempotencyKey: `first-start-${service}`,
    });
    if (status !== 200) throw new Error(`${service} could not be registered: ${JSON.stringify(body)}`);
  }
}
