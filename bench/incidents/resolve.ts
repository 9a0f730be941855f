import { ruleOf } from './fault-kinds.ts';
import type { Alarm, Label, Scenario } from './labelled.ts';
import { type AlarmKind, WrittenAlarm, WrittenScenario } from './scenario.ts';
import { dependantsOf, ownerOf, placesOf, type Topology } from './topology.ts';

/** What scenarios name. */
export interface Library {
  readonly topologies: Readonly<Record<string, Topology>>;
  readonly alarmKinds: Readonly<Record<string, AlarmKind>>;
}

export const ENVIRONMENT = 'production';

/**
 * A scenario with all that it names in place.
 * @throws Error that lists every flaw: unknown fields, places, kinds of alarms, and labels that contradict
 */
export function resolve(library: Library, written: WrittenScenario): Scenario {
  const parsed = WrittenScenario.safeParse(written);
  if (!parsed.success) {
    const flaws = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw flawed((written as { readonly id?: string }).id, flaws);
  }
  const { on, load, faults, alarms: _alarms, labels: _labels, ...rest } = parsed.data;
  const topology = library.topologies[on];
  if (topology === undefined) throw flawed(rest.id, [`there is no topology ${on}`]);
  const flaws: string[] = [];
  const alarms = _alarms.flatMap((alarm) => alarmsOf(library, topology, alarm, flaws));
  const all = alarms.map(({ id }) => id);
  const labels = _labels.map((label) => ({ ...label, alarms: label.alarms === 'all' ? all : label.alarms }));
  const scenario: Scenario = {
    ...rest,
    topologyName: on,
    topology,
    load: load ?? topology.entries,
    faults,
    alarms,
    labels,
  };
  flaws.push(...placeFlaws(scenario), ...labelFlaws(scenario));
  if (flaws.length > 0) throw flawed(rest.id, flaws);
  return scenario;
}

function flawed(id: string | undefined, flaws: readonly string[]): Error {
  return new Error(`Scenario ${id ?? 'without an id'}: ${flaws.join('; ')}`);
}

/** One alarm for each place that it is written for. */
function alarmsOf(
  { alarmKinds }: Library,
  topology: Topology,
  written: WrittenAlarm,
  flaws: string[],
): readonly Alarm[] {
  const alarm = WrittenAlarm.parse(written);
  const kind = alarmKinds[alarm.kind];
  if (kind === undefined) {
    flaws.push(`there is no kind of alarm ${alarm.kind}`);
    return [];
  }
  const places = placesOf(topology);
  return [alarm.on].flat().map((on) => {
    const type = places.get(on);
    if (type === undefined) flaws.push(`alarm ${alarm.kind}: there is no ${on}`);
    else if (!kind.on.includes(type)) flaws.push(`alarm ${alarm.kind}: ${on} is a ${type}`);
    const [comparison = '>', threshold] = (alarm.threshold ?? kind.threshold).split(' ');
    const [toAlarm = 1, of = 1] = (alarm.datapoints ?? kind.datapoints).split(' of ').map(Number);
    if (toAlarm < 1 || toAlarm > of) flaws.push(`alarm ${alarm.kind}: ${toAlarm} of ${of} is not possible`);
    return {
      id: `${on}-${alarm.kind}`,
      kind: alarm.kind,
      on,
      metric: { ...kind.metric, periodSeconds: alarm.periodSeconds ?? kind.metric.periodSeconds },
      comparison: comparison as Alarm['comparison'],
      threshold: Number(threshold),
      datapoints: { toAlarm, of },
      missing: alarm.missing ?? kind.missing,
      ...(alarm.description !== undefined && { description: alarm.description }),
      tags: {
        'operate:service': ownerOf(topology, on),
        'operate:environment': ENVIRONMENT,
        'operate:severity': alarm.severity,
      },
    };
  });
}

function placeFlaws({ topology, faults, deployment, load }: Scenario): string[] {
  const places = placesOf(topology);
  const unknown = [deployment?.service ?? [], Object.keys(load)].flat().filter((name) => !places.has(name));
  const misplaced = faults.flatMap(({ kind, at }) => {
    const type = places.get(at);
    const rule = ruleOf(kind);
    if (type === undefined) return [`fault ${kind}: there is no ${at}`];
    if (!rule.places.includes(type)) return [`fault ${kind}: ${at} is a ${type}`];
    const orphaned = rule.ofVersion && deployment?.service !== at;
    return orphaned ? [`fault ${kind}: no version of ${at} is deployed`] : [];
  });
  return [...unknown.map((name) => `there is no ${name}`), ...misplaced];
}

/** Labels speak of what is there, hold no alarm twice, and do not contradict the rules of their cause's kind. */
function labelFlaws(scenario: Scenario): string[] {
  const ids = scenario.alarms.map(({ id }) => id);
  const held = scenario.labels.flatMap(({ alarms }) => alarms);
  return [
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `two alarms are called ${id}`),
    ...held.filter((id) => !ids.includes(id)).map((id) => `label: there is no alarm ${id}`),
    ...held.filter((id, at) => held.indexOf(id) !== at).map((id) => `label: ${id} belongs to two incidents`),
    ...scenario.labels.flatMap((label) => contradictions(scenario, label)),
  ];
}

function contradictions({ topology, faults, alarms }: Scenario, label: Label): string[] {
  const { cause, allowed, fixable, end } = label;
  const flaws = allowed
    .filter(({ target }) => !placesOf(topology).has(target))
    .map(({ target }) => `label: there is no ${target}`);
  if (fixable && !['repaired', 'repaired-or-recovered'].includes(end))
    flaws.push(`label: fixable, and ends ${end}`);
  if (fixable && allowed.length === 0) flaws.push('label: fixable, and nothing is allowed');
  if (!fixable && end.startsWith('repaired')) flaws.push(`label: not fixable, and ends ${end}`);
  if (cause === 'none')
    return allowed.length > 0 ? [...flaws, 'label: no cause, and something is allowed'] : flaws;
  if (!faults.some(({ kind, at }) => kind === cause.kind && at === cause.at))
    return [...flaws, `label: no fault ${cause.kind} at ${cause.at}`];
  const near = [cause.at, ownerOf(topology, cause.at), ...dependantsOf(topology, cause.at)];
  const far = label.alarms.filter((id) => {
    const on = alarms.find((alarm) => alarm.id === id)?.on ?? '';
    return !isNear(topology, near, on);
  });
  return [...flaws, ...far.map((id) => `label: ${id} cannot come from ${cause.at}`)];
}

/** An alarm tells of what it watches, of its owner, or of what it calls. */
function isNear(topology: Topology, near: readonly string[], on: string): boolean {
  const owner = ownerOf(topology, on);
  return (
    near.includes(on) ||
    near.includes(owner) ||
    near.some((name) => dependantsOf(topology, on).includes(name))
  );
}
