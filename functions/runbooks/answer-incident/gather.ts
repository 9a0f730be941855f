import type { StoredIncident } from '../../../core/incident/record.ts';
import type { AnswerFacts, FiringService } from '../../../core/runbook/answer.ts';
import type { FiringSignal } from '../../../core/runbook/match.ts';
import type { RunTarget } from '../../../core/runbook/run.ts';
import type { Context } from '../../context.ts';
import { graphOf } from '../../incidents/graph.ts';
import { readLease } from '../../runs/lease.ts';
import { listServices, type StoredService } from '../../services/store.ts';
import { readLiveRuns } from '../ledgers.ts';
import { isFiring, type SignalNow, signalsOf } from '../signals.ts';

/** Everything that decides which runbook answers an incident, with its alarms as they are now. */
export async function gather(context: Context, incident: StoredIncident): Promise<AnswerFacts> {
  const { environment, changes, times } = incident;
  const [signals, services] = await Promise.all([
    signalsOf(context, incident),
    listServices(context, environment),
  ]);
  const firing = signals.filter(isFiring);
  const known = services.flatMap((service) => {
    const own = firing.filter(({ kept }) => kept.record.signal.service === service.name);
    return own.length > 0 ? [{ service, own }] : [];
  });
  return {
    incident,
    services: await Promise.all(known.map(({ service, own }) => firingService(context, service, own))),
    graph: graphOf(services),
    changes,
    startedAt: Date.parse(times.startedAt),
    now: context.clock.now(),
  };
}

async function firingService(
  context: Context,
  { environment, name, target }: StoredService,
  signals: readonly SignalNow[],
): Promise<FiringService> {
  const busy = await busyWith(context, { environment, service: name });
  return {
    target: { environment, service: name },
    type: target.type,
    signals: signals.map(firingSignal),
    ...(busy !== undefined && { busy }),
  };
}

async function busyWith(context: Context, target: RunTarget): Promise<string | undefined> {
  const [lease, [run]] = await Promise.all([
    readLease(context, target.environment, target.service),
    readLiveRuns(context, target),
  ]);
  if (lease) return `Deployment ${lease.deploymentId} of ${target.service} is under way.`;
  return run && `The run ${run.id} is under way at ${target.service}.`;
}

function firingSignal({ kept, alarm }: SignalNow): FiringSignal {
  const { signal } = kept.record;
  const { metric, breachedAt, at, key } = signal;
  const threshold = alarm === undefined || alarm === 'gone' ? undefined : alarm.threshold;
  return {
    key,
    since: Date.parse(breachedAt ?? at),
    ...(metric && { metric: { namespace: metric.namespace, name: metric.name } }),
    ...(threshold && { threshold }),
  };
}
