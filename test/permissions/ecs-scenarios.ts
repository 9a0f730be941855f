import { registerVersion } from '../../sandbox/samples/definition.ts';
import { deploy, deploymentOf } from '../flows/deployment.ts';
import type { Installation } from '../flows/installation.ts';
import { expectEnded } from '../flows/invariants.ts';
import { ENVIRONMENT } from '../flows/service.ts';
import { storefront } from '../flows/storefront.ts';
import { GATES } from './setting.ts';

const WINDOW_MS = 300_000;
const QUICK = { rollbackWindowSeconds: WINDOW_MS / 1000 };

/** Weights in a listener: gates and alarms, a promotion, its window's end, both kinds of rollback, a bad version. */
export async function pairBehindListener(installation: Installation, alarm: string): Promise<void> {
  const { developer, clock } = installation;
  const gates = [{ type: 'lambda' as const, name: 'release', functionName: GATES.passing }];
  const shop = await storefront(installation, {
    name: 'shop',
    registration: { ...QUICK, gates, alarms: [alarm], tracedAs: 'shop' },
  });
  const first = await deploy(shop, 'v2');
  await expectEnded(first, 'PROMOTED');
  const warm = await developer.rollback_deployment({ deploymentId: first.id });
  await expectEnded(deploymentOf(shop, warm.deployment.deploymentId), 'PROMOTED');
  await clock.advanceBy(2 * WINDOW_MS);
  const cold = await developer.rollback_deployment({ deploymentId: warm.deployment.deploymentId });
  await expectEnded(deploymentOf(shop, cold.deployment.deploymentId), 'PROMOTED');
  const bad = await deploy(shop, 'failing', { strategy: 'canary', monitoring: { duration: 60 } });
  await expectEnded(bad, 'ROLLED_BACK', 'JUDGED_WORSE');
  const running = await deploy(shop, 'v3');
  await running.reach('BAKING');
  await developer.rollback_deployment({ deploymentId: running.id });
  await expectEnded(running, 'ROLLED_BACK', 'ROLLED_BACK_BY_PERSON');
  await shop.traffic.stop();
}

/** Weights in a rule: a rolling update, then a deployment that only a person can decide, since nobody calls. */
export async function pairBehindRule(installation: Installation): Promise<void> {
  const { developer, clock } = installation;
  const cart = await storefront(installation, {
    name: 'cart',
    requestsPerSecond: 10,
    production: 'rule',
    testPath: 'header-rules',
    desiredCount: 3,
    registration: QUICK,
  });
  const rolling = await deploy(cart, 'v2', { strategy: 'rolling', monitoring: { duration: 60 } });
  await expectEnded(rolling, 'PROMOTED');
  await cart.traffic.stop();
  const idle = await deploy(cart, 'v3', { strategy: 'blue-green', monitoring: { duration: 60 } });
  await idle.reach('PAUSED');
  await developer.promote_deployment({ deploymentId: idle.id });
  await expectEnded(idle, 'PROMOTED');
  await clock.advanceBy(2 * WINDOW_MS);
}

/** Versions are revisions of a task definition; then a task definition whose image is named by a tag. */
export async function taskDefinitions(installation: Installation): Promise<void> {
  const { account, developer, clock } = installation;
  const { ecs, ecr } = account.users;
  const name = 'search';
  const versionSource = { type: 'task-definition', family: name } as const;
  const search = await storefront(installation, {
    name,
    requestsPerSecond: 10,
    registration: { versionSource },
  });
  const { cluster, repository, sides, listenerArn } = search.pair;
  const tags = { 'operate:service': name };
  const options = { family: name, repository, version: 'v2', tags, containerHealthCheck: true };
  const second = registerVersion(account.users, options);
  await expectEnded(await deploy(search, '2'), 'PROMOTED');
  await search.traffic.stop();
  const { containerDefinitions = [], family = name } = ecs.definitions.find(second) ?? {};
  const image = `${ecr.repositoryUri(repository)}:v2`;
  const { taskDefinitionArn } = ecs.registerTaskDefinition({
    family,
    containerDefinitions: containerDefinitions.map((container) => ({ ...container, image })),
  });
  ecs.updateService(cluster, sides.green.serviceName, { taskDefinition: taskDefinitionArn });
  await clock.advanceBy(WINDOW_MS);
  await developer.register_service({
    environment: ENVIRONMENT,
    service: name,
    target: { type: 'ecs-pair', cluster, production: listenerArn },
    versionSource: { type: 'ecr', repository },
    dependsOn: ['dues'],
  });
  await installation.as('viewer').doctor({ environment: ENVIRONMENT, service: name });
}
