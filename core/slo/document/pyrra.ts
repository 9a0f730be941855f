import { fields, isObject, oneOf, text } from '../../alerting/shape.ts';
import { pyrraAlerts } from '../alert-windows.ts';
import type { BurnAlert, Objective } from '../objective.ts';
import { DURATION, parseDuration, secondsOf } from './duration.ts';
import { type Entry, inside, type Library, type Placed, shown } from './library.ts';
import { makeObjective } from './make-objective.ts';
import type { Surroundings } from './metric-source.ts';
import { readSettings } from './settings.ts';
import { anything, flag, NAME, object } from './shapes.ts';
import { standIn } from './stand-in.ts';

const specShape = fields(
  { target: anything, window: anything, indicator: object },
  {
    description: text(/^[\s\S]{0,2000}$/, 'text'),
    alerting: fields(
      {},
      { disabled: flag, absent: flag, burnrates: flag, name: anything, severities: anything },
    ),
    labels: anything,
    performanceOverAccuracy: oneOf([true, false]),
  },
);
const INDICATORS = ['ratio', 'latency', 'latencyNative', 'bool_gauge', 'boolGauge'];
/** Labels by which a service may be named. */
const SERVICE_LABELS = ['pyrra.dev/service', 'app.kubernetes.io/name', 'service', 'app'];

/** The objective of a file of Pyrra: target, window and alerts are carried over, its indicator needs an SLI. */
export function readPyrra(entry: Entry, library: Library, surroundings: Surroundings): Objective[] {
  const { report, name } = entry;
  const before = report.violations.length;
  const spec = inside(entry, 'spec') ?? { ...entry, value: {}, path: [...entry.path, 'spec'] };
  specShape(spec.value, spec.path, report);
  const settings = readSettings(entry, library);
  if (report.violations.length > before) return [];
  const target = targetOf(spec);
  const seconds = windowOf(spec);
  const service = serviceOf(entry);
  const path = indicatorPath(spec);
  if (target === undefined || seconds === undefined || service === undefined || !path) return [];
  const indicator = standIn({ at: spec, path, names: [name], service }, library, surroundings);
  if (!indicator) return [];
  const { alerting, description } = spec.value;
  return [
    makeObjective({
      name,
      title: typeof description === 'string' && description.trim() ? description.trim().slice(0, 200) : name,
      environment: surroundings.environment,
      service,
      target,
      method: { kind: 'Occurrences' },
      window: { kind: 'rolling', seconds },
      indicator,
      settings,
      alerting: alertingOf(isObject(alerting) ? alerting : {}, pyrraAlerts(seconds), target),
    }),
  ];
}

function alertingOf(said: Readonly<Record<string, unknown>>, alerts: readonly BurnAlert[], target: number) {
  const isOff = said['disabled'] === true || said['burnrates'] === false;
  return {
    alerts: isOff ? [] : alerts.filter(({ factor }) => factor * (1 - target) < 1),
    alertWhenNoData: said['disabled'] !== true && said['absent'] !== false,
  };
}

/** Percent, as text or as a number. */
function targetOf({ value, path, report }: Placed): number | undefined {
  const percent = Number(value['target']);
  if (percent > 0 && percent < 100) return Number((percent / 100).toPrecision(12));
  report.add([...path, 'target'], `is ${shown(value['target'])}`, 'percent above 0 and below 100');
  return undefined;
}

function windowOf({ value, path, report }: Placed): number | undefined {
  const duration = parseDuration(value['window']);
  if (duration) return secondsOf(duration);
  report.add([...path, 'window'], `is ${shown(value['window'])}`, DURATION);
  return undefined;
}

function serviceOf({ value, path, report }: Entry): string | undefined {
  const metadata = isObject(value['metadata']) ? value['metadata'] : {};
  const labels = isObject(metadata['labels']) ? metadata['labels'] : {};
  const named = SERVICE_LABELS.map((label) => labels[label]).find((label) => label !== undefined);
  if (typeof named === 'string' && NAME.test(named)) return named;
  report.add(
    [...path, 'metadata', 'labels'],
    `name no service (${shown(named)})`,
    `one of the labels ${SERVICE_LABELS.join(', ')}`,
  );
  return undefined;
}

function indicatorPath(spec: Placed) {
  const indicator = inside(spec, 'indicator');
  const kind = INDICATORS.find((one) => indicator?.value[one] !== undefined);
  if (kind) return [...spec.path, 'indicator', kind];
  spec.report.add([...spec.path, 'indicator'], 'is of no known kind', INDICATORS.join(', '));
  return undefined;
}
