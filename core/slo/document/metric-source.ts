import { fields, isObject, list, type Shape, text } from '../../alerting/shape.ts';
import type { MetricTerm, Terms } from '../objective.ts';
import { inside, type Library, type Placed, shown } from './library.ts';
import { anything, number, object, open, words } from './shapes.ts';

/** What the metrics of a registered service are; a text says why there are none. */
export interface ServiceMetrics {
  readonly requests: Terms | string;
  readonly errors: Terms | string;
  /** Requests, by the metric that knows how long each took, and those of them within so many seconds. */
  readonly latency: (seconds: number) => { readonly within: Terms; readonly all: Terms };
}

/** What the documents are read with. */
export interface Surroundings {
  readonly environment: string;
  readonly region: string;
  /** Of a service that is registered in the environment. */
  metricsOf(service: string): ServiceMetrics | undefined;
}

/** A metric source as it was read: what is added up, or what a service's own metrics are asked for. */
export type Source =
  | { readonly kind: 'terms'; readonly terms: Terms }
  | { readonly kind: 'within'; readonly within: Terms; readonly all: Terms };

export const READABLE =
  'CloudWatch (spec: namespace, metricName, stat, dimensions), or Operate (spec: metric requests, errors or latency) for a registered service';

const STAT =
  /^(SampleCount|Sum|Average|Minimum|Maximum|p\d{1,2}(\.\d+)?|(TC|PR)\((\d+(\.\d+)?)?:(\d+(\.\d+)?)?\))$/;
const dimension = fields({ name: words(255), value: words(1024) });
const dimensions: Shape = (value, path, report) =>
  Array.isArray(value) ? list(dimension, 0, 30)(value, path, report) : object(value, path, report);
const region = words(32);

const metricShape = {
  namespace: text(/^[^:].{0,254}$/, 'a namespace, such as AWS/ApplicationELB'),
  metricName: text(/^.{1,255}$/, 'the name of a metric'),
  stat: text(STAT, 'SampleCount, Sum, Average, Minimum, Maximum, p99, TC(:0.3) or PR(:0.3)'),
};
const cloudWatchMetric = fields(metricShape, { dimensions, region });
const cloudWatchSum = fields({ sum: list(fields(metricShape, { dimensions }), 1, 20) }, { region });

const serviceMetric = fields(
  { metric: text(/^(requests|errors|latency)$/, 'requests, errors or latency') },
  { underSeconds: number(0.001, 900), service: words(64) },
);

const metricSource = open({ metricSourceRef: words(255), type: words(64), spec: anything });

/** The metric source in a field such as `good`; what is wrong with it is reported. */
export function readSource(
  holder: Placed,
  field: string,
  service: string,
  library: Library,
  surroundings: Surroundings,
): Source | undefined {
  const metric = inside(holder, field);
  const source = metric && inside(metric, 'metricSource');
  if (!source) {
    holder.report.add([...holder.path, field, 'metricSource'], 'is missing', `a metricSource: ${READABLE}`);
    return undefined;
  }
  const before = source.report.violations.length;
  metricSource(source.value, source.path, source.report);
  if (source.report.violations.length > before) return undefined;
  const type = typeOf(source, library);
  if (type === 'CloudWatch') return cloudWatch(source, surroundings);
  if (type === 'Operate') return ofService(source, service, surroundings);
  if (type !== undefined)
    source.report.add([...source.path, 'type'], `is ${shown(type)}, which cannot be read here`, READABLE);
  return undefined;
}

function typeOf({ value, path, report }: Placed, library: Library): unknown {
  const { type, metricSourceRef } = value;
  if (metricSourceRef === undefined) return type ?? 'nothing';
  const found = library.find('DataSource', metricSourceRef);
  const spec = found && inside(found, 'spec');
  if (spec) return spec.value['type'] ?? 'nothing';
  if (type !== undefined) return type;
  report.add(
    [...path, 'metricSourceRef'],
    `is ${shown(metricSourceRef)}, which no document defines`,
    'the name of a DataSource in the same text',
  );
  return undefined;
}

function cloudWatch(source: Placed, surroundings: Surroundings): Source | undefined {
  const { report } = source;
  const path = [...source.path, 'spec'];
  const spec = source.value['spec'];
  const before = report.violations.length;
  if (isObject(spec) && Object.hasOwn(spec, 'sum')) cloudWatchSum(spec, path, report);
  else cloudWatchMetric(spec, path, report);
  if (report.violations.length > before || !isObject(spec)) return undefined;
  if (spec['region'] !== undefined && spec['region'] !== surroundings.region) {
    report.add(
      [...path, 'region'],
      `is ${shown(spec['region'])}; metrics of another region are not read`,
      surroundings.region,
    );
    return undefined;
  }
  const members = (spec['sum'] ?? [spec]) as readonly Readonly<Record<string, unknown>>[];
  return { kind: 'terms', terms: members.map(termOf) };
}

function termOf(spec: Readonly<Record<string, unknown>>): MetricTerm {
  const { namespace, metricName, stat, dimensions: named = [] } = spec;
  const pairs = Array.isArray(named)
    ? named.map(({ name, value }: { name: string; value: string }) => [name, value] as const)
    : Object.entries(named as Readonly<Record<string, unknown>>);
  return {
    namespace: String(namespace),
    metric: String(metricName),
    dimensions: Object.fromEntries(pairs.map(([name, value]) => [name, String(value)])),
    stat: String(stat),
  };
}

function ofService(source: Placed, service: string, surroundings: Surroundings): Source | undefined {
  const { report } = source;
  const path = [...source.path, 'spec'];
  const spec = source.value['spec'];
  const before = report.violations.length;
  serviceMetric(spec, path, report);
  if (report.violations.length > before || !isObject(spec)) return undefined;
  const { metric, underSeconds, service: named = service } = spec;
  const metrics = surroundings.metricsOf(String(named));
  if (!metrics) {
    const problem = `asks for the metrics of ${String(named)}, which is not registered in ${surroundings.environment}`;
    report.add(path, problem, 'a registered service; list_services names them');
    return undefined;
  }
  if (metric === 'latency') return { kind: 'within', ...metrics.latency(Number(underSeconds ?? 1)) };
  const terms = metric === 'requests' ? metrics.requests : metrics.errors;
  if (typeof terms !== 'string') return { kind: 'terms', terms };
  report.add([...path, 'metric'], terms, 'a metric of CloudWatch by its name');
  return undefined;
}
