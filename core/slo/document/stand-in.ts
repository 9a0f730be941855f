import type { Path } from '../../yaml/yaml-document.ts';
import type { PlainIndicator } from '../objective.ts';
import { readIndicator } from './indicator.ts';
import { inside, type Library, type Placed } from './library.ts';
import type { Surroundings } from './metric-source.ts';

/** A query of Prometheus, and whose it is. */
export interface Query {
  readonly at: Placed;
  /** The field that has the query. */
  readonly path: Path;
  /** Names by which an SLI may stand in for it. */
  readonly names: readonly string[];
  readonly service: string;
}

/**
 * The SLI document that says by which metrics of CloudWatch a query of Prometheus is to be replaced. Where there is
 * none, what is needed is reported at the query.
 */
export function standIn(
  { at, path, names, service }: Query,
  library: Library,
  surroundings: Surroundings,
): PlainIndicator | undefined {
  const found = names.map((name) => library.find('SLI', name)).find((entry) => entry !== undefined);
  const spec = found && inside(found, 'spec');
  if (spec) return readIndicator(spec, { service, objective: at, library, surroundings });
  at.report.add(
    path,
    'is a query of Prometheus, which is no metric source here',
    `an SLI document (openslo/v1) named ${names.join(' or ')} in the same text, that says which metrics of CloudWatch, or of the registered service, stand for it`,
  );
  return undefined;
}
