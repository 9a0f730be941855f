import type { System } from '../../sandbox/workloads/system.ts';
import type { Installation } from '../../test/flows/installation.ts';
import type { Operations } from '../../test/flows/profiles.ts';
import type { Scenario } from './labelled.ts';
import { ENVIRONMENT } from './resolve.ts';

type Registration = Parameters<Operations['register_service']>[0];

/** Registers every service of a scenario with what it needs of the others, as its owners would. */
export async function register(
  { account, developer }: Installation,
  { topology }: Pick<Scenario, 'topology'>,
  system: System,
): Promise<void> {
  for (const [service, { type, dependsOn }] of Object.entries(topology.services)) {
    const needs = dependsOn.filter((name) => name in topology.services);
    await developer.register_service({
      environment: ENVIRONMENT,
      service,
      ...(type === 'ecs-pair' ? ofPair(account, system, service) : ofFunction(service)),
      ...(needs.length > 0 && { dependsOn: needs }),
    });
  }
}

function ofPair(
  { users }: Installation['account'],
  system: System,
  name: string,
): Pick<Registration, 'target' | 'versionSource'> {
  const { cluster, listenerArn, port, testListenerArn, repository } = system.pair(name).store;
  const testPort = testListenerArn === undefined ? port : users.elbv2.front(testListenerArn).port;
  return {
    target: {
      type: 'ecs-pair',
      cluster,
      production: listenerArn,
      url: `http://127.0.0.1:${port}`,
      testUrl: `http://127.0.0.1:${testPort}`,
    },
    versionSource: { type: 'ecr', repository },
  };
}

function ofFunction(functionName: string): Pick<Registration, 'target' | 'versionSource'> {
  return {
    target: {
      type: 'lambda-alias',
      functionName,
      alias: 'live',
      probe: { rawPath: '/health' },
      errorMetric: { type: 'lambda-errors' },
    },
    versionSource: { type: 'lambda-version' },
  };
}
