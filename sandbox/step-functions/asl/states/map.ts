import type { MapState } from '../definition.ts';
import { StatesError } from '../errors.ts';
import type { Json } from '../json.ts';
import { coversError } from '../match-error.ts';
import { together } from '../together.ts';
import type { Visit } from '../visit.ts';
import { runIteration } from './map-iteration.ts';
import { goOn, type Outcome } from './outcome.ts';

/** The most iterations that AWS runs at the same time in an inline Map. */
const MAX_CONCURRENCY = 40;

export async function runMap(visit: Visit, state: MapState): Promise<Outcome> {
  const { trail, signal } = visit.frame;
  try {
    const results = await mapItems(visit, state);
    trail.record('MapStateSucceeded');
    return goOn(state, results);
  } catch (thrown) {
    if (!signal.aborted) trail.record('MapStateFailed');
    throw thrown;
  }
}

/** The result of each item in order; null for an item whose failure was tolerated. */
async function mapItems(visit: Visit, state: MapState): Promise<Json> {
  const items = await evaluateItems(visit, state);
  const concurrency = await evaluateConcurrency(visit, state);
  const failures = await Failures.evaluate(visit, state, items.length);
  visit.frame.trail.record('MapStateStarted', { mapStateStartedEventDetails: { length: items.length } });
  const results: Json[] = items.map(() => null);
  const queue = items.entries();
  const worker = async (signal: AbortSignal) => {
    for (const [index, item] of queue) {
      signal.throwIfAborted();
      try {
        results[index] = await runIteration(visit, state, { Index: index, Value: item }, signal);
      } catch (thrown) {
        signal.throwIfAborted();
        failures.add(thrown);
      }
    }
  };
  await together(
    visit.frame.signal,
    Array.from({ length: Math.min(concurrency, items.length) }, () => worker),
  );
  return results;
}

async function evaluateItems(visit: Visit, state: MapState): Promise<readonly Json[]> {
  const items = state.Items === undefined ? visit.input : await visit.evaluate(state.Items, 'Items');
  if (Array.isArray(items)) return items;
  throw visit.unexpectedType(state.Items ?? '$states.input', 'Items', 'array', items);
}

async function evaluateConcurrency(visit: Visit, state: MapState): Promise<number> {
  const asked = await visit.evaluateInteger(state.MaxConcurrency ?? 0, 'MaxConcurrency');
  return asked === 0 ? MAX_CONCURRENCY : Math.min(asked, MAX_CONCURRENCY);
}

/** Counts failed items against what the state tolerates. */
class Failures {
  readonly #tolerated: number;
  readonly #declared: boolean;
  #count = 0;

  constructor(tolerated: number, declared: boolean) {
    this.#tolerated = tolerated;
    this.#declared = declared;
  }

  static async evaluate(visit: Visit, state: MapState, items: number): Promise<Failures> {
    const { ToleratedFailureCount: count, ToleratedFailurePercentage: percentage } = state;
    const byCount = count === undefined ? items : await visit.evaluateInteger(count, 'ToleratedFailureCount');
    const share =
      percentage === undefined ? 100 : await visit.evaluateInteger(percentage, 'ToleratedFailurePercentage');
    const declared = count !== undefined || percentage !== undefined;
    return new Failures(declared ? Math.min(byCount, (share / 100) * items) : 0, declared);
  }

  /** @throws the failure itself, or States.ExceedToleratedFailureThreshold, when it is one too many. */
  add(thrown: unknown): void {
    if (!(thrown instanceof StatesError) || !coversError(['States.ALL'], thrown)) throw thrown;
    this.#count++;
    if (this.#count <= this.#tolerated) return;
    if (!this.#declared) throw thrown;
    throw new StatesError(
      'States.ExceedToleratedFailureThreshold',
      'The specified tolerated failure threshold was exceeded',
    );
  }
}
