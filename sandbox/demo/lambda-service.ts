import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { systemClock } from '../../functions/clock.ts';
import { provisionPricing } from '../lambda/samples/provision-pricing.ts';
import type { Invoke } from '../traffic/invocations.ts';
import type { Traffic } from '../traffic/traffic.ts';
import type { Arm, DemoService } from './demo-service.ts';
import type { Scenario } from './scenario.ts';
import { OBSERVER, type Stage } from './stage.ts';

/** The versions of every function here, published as 1, 2 and 3; 1 serves at first. */
const VERSIONS = ['good', 'good', 'failing'] as const;

/** Makes a function with an alias and sends traffic through the alias. */
export async function openLambdaService(stage: Stage, { name }: Scenario): Promise<DemoService> {
  const { scope, lambda, users } = stage.account;
  const { alias, aliasArn, serverErrors } = provisionPricing(scope, lambda, {
    name,
    versions: VERSIONS,
    ...(users.plane.kind === 'live' && { clock: systemClock }),
  });
  const traffic = users.invoke(invokeThrough(stage, name, alias), stage.requestsPerSecond);
  const dimensions = { FunctionName: name, ExecutedVersion: '{version}' };
  const errorMetric = { type: 'custom', ...serverErrors, dimensions };
  return {
    name,
    production: aliasArn,
    registration: {
      target: { type: 'lambda-alias', functionName: name, alias, errorMetric, probe: { rawPath: '/health' } },
      versionSource: { type: 'lambda-version' },
    },
    traffic,
    arms: () => armsOf(lambda.shares(name, alias), traffic),
    close: () => traffic.stop(),
  };
}

function invokeThrough({ account }: Stage, FunctionName: string, Qualifier: string): Invoke {
  const client = account.dispatcher.clientsFor(OBSERVER)(LambdaClient);
  const Payload = new TextEncoder().encode(JSON.stringify({ rawPath: '/price' }));
  return async () => {
    const answer = await client.send(new InvokeCommand({ FunctionName, Qualifier, Payload }));
    const text = new TextDecoder().decode(answer.Payload);
    const { statusCode = 500 } = JSON.parse(text) as { readonly statusCode?: number };
    const ok = answer.FunctionError === undefined && statusCode < 500;
    return { ok, version: answer.ExecutedVersion ?? '' };
  };
}

/** A published version is always there, and has nothing to drain. */
function armsOf(shares: Readonly<Record<string, number>>, { log }: Traffic): Arm[] {
  const { byVersion } = log.counts();
  return Object.entries(shares).map(([version, share]) => {
    const weight = Math.round(share * 10_000) / 100;
    return {
      name: version,
      versions: [version],
      configured: weight,
      inEffect: weight,
      healthy: 1,
      requests: byVersion[version]?.total ?? 0,
    };
  });
}
