import { fields, oneOf, type Shape } from '../../alerting/shape.ts';
import { OPERATORS, type Operator, type PlainIndicator, type Terms } from '../objective.ts';
import { inside, type Library, type Placed } from './library.ts';
import { readSource, type Source, type Surroundings } from './metric-source.ts';
import { anything, flag, number, open, words } from './shapes.ts';

const ratioShape: Shape = open({
  counter: flag,
  rawType: oneOf(['success', 'failure']),
  good: anything,
  bad: anything,
  total: anything,
  raw: anything,
});
const sliShape = fields({}, { description: words(1050), thresholdMetric: anything, ratioMetric: ratioShape });
const thresholdShape = open({ op: oneOf(OPERATORS), value: number(-1e18, 1e18) });

/** What an SLI needs to become an indicator. */
export interface IndicatorNeeds {
  readonly service: string;
  /** The objective, for the limit of a threshold metric. */
  readonly objective: Placed;
  readonly library: Library;
  readonly surroundings: Surroundings;
}

/** @param spec of an SLI; what is wrong with it is reported */
export function readIndicator(spec: Placed, needs: IndicatorNeeds): PlainIndicator | undefined {
  const { value, path, report } = spec;
  const before = report.violations.length;
  sliShape(value, path, report);
  if (report.violations.length > before) return undefined;
  const ratio = inside(spec, 'ratioMetric');
  if (ratio && inside(spec, 'thresholdMetric')) {
    report.add(path, 'has both a ratioMetric and a thresholdMetric', 'one of the two');
    return undefined;
  }
  if (ratio) return readRatio(ratio, needs);
  if (inside(spec, 'thresholdMetric')) return readThreshold(spec, needs);
  report.add(path, 'has no metric', 'a ratioMetric or a thresholdMetric');
  return undefined;
}

function source(holder: Placed, field: string, { service, library, surroundings }: IndicatorNeeds) {
  return readSource(holder, field, service, library, surroundings);
}

function readRatio(ratio: Placed, needs: IndicatorNeeds): PlainIndicator | undefined {
  const { value, path, report } = ratio;
  const given = ['good', 'bad', 'total', 'raw'].filter((field) => value[field] !== undefined).join(' ');
  switch (given) {
    case 'raw':
      return readRaw(ratio, needs);
    case 'good':
      return readLatency(ratio, needs);
    case 'good total':
      return counted('good', source(ratio, 'good', needs), source(ratio, 'total', needs), ratio);
    case 'bad total':
      return counted('bad', source(ratio, 'bad', needs), source(ratio, 'total', needs), ratio);
    default:
      report.add(path, `has ${given || 'nothing'}`, 'good and total, bad and total, or raw and rawType');
      return undefined;
  }
}

function readRaw(ratio: Placed, needs: IndicatorNeeds): PlainIndicator | undefined {
  const { rawType } = ratio.value;
  if (rawType !== 'success' && rawType !== 'failure') {
    ratio.report.add([...ratio.path, 'rawType'], 'is missing', 'success or failure');
    return undefined;
  }
  const read = source(ratio, 'raw', needs);
  const metric = read && termsOnly(read, [...ratio.path, 'raw'], ratio);
  return metric && { kind: 'raw', metric, is: rawType };
}

/** A service's own latency says of how many it is, too. */
function readLatency(ratio: Placed, needs: IndicatorNeeds): PlainIndicator | undefined {
  const read = source(ratio, 'good', needs);
  if (!read) return undefined;
  if (read.kind === 'within') return { kind: 'ratio', counts: 'good', counted: read.within, total: read.all };
  ratio.report.add([...ratio.path, 'total'], 'is missing', 'what good is counted of');
  return undefined;
}

const RANK = /^PR\(/;

function counted(
  counts: 'good' | 'bad',
  some: Source | undefined,
  all: Source | undefined,
  { path, report }: Placed,
): PlainIndicator | undefined {
  if (!some || !all) return undefined;
  if (some.kind === 'within') return { kind: 'ratio', counts, counted: some.within, total: some.all };
  const total = termsOnly(all, [...path, 'total'], { report });
  if (!total) return undefined;
  if (!some.terms.some(({ stat }) => RANK.test(stat)))
    return { kind: 'ratio', counts, counted: some.terms, total };
  if (counts === 'good' && some.terms.length === total.length)
    return { kind: 'rank', shares: some.terms, total };
  report.add(path, 'has shares by PR that do not fit', 'as many good metrics by PR as total ones, in order');
  return undefined;
}

function termsOnly(
  read: Source,
  path: Placed['path'],
  { report }: Pick<Placed, 'report'>,
): Terms | undefined {
  if (read.kind === 'terms') return read.terms;
  report.add(path, "is a service's latency, which says how many are within a limit", 'it as good, alone');
  return undefined;
}

function readThreshold(spec: Placed, needs: IndicatorNeeds): PlainIndicator | undefined {
  const { objective } = needs;
  const before = objective.report.violations.length;
  thresholdShape(objective.value, objective.path, objective.report);
  const { op, value } = objective.value;
  for (const field of ['op', 'value'])
    if (objective.value[field] === undefined)
      objective.report.add([...objective.path, field], 'is missing', 'op and value of a thresholdMetric');
  if (objective.report.violations.length > before) return undefined;
  const read = source(spec, 'thresholdMetric', needs);
  const metric = read && termsOnly(read, [...spec.path, 'thresholdMetric'], spec);
  return metric && { kind: 'threshold', metric, op: op as Operator, value: Number(value) };
}
