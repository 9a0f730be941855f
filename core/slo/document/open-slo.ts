import { fields, isObject, list, oneOf, type Report, text } from '../../alerting/shape.ts';
import type { Method, Objective, PlainIndicator } from '../objective.ts';
import { type Alerting, readAlertPolicies } from './alert-policies.ts';
import { parseDuration, secondsOf } from './duration.ts';
import { readIndicator } from './indicator.ts';
import { type Entry, inside, type Library, type Placed, shown } from './library.ts';
import { makeObjective } from './make-objective.ts';
import type { Surroundings } from './metric-source.ts';
import { readSettings, type Settings } from './settings.ts';
import { anything, number, open, words } from './shapes.ts';
import { readWindow } from './time-window.ts';

const METHODS = ['Occurrences', 'Timeslices', 'RatioTimeslices'] as const;
const sloShape = fields(
  { service: text(/^[a-z][a-z0-9-]{0,63}$/, 'the name of a service'), objectives: list(anything, 1, 20) },
  {
    description: words(1050),
    budgetingMethod: oneOf(METHODS),
    timeWindow: anything,
    indicator: anything,
    indicatorRef: words(255),
    alertPolicies: anything,
  },
);
const objectiveShape = open({
  displayName: words(200),
  target: number(0, 0.999999999),
  targetPercent: number(0, 99.9999999),
  timeSliceTarget: number(1e-9, 1),
  compositeWeight: number(1e-9, 1e6),
  indicatorRef: words(255),
});

/** One SLO document while it is read. */
interface Slo {
  readonly entry: Entry;
  readonly spec: Placed;
  readonly service: string;
  readonly settings: Settings;
  readonly library: Library;
  readonly surroundings: Surroundings;
}

/** One of its objectives, with what it is measured by. */
interface Member {
  readonly at: Placed;
  readonly target: number;
  readonly indicator: PlainIndicator;
  readonly isOwn: boolean;
}

/** The objectives of an OpenSLO document of kind SLO; what is wrong is reported. */
export function readSlo(entry: Entry, library: Library, surroundings: Surroundings): Objective[] {
  const { report } = entry;
  const before = report.violations.length;
  const spec = inside(entry, 'spec') ?? { ...entry, value: {} };
  sloShape(spec.value, [...entry.path, 'spec'], report);
  const settings = readSettings(entry, library);
  if (report.violations.length > before) return [];
  const slo = { entry, spec, service: String(spec.value['service']), settings, library, surroundings };
  const places = placesOf(spec);
  const members = places.flatMap((at) => memberOf(slo, at));
  if (members.length < places.length) return [];
  return isComposite(members)
    ? composite(slo, members)
    : members.flatMap((member, index) => single(slo, member, members.length > 1 ? index : undefined));
}

function placesOf({ value, path, report }: Placed): Placed[] {
  const objectives = value['objectives'] as readonly unknown[];
  return objectives.map((one, index) => ({
    value: isObject(one) ? one : {},
    path: [...path, 'objectives', index],
    report,
  }));
}

function memberOf(slo: Slo, at: Placed): Member[] {
  const before = at.report.violations.length;
  objectiveShape(at.value, at.path, at.report);
  const target = at.report.violations.length > before ? undefined : targetOf(at);
  const own = at.value['indicator'] !== undefined || at.value['indicatorRef'] !== undefined;
  const spec = indicatorSpec(own ? at : slo.spec, slo.library);
  const { service, library, surroundings } = slo;
  const indicator = spec && readIndicator(spec, { service, objective: at, library, surroundings });
  return indicator && target !== undefined ? [{ at, target, indicator, isOwn: own }] : [];
}

function targetOf({ value: { target, targetPercent }, path, report }: Placed): number | undefined {
  if (typeof target === 'number' && targetPercent === undefined) return target;
  if (typeof targetPercent === 'number' && target === undefined)
    return Number((targetPercent / 100).toPrecision(12));
  report.add([...path, 'target'], 'is missing, or given twice', 'either target or targetPercent');
  return undefined;
}

/** The spec of the SLI in a field, or of the one that is named. */
function indicatorSpec(holder: Placed, library: Library): Placed | undefined {
  const { value, path, report } = holder;
  const inline = inside(holder, 'indicator');
  if (inline) {
    const spec = inside(inline, 'spec');
    if (!spec) report.add([...inline.path, 'spec'], 'is missing', 'a ratioMetric or a thresholdMetric');
    return spec;
  }
  const name = value['indicatorRef'];
  const found = library.find('SLI', name);
  if (found) return inside(found, 'spec') ?? { ...found, value: {} };
  const problem = name === undefined ? 'is missing' : `is ${shown(name)}, which no document defines`;
  report.add([...path, 'indicatorRef'], problem, 'an indicator, or the name of an SLI in the same text');
  return undefined;
}

function isComposite(members: readonly Member[]): boolean {
  return members.length > 1 && members.some(({ at }) => at.value['compositeWeight'] !== undefined);
}

function single(slo: Slo, member: Member, index: number | undefined): Objective[] {
  const { at, target, indicator } = member;
  const { displayName } = at.value;
  const suffix = index === undefined ? '' : `-${slugOf(displayName) || index + 1}`;
  return complete(slo, at, `${slo.entry.name}${suffix}`, target, indicator);
}

/** Several indicators under one target: a slice in which one of them is unknown is unknown. */
function composite(slo: Slo, members: readonly Member[]): Objective[] {
  const [first] = members;
  if (!first) return [];
  const other = members.find(({ target }) => target !== first.target);
  if (other) {
    other.at.report.add(
      [...other.at.path, 'target'],
      `is ${other.target} where the first has ${first.target}`,
      'one target for all parts of a composite',
    );
    return [];
  }
  const parts = members.map(({ at, indicator }) => ({
    weight: Number(at.value['compositeWeight'] ?? 1),
    indicator,
  }));
  return complete(slo, first.at, slo.entry.name, first.target, { kind: 'composite', parts });
}

function complete(
  slo: Slo,
  at: Placed,
  name: string,
  target: number,
  indicator: Objective['indicator'],
): Objective[] {
  const { spec, entry, service, settings, library, surroundings } = slo;
  const method = methodOf(spec, at);
  const window = readWindow(spec);
  const alerting: Alerting | undefined = readAlertPolicies(spec, target, library);
  if (!method || !window) return [];
  const title = titleOf(entry);
  const { environment } = surroundings;
  const told = { name, title, environment, service, target, method, window, indicator, settings };
  return [makeObjective({ ...told, ...(alerting && { alerting }) })];
}

function titleOf({ value, name }: Entry): string {
  const { displayName } = isObject(value['metadata']) ? value['metadata'] : {};
  return typeof displayName === 'string' ? displayName : name;
}

function slugOf(text: unknown): string {
  const slug = String(text ?? '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-');
  return slug.replaceAll(/^-+|-+$/g, '').slice(0, 40);
}

function methodOf(spec: Placed, at: Placed): Method | undefined {
  const kind = METHODS.find((one) => one === spec.value['budgetingMethod']) ?? 'Occurrences';
  if (kind === 'Occurrences') return { kind };
  const sliceSeconds = sliceOf(at.value['timeSliceWindow'], at.path, at.report);
  if (sliceSeconds === undefined) return undefined;
  if (kind === 'RatioTimeslices') return { kind, sliceSeconds };
  const sliceTarget = at.value['timeSliceTarget'];
  if (typeof sliceTarget === 'number') return { kind, sliceSeconds, sliceTarget };
  at.report.add([...at.path, 'timeSliceTarget'], 'is missing', 'a number above 0, at most 1');
  return undefined;
}

function sliceOf(window: unknown, path: Placed['path'], report: Report): number | undefined {
  const duration = typeof window === 'number' ? parseDuration(`${window}m`) : parseDuration(window);
  const seconds = duration && secondsOf(duration);
  if (seconds !== undefined && 86_400 % seconds === 0) return seconds;
  report.add(
    [...path, 'timeSliceWindow'],
    `is ${shown(window)}`,
    'minutes, or a duration, of which a day is a multiple',
  );
  return undefined;
}
