import { readService } from '../../../functions/services/store.ts';
import { every } from '../../../sandbox/clock/every.ts';
import type { FaultCall } from '../../../sandbox/faults/rule.ts';
import { SIDES, type Side } from '../../../sandbox/samples/storefront.ts';
import { ENVIRONMENT } from '../../flows/service.ts';
import { type StorefrontService, type StorefrontSetting, storefront } from '../../flows/storefront.ts';
import type { Bench } from '../bench.ts';
import type { Glimpse, Report, Subject } from './subject.ts';

const WINDOW_SECONDS = 300;
const REQUESTS_PER_SECOND = 4;
const TICK_MS = 5_000;
/** A side may be drained once a whole minute without requests was published; see `trafficGone`. */
const QUIET_MS = 60_000;
const MAX_CAPACITY = 4;

/** The sample ECS pair as a subject. */
export interface PairSubject extends Subject {
  readonly store: StorefrontService;
  readonly liveSide: () => Side;
  /** Share of the requests, in percent, that the balancer gives a side now. */
  readonly served: (side: Side) => number;
}

export async function pairSubject(
  bench: Bench,
  name: string,
  setting: Partial<StorefrontSetting> = {},
): Promise<PairSubject> {
  const store = await storefront(bench, {
    name,
    requestsPerSecond: REQUESTS_PER_SECOND,
    maxCapacity: MAX_CAPACITY,
    ...setting,
    registration: { rollbackWindowSeconds: WINDOW_SECONDS, ...setting.registration },
  });
  const live = async () => (await readService(bench.context, ENVIRONMENT, name)).live?.pinned.label ?? 'v1';
  const subject = {
    ...store,
    store,
    bench,
    kind: 'ecs-pair' as const,
    live,
    good: async () => ((await live()) === 'v1' ? 'v2' : 'v1'),
    glimpse: () => glimpse(bench, store),
    liveSide: () => liveSide(store),
    served: (side: Side) => served(bench, store, side),
    layout: () => layout(bench, store),
    layoutAfter,
    guard: (report: Report) => guard(bench, store, report),
    // Of the side that is not live, whichever that is by now.
    meddle: async (principal: string, share: number) => {
      const known = await readService(bench.context, ENVIRONMENT, name);
      await store.meddle(principal, known.live?.side === 'green' ? 100 - share : share);
    },
  };
  return subject;
}

function liveSide(store: StorefrontService): Side {
  return store.shares().blue === 100 ? 'blue' : 'green';
}

function healthy({ account }: Bench, { pair }: StorefrontService, side: Side): number {
  return account.users.elbv2.group(pair.sides[side].targetGroupArn).count('healthy');
}

function served({ account, clock }: Bench, { pair }: StorefrontService, side: Side): number {
  const { router } = account.users.elbv2.front(pair.listenerArn);
  const plan = router.plan({ path: '/checkout', headers: {} }, clock.now());
  if (plan.type !== 'forward') return 0;
  const { receivers } = plan.share;
  const total = receivers.reduce((sum, { weight }) => sum + weight, 0);
  const own = receivers.find(({ group }) => group.arn === pair.sides[side].targetGroupArn);
  return total === 0 ? 0 : (100 * (own?.weight ?? 0)) / total;
}

function glimpse(bench: Bench, store: StorefrontService): Glimpse {
  const weights = store.shares() as Record<Side, number>;
  const unanswered = SIDES.flatMap((side) => {
    const share = Math.max(weights[side], served(bench, store, side));
    if (share === 0 || healthy(bench, store, side) > 0) return [];
    return [`${side} has ${share}% of the traffic and no healthy target`];
  });
  return { weights, unanswered };
}

function sideLayout({ account }: Bench, { pair }: StorefrontService, side: Side) {
  const { serviceName, resourceId } = pair.sides[side];
  const { desiredCount } = account.users.ecs.service(pair.cluster, serviceName);
  const {
    minCapacity = 0,
    maxCapacity = 0,
    suspended,
  } = account.users.autoScaling.targets.get(resourceId) ?? {};
  return { desiredCount, minCapacity, maxCapacity, suspended: { ...suspended } };
}

interface Layout {
  readonly live: ReturnType<typeof sideLayout>;
  readonly idle: ReturnType<typeof sideLayout>;
}

function layout(bench: Bench, store: StorefrontService): Layout {
  const side = liveSide(store);
  const other = side === 'blue' ? 'green' : 'blue';
  return { live: sideLayout(bench, store, side), idle: sideLayout(bench, store, other) };
}

const PARKED = {
  desiredCount: 0,
  minCapacity: 0,
  suspended: {
    DynamicScalingInSuspended: true,
    DynamicScalingOutSuspended: true,
    ScheduledScalingSuspended: true,
  },
};

/** Whoever serves has the scaling of whoever served; the other side is parked, unless nothing was touched. */
function layoutAfter(before: unknown): unknown {
  const { live, idle } = before as Layout;
  return { live, idle: { ...PARKED, maxCapacity: idle.maxCapacity } };
}

function guard(bench: Bench, store: StorefrontService, report: Report): () => void {
  const { account, clock } = bench;
  const lastServed: Record<Side, number> = { blue: 0, green: 0 };
  const look = () => {
    for (const side of SIDES) if (served(bench, store, side) > 0) lastServed[side] = clock.now();
    for (const words of glimpse(bench, store).unanswered) report(words, 'users');
  };
  const ours = (call: FaultCall) => call.principal.includes(':role/operate-');
  const ended = new AbortController();
  void every(clock, TICK_MS, look, ended.signal);
  look();
  const ends = ['ModifyListener', 'ModifyRule'].map((command) =>
    account.faults.add({
      match: { client: 'ElasticLoadBalancingV2Client', command, predicate: ours },
      effect: 'observe-after',
      observe: () => {
        const { weights, unanswered } = glimpse(bench, store);
        const sum = Object.values(weights).reduce((all, weight) => all + weight, 0);
        if (sum !== 100) report(`${command} left weights that sum to ${sum}`, 'ours');
        for (const words of unanswered) report(`${command}: ${words}`, 'ours');
      },
    }),
  );
  const drained = account.faults.add({
    match: { client: 'ECSClient', command: 'UpdateService', predicate: ours },
    effect: 'observe-before',
    observe: ({ input }) => {
      const { service, desiredCount } = input as { service?: string; desiredCount?: number };
      const side = SIDES.find((one) => store.pair.sides[one].serviceName === service);
      if (!side || desiredCount === undefined) return;
      refuseDrain(bench, store, { side, desiredCount, quietMs: clock.now() - lastServed[side] }, report);
    },
  });
  return () => {
    ended.abort();
    for (const end of [...ends, drained]) end();
  };
}

function refuseDrain(
  bench: Bench,
  store: StorefrontService,
  { side, desiredCount, quietMs }: { side: Side; desiredCount: number; quietMs: number },
  report: Report,
): void {
  const { desiredCount: before } = bench.account.users.ecs.service(
    store.pair.cluster,
    store.pair.sides[side].serviceName,
  );
  if (desiredCount >= before) return;
  const share = Math.max(store.shares()[side] ?? 0, served(bench, store, side));
  const other = side === 'blue' ? 'green' : 'blue';
  const elsewhere = healthy(bench, store, other);
  if (desiredCount === 0 && (share > 0 || quietMs < QUIET_MS))
    report(
      `${side} is drained with ${share}% of the traffic, ${quietMs / 1000} s after its last request`,
      'ours',
    );
  if (share > 0 && desiredCount + elsewhere < before)
    report(`${side} shrinks to ${desiredCount} with ${elsewhere} healthy elsewhere`, 'ours');
}
