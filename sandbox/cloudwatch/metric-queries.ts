import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { evaluateExpression } from './metric-math.ts';
import { parseExpression } from './metric-math-syntax.ts';
import type { MetricStore } from './metric-store.ts';
import { validationError } from './refusals.ts';
import { metricSeries, periodStarts, type TimeRange, type TimeSeries } from './time-series.ts';

const ID = /^[a-z][a-zA-Z0-9_]*$/;
const MOST_QUERIES = 500;

function checkQuery(query: MetricDataQuery): void {
  const { Id, MetricStat, Expression } = query;
  if (!Id || !ID.test(Id)) {
    throw validationError(
      `The value ${Id} for parameter Id must start with a lowercase letter and hold letters, digits and _.`,
    );
  }
  if ((MetricStat === undefined) === (Expression === undefined)) {
    throw validationError(`Query ${Id}: exactly one of MetricStat and Expression must be given.`);
  }
  if (MetricStat && ((MetricStat.Period ?? 0) < 60 || (MetricStat.Period ?? 0) % 60 !== 0)) {
    throw validationError(`Period must be a multiple of 60 for the query ${Id}.`);
  }
}

/** Throws ValidationError unless the queries are well-formed, with ids that differ. */
export function checkQueries(queries: readonly MetricDataQuery[]): void {
  if (queries.length === 0 || queries.length > MOST_QUERIES) {
    throw validationError(
      `The collection MetricDataQueries must have between 1 and ${MOST_QUERIES} members.`,
    );
  }
  const ids = new Set<string>();
  for (const query of queries) {
    checkQuery(query);
    if (ids.has(query.Id ?? '')) throw validationError(`The id ${query.Id} is used by more than one query.`);
    ids.add(query.Id ?? '');
  }
}

/** Answers the queries of one request, which may refer to each other by id. */
export class MetricQueries {
  readonly #queries: ReadonlyMap<string, MetricDataQuery>;
  readonly #done = new Map<string, TimeSeries>();
  readonly #open = new Set<string>();
  readonly #store: MetricStore;
  readonly #range: TimeRange;

  constructor(store: MetricStore, queries: readonly MetricDataQuery[], range: TimeRange) {
    this.#store = store;
    this.#queries = new Map(queries.map((query) => [query.Id ?? '', query]));
    this.#range = range;
  }

  /** The datapoints of the query with this id. Throws ValidationError for an unknown id and for circles. */
  series(id: string): TimeSeries {
    const query = this.#queries.get(id);
    if (!query) throw validationError(`Error in expression: the id ${id} is not a query of this request.`);
    const done = this.#done.get(id);
    if (done) return done;
    if (this.#open.has(id)) throw validationError(`Error in expression: ${id} refers to itself.`);
    this.#open.add(id);
    const series = query.MetricStat
      ? metricSeries(this.#store, query.MetricStat, this.#range)
      : this.#expression(query);
    this.#done.set(id, series);
    return series;
  }

  #expression(query: MetricDataQuery): TimeSeries {
    const value = evaluateExpression(parseExpression(query.Expression ?? ''), {
      starts: periodStarts(this.#range, this.#period(query)),
      resolve: (id) => this.series(id),
      metrics: () => this.#metrics(),
    });
    if (typeof value === 'number') {
      throw validationError(
        `The expression ${query.Expression} of ${query.Id} is a number, not a time series.`,
      );
    }
    return value;
  }

  #metrics(): TimeSeries[] {
    const queries = [...this.#queries.values()].filter(({ MetricStat }) => MetricStat !== undefined);
    return queries.map(({ Id = '' }) => this.series(Id));
  }

  /** The period of an expression is its own, else that of the request's metrics. */
  #period(query: MetricDataQuery): number {
    const metrics = [...this.#queries.values()].flatMap(({ MetricStat }) => MetricStat?.Period ?? []);
    return query.Period ?? metrics[0] ?? 60;
  }
}
