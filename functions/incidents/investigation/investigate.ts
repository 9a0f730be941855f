import { isAwsError } from '../../../core/errors.ts';
import { knownCauses } from '../../../core/incident/known-causes.ts';
import type { IncidentRecord } from '../../../core/incident/record.ts';
import type { Target } from '../../../core/root-cause/calls.ts';
import { type FeltRanking, rankFelt } from '../../../core/root-cause/felt-target.ts';
import type { Facts } from '../../../core/root-cause/rank-causes.ts';
import type { Context } from '../../context.ts';
import { readSeries, type SeriesRead } from '../../diagnosis/read-series.ts';
import { readTemplates, type TemplatesRead } from '../../logs/read-templates.ts';
import { listServices, type StoredService } from '../../services/store.ts';
import { pastOf } from '../queries.ts';
import { readChanges } from './read-changes.ts';
import { readTracedCalls, withTraced } from './read-traced-calls.ts';
import { type Surroundings, surroundingsOf } from './surroundings.ts';
import { logSpansOf, windowOf } from './window.ts';

/** What an investigation found, and what it took. */
export interface Investigation extends FeltRanking {
  /** Milliseconds. */
  readonly onset: number;
  readonly services: readonly string[];
  readonly metrics: number;
  readonly logs: Pick<TemplatesRead, 'lines' | 'bytes' | 'calls'>;
  readonly notSeen: readonly string[];
}

/** What of logs one investigation may read, and of how many services: those that metrics suspect most. */
export const LOG_LIMITS = { bytes: 16 * 2 ** 20, calls: 60, milliseconds: 8_000 } as const;
const LOG_SERVICES = 10;
/** Affected services that are followed, each for failures and for waiting. */
const MOST_TARGETS = 5;

type Gathered = Omit<Facts, 'target'>;

/**
 * Gathers what was measured, written and changed around an incident's onset, and ranks where its cause is. It changes
 * nothing. What cannot be read is said and left out.
 */
export async function investigate(context: Context, record: IncidentRecord): Promise<Investigation> {
  const listed = await listServices(context, record.environment);
  const window = windowOf(record, context.clock.now());
  const traced = await readTracedCalls(context, listed, window.now.to);
  const registered = withTraced(listed, traced.calls);
  const around = surroundingsOf(record, registered);
  const names = registered.map(({ name }) => name);
  const [measured, changes, past] = await Promise.all([
    readSeries(context, around.services, window),
    orElse(readChanges(context, record, around.services, window.onset)),
    orElse(pastOf(context, record)),
  ]);
  const facts: Gathered = {
    onset: window.onset,
    calls: around.calls,
    ...(measured.series.length > 0 && { series: measured.series }),
    ...(measured.resources.length > 0 && { resources: measured.resources }),
    ...(changes && { changes }),
    ...(past && { past: knownCauses(past, names) }),
  };
  const targets = targetsOf(around);
  const spans = logSpansOf(window);
  const suspects = suspectsOf(around, rankFelt(facts, targets));
  const read = spans && (await orElse(readTemplates(context, suspects, spans, LOG_LIMITS)));
  const templates = read && read.templates.length > 0 ? { templates: read.templates } : {};
  const found = rankFelt({ ...facts, ...templates }, targets);
  return {
    ...found,
    onset: window.onset,
    services: around.services.map(({ name }) => name),
    metrics: measured.metrics,
    logs: { lines: read?.lines ?? 0, bytes: read?.bytes ?? 0, calls: read?.calls ?? 0 },
    notSeen: [...traced.notSeen, ...notSeenIn(found, around, measured, read, suspects)],
  };
}

/** What AWS does not answer is not known; the rest of an investigation is worth having all the same. */
async function orElse<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (!isAwsError(error)) throw error;
    return undefined;
  }
}

/** Failures first: what fails and what waits are told apart by what explains them. */
function targetsOf({ affected }: Surroundings): readonly Target[] {
  const nodes = affected.slice(0, MOST_TARGETS);
  return (['errors', 'latency'] as const).flatMap((felt) => nodes.map((node) => ({ node, felt })));
}

/** Those whose logs are read: the most suspected, then the nearest. */
function suspectsOf({ services }: Surroundings, { ranking }: FeltRanking): readonly StoredService[] {
  const place = new Map(ranking.causes.map(({ node }, index) => [node, index]));
  const placeOf = ({ name }: StoredService) => place.get(name) ?? Number.POSITIVE_INFINITY;
  return services.toSorted((one, other) => placeOf(one) - placeOf(other) || 0).slice(0, LOG_SERVICES);
}

function notSeenIn(
  { ranking }: FeltRanking,
  around: Surroundings,
  measured: SeriesRead,
  read: TemplatesRead | undefined,
  suspects: readonly StoredService[],
): string[] {
  const unread = around.services.length - suspects.length;
  return [
    ...around.notSeen,
    ...measured.notSeen,
    ...(read?.notSeen ?? []),
    ...(unread > 0 ? [`The logs of ${unread} less suspected services were not read.`] : []),
    ...(ranking.notSeen.length > 0 ? [`There was nothing to see of: ${ranking.notSeen.join(', ')}.`] : []),
  ];
}
