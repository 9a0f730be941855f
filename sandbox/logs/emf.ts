import type { Observation } from '../service.ts';

interface Directive {
  readonly Namespace: string;
  readonly Dimensions: readonly (readonly string[])[];
  readonly Metrics: readonly { readonly Name: string; readonly Unit?: string }[];
}

type Document = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Document =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parse(message: string): Document | undefined {
  if (!message.startsWith('{') || !message.includes('"CloudWatchMetrics"')) return undefined;
  try {
    const document: unknown = JSON.parse(message);
    return isObject(document) ? document : undefined;
  } catch {
    return undefined;
  }
}

function isDirective(value: unknown): value is Directive {
  if (!isObject(value)) return false;
  const { Namespace, Dimensions, Metrics } = value;
  return typeof Namespace === 'string' && Array.isArray(Dimensions) && Array.isArray(Metrics);
}

/** The dimensions of one set; undefined when the document lacks one of them. */
function dimensionsOf(document: Document, names: readonly string[]): Record<string, string> | undefined {
  const values = names.map((name) => [name, document[name]] as const);
  if (values.some(([, value]) => value === undefined || value === null || typeof value === 'object')) {
    return undefined;
  }
  return Object.fromEntries(values.map(([name, value]) => [name, String(value)]));
}

/** A metric's value is a number or a list of at most 100 numbers. */
function numbersOf(value: unknown): readonly number[] {
  const values = (Array.isArray(value) ? value : [value]).slice(0, 100);
  return values.filter((item): item is number => typeof item === 'number' && Number.isFinite(item));
}

function observationsOf(document: Document, directive: Directive, at: number): Observation[] {
  const sets = directive.Dimensions.length > 0 ? directive.Dimensions : [[]];
  return sets.flatMap((names) => {
    const dimensions = dimensionsOf(document, names);
    if (!dimensions) return [];
    return directive.Metrics.flatMap(({ Name, Unit = 'None' }) =>
      numbersOf(document[Name]).map((value) => ({
        namespace: directive.Namespace,
        metric: Name,
        dimensions,
        at,
        value,
        unit: Unit,
      })),
    );
  });
}

/**
 * The metric observations that a log line carries in the embedded metric format; none for any other line.
 * Source: CloudWatch User Guide, "Specification: Embedded metric format".
 * @param at the line's timestamp, for a document without one
 */
export function embeddedMetrics(message: string, at: number): readonly Observation[] {
  const document = parse(message);
  const metadata = document?._aws;
  if (!document || !isObject(metadata) || !Array.isArray(metadata.CloudWatchMetrics)) return [];
  const time = typeof metadata.Timestamp === 'number' ? metadata.Timestamp : at;
  return metadata.CloudWatchMetrics.filter(isDirective).flatMap((directive) =>
    observationsOf(document, directive, time),
  );
}
