import type { StoredIncident } from '../../../core/incident/record.ts';
import { needs, nodeOf, type ServiceGraph } from '../../../core/incident/service-graph.ts';
import { type AnswerFacts, leftAlone } from '../../../core/runbook/answer.ts';
import type { FiringSignal } from '../../../core/runbook/match.ts';
import { type InvolvedService, nodesToMeasure } from '../../../core/runbook/repairs.ts';
import type { RunTarget } from '../../../core/runbook/run.ts';
import type { Context } from '../../context.ts';
import { readSymptoms } from '../../diagnosis/read-symptoms.ts';
import { graphOf } from '../../incidents/graph.ts';
import { holderOf, readLease } from '../../runs/lease.ts';
import { listServices, type StoredService } from '../../services/store.ts';
import { readLiveRuns } from '../ledgers.ts';
import { isFiring, type SignalNow, signalsOf } from '../signals.ts';

/** Everything that decides which runbook answers an incident, with its alarms and metrics as they are now. */
export async function gather(context: Context, incident: StoredIncident): Promise<AnswerFacts> {
  const { environment, changes, times } = incident;
  const [signals, registered] = await Promise.all([
    signalsOf(context, incident),
    listServices(context, environment),
  ]);
  const firing = signals.filter(isFiring);
  const graph = graphOf(registered);
  const startedAt = Date.parse(times.startedAt);
  const services = await involved(context, registered, graph, firing);
  const isLeftAlone = leftAlone({ incident, services }) !== undefined;
  return {
    incident,
    services,
    graph,
    // Each thing that is heard of an incident leads here: metrics are paid for only where they decide something.
    symptoms: await readSymptoms(context, {
      services: registered,
      graph,
      felt: new Map(
        (isLeftAlone ? [] : nodesToMeasure({ services, graph })).map((node) => [node, startedAt]),
      ),
    }),
    changes,
    startedAt,
    now: context.clock.now(),
  };
}

/** Those that fire, and all that these need. */
async function involved(
  context: Context,
  registered: readonly StoredService[],
  graph: ServiceGraph,
  firing: readonly SignalNow[],
): Promise<InvolvedService[]> {
  const own = Map.groupBy(firing, ({ kept }) => kept.record.signal.service);
  const named = registered.filter(({ name }) => own.has(name));
  const needed = new Set(
    named.flatMap(({ environment, name }) => [...needs(graph, nodeOf(environment, name)).keys()]),
  );
  const all = registered.filter(({ environment, name }) => needed.has(nodeOf(environment, name)));
  return Promise.all(all.map((service) => involvedService(context, service, own.get(service.name) ?? [])));
}

async function involvedService(
  context: Context,
  { environment, name, target }: StoredService,
  signals: readonly SignalNow[],
): Promise<InvolvedService> {
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
  if (lease) return `${holderOf(lease.deploymentId)} of ${target.service} is under way.`;
  return run && `The run ${run.id} is under way at ${target.service}.`;
}

function firingSignal({ kept, alarm }: SignalNow): FiringSignal {
  const { signal } = kept.record;
  const { metric, breachedAt, at, key } = signal;
  const threshold = alarm === undefined || alarm === 'gone' ? undefined : alarm.threshold;
  return {
    key,
    since: Date.parse(breachedAt ?? at),
    firedAt: Date.parse(at),
    ...(metric && { metric: { namespace: metric.namespace, name: metric.name } }),
    ...(threshold && { threshold }),
  };
}
