import { NotFound } from '../../core/errors.ts';
import { metered } from '../../core/scaling/cost-cap.ts';
import type { Capacity, Facts, Wish } from '../../core/scaling/facts.ts';
import type { Context } from '../context.ts';
import { findService } from '../services/store.ts';
import type { ScalingDriver } from './drivers/driver.ts';
import { defaultResource, driverOf } from './drivers/driver-of.ts';
import { exclusionOf } from './exclusion.ts';
import { lookAhead } from './look-ahead.ts';
import { readMinutes } from './measure.ts';
import { readMeter } from './meter.ts';
import type { StoredScaling } from './store.ts';

/** A service's record with what can be done about it. */
export interface Subject {
  readonly record: StoredScaling;
  readonly driver: ScalingDriver;
  readonly service: Awaited<ReturnType<typeof findService>>;
}

/** @throws NotFound for a service that is neither registered nor has a policy, Refused where it has no such resource */
export async function subjectOf(context: Context, record: StoredScaling): Promise<Subject> {
  const { environment, service: name, policy, raised } = record;
  const service = await findService(context, environment, name);
  if (!service && policy?.resource.type !== 'auto-scaling-group')
    throw new NotFound(`No service '${name}' is registered in ${environment}; register_service does that.`);
  const { resource, metric } = policy ?? defaultResource(service ?? { target: undefined as never });
  return { record, service, driver: driverOf(context, { resource, metric, service, raised }) };
}

/** What is known of a service when it is decided, and what is not. */
export interface Gathered {
  readonly facts: Facts;
  readonly missing: readonly string[];
}

const HOUR_MS = 3_600_000;

/** Reads all that a decision goes by; measurements only where a decision goes by them. */
export async function gather(context: Context, subject: Subject, wish: Wish): Promise<Gathered> {
  const { record, driver, service } = subject;
  const { policy, changes } = record;
  const now = context.clock.now();
  const [described, exclusion, meter] = await Promise.all([
    driver.read(),
    exclusionOf(context, record),
    policy?.cost && readMeter(context, record),
  ]);
  const obstacle = exclusion ?? described.obstacle;
  const capacity: Capacity = { ...described, ...(obstacle && { obstacle }) };
  const done = changes.filter(({ state }) => state.name === 'DONE');
  const measured = driver.measured(capacity);
  const looks = wish.action === 'auto' && wish.targetInstances === undefined && policy && !obstacle;
  const { leadMs } = driver;
  const [minutes, ahead] =
    looks && measured
      ? await Promise.all([
          readMinutes(context, measured, { capacity, changes: done, leadMs }),
          lookAhead(context, { policy, service, measured, capacity, changes: done, leadMs }),
        ])
      : [[], undefined];
  const made = done
    .map(({ at, direction }) => ({ at: Date.parse(at), direction }))
    .filter(({ at }) => at > now - HOUR_MS);
  const facts: Facts = {
    now,
    wish,
    policy,
    capacity,
    minutes,
    leadMs,
    made,
    ...(ahead && { ahead }),
    ...(policy?.cost && { meter: metered(meter, now, capacity.units ?? 0, policy.cost.unitDollarsAnHour) }),
  };
  const missing =
    policy && !measured ? [`${policy.metric}: AWS measures no such thing of ${capacity.name}.`] : [];
  return { facts, missing };
}
