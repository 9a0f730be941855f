import { describe, expect, it } from 'vitest';
import type { SandboxClock } from '../clock/sandbox-clock.ts';
import { ScaledClock } from '../clock/scaled-clock.ts';
import { until } from '../clock/until.ts';
import { VirtualClock } from '../clock/virtual-clock.ts';
import { dimensionOf } from '../load-balancer/request-meter.ts';
import type { STOREFRONT_VERSIONS } from '../samples/catalogue.ts';
import { registerVersion } from '../samples/definition.ts';
import { provisionStorefront, type Side, type Storefront } from '../samples/storefront.ts';
import type { DataPlane } from './data-plane.ts';
import { type RecordingScope, recordingScope } from './recording-scope.ts';
import { UsersSide } from './users-side.ts';

const SPEED = 60;
const MINUTE = 60_000;
/** Requests per sandbox second, in both planes. */
const RATE = 5;

interface World {
  readonly kind: DataPlane['kind'];
  readonly clock: SandboxClock;
  readonly scope: RecordingScope;
  readonly users: UsersSide;
  readonly store: Storefront;
}

/** Runs one scenario on an account with a storefront that serves, and closes it whatever happens. */
async function inWorld(kind: DataPlane['kind'], scenario: (world: World) => Promise<void>): Promise<void> {
  const start = Date.UTC(2026, 0, 1);
  const clock = kind === 'live' ? new ScaledClock({ start, speed: SPEED }) : new VirtualClock(start);
  const scope = recordingScope(clock, 11);
  const users = new UsersSide(scope, { plane: kind, maxPropagationSeconds: 2 });
  try {
    const store = await provisionStorefront(users, { deregistrationDelaySeconds: 10 });
    const world = { kind, clock, scope, users, store };
    await settled(world, 'blue');
    await scenario(world);
  } finally {
    await users.close();
  }
}

function sideOf({ users, store }: World, side: Side) {
  return users.ecs.service(store.cluster, store.sides[side].serviceName);
}

async function settled(world: World, side: Side): Promise<void> {
  await until(world.clock, `${side} steady`, () => sideOf(world, side).steady, { within: 20 * MINUTE });
}

function deploy({ users, store }: World, side: Side, version: keyof typeof STOREFRONT_VERSIONS): void {
  const family = store.name;
  const options = { family, repository: store.repository, version, tags: {}, containerHealthCheck: true };
  const { serviceName } = store.sides[side];
  const taskDefinition = registerVersion(users, options);
  users.ecs.updateService(store.cluster, serviceName, { taskDefinition, desiredCount: 2 });
}

function weigh({ users, store }: World, blue: number, green: number): void {
  const TargetGroups = [
    { TargetGroupArn: store.sides.blue.targetGroupArn, Weight: blue },
    { TargetGroupArn: store.sides.green.targetGroupArn, Weight: green },
  ];
  users.elbv2.modifyListener(store.listenerArn, [{ Type: 'forward', ForwardConfig: { TargetGroups } }]);
}

function callers({ kind, users, store }: World) {
  const requestsPerSecond = kind === 'live' ? RATE * SPEED : RATE;
  return users.call(store.listenerArn, { requestsPerSecond });
}

function sum({ scope }: World, metric: string, targetGroupArn?: string): number {
  const group = targetGroupArn === undefined ? undefined : dimensionOf(targetGroupArn);
  return scope.observations
    .filter((one) => one.metric === metric && one.dimensions.TargetGroup === group)
    .reduce((total, { value, count = 1 }) => total + value * count, 0);
}

describe.each(['model', 'live'] as const)('the %s plane', (kind) => {
  it('splits by weight, counts what callers see, and moves over without a failed request', () =>
    inWorld(kind, async (world) => {
      deploy(world, 'green', 'v2');
      await settled(world, 'green');
      weigh(world, 90, 10);
      await world.clock.sleep(5_000);
      const traffic = callers(world);
      await world.clock.sleep(MINUTE);
      expect(traffic.log.exposure('v2')).toBeGreaterThan(0.08);
      expect(traffic.log.exposure('v2')).toBeLessThan(0.12);
      weigh(world, 0, 100);
      await world.clock.sleep(10_000);
      world.users.autoScaling.register({
        ServiceNamespace: 'ecs',
        ScalableDimension: 'ecs:service:DesiredCount',
        ResourceId: world.store.sides.blue.resourceId,
        MinCapacity: 0,
      });
      const { serviceName } = world.store.sides.blue;
      world.users.ecs.updateService(world.store.cluster, serviceName, { desiredCount: 0 });
      await until(
        world.clock,
        'blue is gone',
        () => sideOf(world, 'blue').tasks.every((task) => task.stoppedAt),
        {
          within: 10 * MINUTE,
        },
      );
      await world.clock.sleep(10_000);
      await traffic.stop();
      await world.users.close();
      const { total, failed, byVersion } = traffic.log.counts();
      expect(failed).toBe(0);
      expect(total).toBeGreaterThan(RATE * 60 * 0.5);
      const { blue, green } = world.store.sides;
      expect(sum(world, 'RequestCount')).toBe(total);
      expect(sum(world, 'HTTPCode_Target_2XX_Count', blue.targetGroupArn)).toBe(byVersion.v1?.total);
      expect(sum(world, 'HTTPCode_Target_2XX_Count', green.targetGroupArn)).toBe(byVersion.v2?.total);
      expect(sum(world, 'HTTPCode_Target_5XX_Count')).toBe(0);
    }));

  it('answers errors at the share of the version, and logs them', () =>
    inWorld(kind, async (world) => {
      deploy(world, 'green', 'failing');
      await settled(world, 'green');
      weigh(world, 0, 100);
      await world.clock.sleep(5_000);
      const traffic = callers(world);
      await world.clock.sleep(2 * MINUTE);
      await traffic.stop();
      await world.users.close();
      const { total, failed } = traffic.log.counts();
      expect(failed / total).toBeGreaterThan(0.13);
      expect(failed / total).toBeLessThan(0.27);
      const green = world.store.sides.green.targetGroupArn;
      expect(sum(world, 'HTTPCode_Target_5XX_Count', green)).toBe(failed);
      expect(sum(world, 'HTTPCode_ELB_5XX_Count')).toBe(0);
      expect(world.scope.lines.some(({ message }) => message.startsWith('ERROR'))).toBe(true);
      expect(world.scope.lines[0]).toMatchObject({ group: world.store.logGroup });
    }));

  it('has tasks that act otherwise while they run, and new ones that do not', () =>
    inWorld(kind, async (world) => {
      const { cluster, sides } = world.store;
      world.users.ecs.changeRunningTasks(cluster, sides.blue.serviceName, { errorShare: 0.5 });
      await world.clock.sleep(2_000);
      const sick = callers(world);
      await world.clock.sleep(MINUTE);
      await sick.stop();
      const before = sick.log.counts();
      expect(before.failed / before.total).toBeGreaterThan(0.4);
      expect(before.failed / before.total).toBeLessThan(0.6);
      world.users.ecs.updateService(cluster, sides.blue.serviceName, { forceNewDeployment: true });
      await settled(world, 'blue');
      const well = callers(world);
      await world.clock.sleep(MINUTE);
      await well.stop();
      expect(well.log.counts().failed).toBe(0);
    }));

  it.each(['crash-looping', 'never-healthy'] as const)('fails the deployment of %s', (version) =>
    inWorld(kind, async (world) => {
      deploy(world, 'green', version);
      const deployment = () => sideOf(world, 'green').deployments[0];
      await until(world.clock, 'the breaker', () => deployment()?.rolloutState === 'FAILED', {
        within: 30 * MINUTE,
      });
      expect(deployment()?.failedTasks).toBeGreaterThanOrEqual(3);
      const codes = new Set(sideOf(world, 'green').tasks.flatMap(({ stop }) => stop?.code ?? []));
      const expected = version === 'crash-looping' ? 'EssentialContainerExited' : 'ServiceSchedulerInitiated';
      expect([...codes]).toEqual([expected]);
    }),
  );

  it('answers 503 of its own for a group without targets', () =>
    inWorld(kind, async (world) => {
      weigh(world, 0, 100);
      await world.clock.sleep(5_000);
      const traffic = callers(world);
      await world.clock.sleep(20_000);
      await traffic.stop();
      await world.users.close();
      const { total, byStatus } = traffic.log.counts();
      expect(byStatus).toEqual({ 503: total });
      expect(sum(world, 'HTTPCode_ELB_503_Count')).toBe(total);
      expect(sum(world, 'RequestCount')).toBe(0);
    }));

  it('replaces tasks that crash under load, and counts the broken connections', () =>
    inWorld(kind, async (world) => {
      deploy(world, 'green', 'leaking');
      await settled(world, 'green');
      weigh(world, 0, 100);
      await world.clock.sleep(5_000);
      const traffic = callers(world);
      const crashed = () =>
        sideOf(world, 'green').tasks.filter(({ stop }) => stop?.code === 'EssentialContainerExited');
      await until(world.clock, 'a crash', () => crashed().length > 0, { within: 30 * MINUTE });
      await until(world.clock, 'both tasks again', () => sideOf(world, 'green').steady, {
        within: 10 * MINUTE,
      });
      await traffic.stop();
      await world.users.close();
      expect(crashed()[0]?.process?.exitCode).toBe(137);
      expect(world.scope.lines.some(({ message }) => message.startsWith('FATAL'))).toBe(true);
      const green = world.store.sides.green.targetGroupArn;
      expect(sum(world, 'TargetConnectionErrorCount', green)).toBeGreaterThan(0);
      const { total, failed } = traffic.log.counts();
      expect(failed / total).toBeLessThan(0.2);
      expect(sum(world, 'HTTPCode_ELB_502_Count') + sum(world, 'HTTPCode_ELB_503_Count')).toBe(failed);
    }));
});
