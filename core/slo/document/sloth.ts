import { isObject } from '../../alerting/shape.ts';
import { recommendedAlerts } from '../alert-windows.ts';
import type { Objective } from '../objective.ts';
import { periodSeconds } from '../window.ts';
import { type Entry, inside, type Library, type Placed, shown } from './library.ts';
import { makeObjective } from './make-objective.ts';
import type { Surroundings } from './metric-source.ts';
import { readSettings } from './settings.ts';
import { NAME } from './shapes.ts';
import { standIn } from './stand-in.ts';
import { DEFAULT_WINDOW } from './time-window.ts';

/** How Sloth's own files and its Kubernetes objects write the same. */
const WORDS = {
  file: {
    error: 'error_query',
    raw: 'error_ratio_query',
    page: 'page_alert',
    ticket: 'ticket_alert',
  },
  object: { error: 'errorQuery', raw: 'errorRatioQuery', page: 'pageAlert', ticket: 'ticketAlert' },
} as const;

type Words = (typeof WORDS)[keyof typeof WORDS];

/**
 * The objectives of a file or object of Sloth: name, service, target, description and alerts are carried over, its
 * queries need an SLI each. Its period is 30 days.
 */
export function readSloth(entry: Entry, library: Library, surroundings: Surroundings): Objective[] {
  const isFile = entry.kind === 'SlothFile';
  const holder = isFile ? entry : inside(entry, 'spec');
  const slos = holder?.value['slos'];
  if (!holder || !Array.isArray(slos) || slos.length === 0) {
    entry.report.add([...entry.path, 'slos'], 'is missing', 'a list of objectives');
    return [];
  }
  const { service } = holder.value;
  if (typeof service !== 'string' || !NAME.test(service)) {
    entry.report.add([...holder.path, 'service'], `is ${shown(service)}`, 'the name of a service');
    return [];
  }
  return slos.flatMap((slo: unknown, index) => {
    const at = { ...holder, value: isObject(slo) ? slo : {}, path: [...holder.path, 'slos', index] };
    return readOne(at, service, isFile ? WORDS.file : WORDS.object, entry, library, surroundings);
  });
}

function readOne(
  at: Placed,
  service: string,
  words: Words,
  entry: Entry,
  library: Library,
  surroundings: Surroundings,
): Objective[] {
  const { name, objective, description } = at.value;
  if (typeof name !== 'string' || !NAME.test(name)) {
    at.report.add([...at.path, 'name'], `is ${shown(name)}`, 'lower-case letters, digits and dashes');
    return [];
  }
  if (typeof objective !== 'number' || !(objective > 0 && objective < 100)) {
    at.report.add([...at.path, 'objective'], `is ${shown(objective)}`, 'percent above 0 and below 100');
    return [];
  }
  const full = `${service}-${name}`;
  const path = queryPath(at, words);
  const indicator = path && standIn({ at, path, names: [full, name], service }, library, surroundings);
  if (!indicator) return [];
  const settings = readSettings(entry, library);
  const disabled = disabledIn(at, words);
  const alerts = recommendedAlerts(periodSeconds(DEFAULT_WINDOW));
  const made = makeObjective({
    name: full,
    title: typeof description === 'string' && description !== '' ? description.slice(0, 200) : full,
    environment: surroundings.environment,
    service,
    target: Number((objective / 100).toPrecision(12)),
    method: { kind: 'Occurrences' },
    window: DEFAULT_WINDOW,
    indicator,
    settings,
  });
  const kept = new Set(alerts.filter(({ severity }) => !disabled.has(severity)).map((alert) => alert.name));
  // Sloth knows no alert on absent metrics; it has burn alerts or none.
  return [{ ...made, alerts: made.alerts.filter((alert) => kept.has(alert.name)) }];
}

function queryPath({ value, path, report }: Placed, words: Words) {
  const sli = isObject(value['sli']) ? value['sli'] : {};
  if (isObject(sli['events'])) return [...path, 'sli', 'events', words.error];
  if (isObject(sli['raw'])) return [...path, 'sli', 'raw', words.raw];
  if (isObject(sli['plugin'])) return [...path, 'sli', 'plugin'];
  report.add([...path, 'sli'], 'has no query', 'events, raw or plugin');
  return undefined;
}

function disabledIn({ value }: Placed, words: Words): Set<string> {
  const alerting = isObject(value['alerting']) ? value['alerting'] : {};
  const isOff = (field: string) => isObject(alerting[field]) && alerting[field]['disable'] === true;
  return new Set([...(isOff(words.page) ? ['page'] : []), ...(isOff(words.ticket) ? ['ticket'] : [])]);
}
