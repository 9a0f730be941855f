import { type Installation, install } from '../../test/flows/installation.ts';
import { ENVIRONMENT } from '../../test/flows/service.ts';
import { runStep } from '../../test/flows/step.ts';
import { type StorefrontService, storefront } from '../../test/flows/storefront.ts';
import { readScaling } from './store.ts';

export const MINUTE_MS = 60_000;
export const POLICY = { metric: 'cpu', target: 50, min: 2, max: 5, predictive: 'off' } as const;

type Policy = NonNullable<Parameters<Installation['developer']['set_scaling']>[0]['policy']>;

/** An installation with one pair whose use of CPU the test says. */
export async function scaledShop(policy: Policy = POLICY) {
  const installation = await install();
  const shop = await storefront(installation, {
    name: 'shop',
    requestsPerSecond: 0.1,
    desiredCount: 3,
    maxCapacity: 6,
  });
  await shop.traffic.stop();
  const { developer, account, clock, context } = installation;
  const service = { environment: ENVIRONMENT, service: 'shop' };
  await developer.set_scaling({ ...service, policy });
  const autoScaling = account.users.autoScaling;
  const [resourceId = ''] = [...autoScaling.targets.keys()].filter((key) => key.endsWith('shop-blue'));
  return {
    installation,
    shop,
    service,
    resourceId,
    scale: (input: object = {}, idempotencyKey?: string) =>
      developer.scale_resources({ ...service, ...input } as never, {
        ...(idempotencyKey && { idempotencyKey }),
      }),
    evaluate: (input: object = {}) => runStep(installation, 'evaluate_scaling', input),
    desired: () =>
      account.users.ecs.service(shop.pair.cluster, shop.pair.sides.blue.serviceName).desiredCount,
    target: () => autoScaling.targets.get(resourceId),
    /** Nothing of AWS scales it any more. */
    withoutAws: () => autoScaling.deregister(resourceId),
    minutes: (count: number) => clock.advanceBy(count * MINUTE_MS),
    kept: () => readScaling(context, service),
    /** So much CPU in the last minutes, as CloudWatch has it. */
    used(this: void, percent: number): void {
      useCpu(installation, shop, percent);
    },
    close: () => installation.close(),
  };
}

export type ScaledShop = Awaited<ReturnType<typeof scaledShop>>;

/** Many observations, beside which those of the idle tasks do not count. */
const OBSERVATIONS = 100_000;

function useCpu({ account, clock }: Installation, { pair }: StorefrontService, percent: number): void {
  const now = Math.floor(clock.now() / MINUTE_MS) * MINUTE_MS;
  const dimensions = {
    ClusterName: pair.cluster.split('/').at(-1) ?? '',
    ServiceName: pair.sides.blue.serviceName,
  };
  for (let ago = 20; ago >= 1; ago--)
    account.scope.record({
      namespace: 'AWS/ECS',
      metric: 'CPUUtilization',
      dimensions,
      at: now - ago * MINUTE_MS,
      value: percent,
      count: OBSERVATIONS,
      unit: 'Percent',
    });
}
