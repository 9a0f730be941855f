import { observe } from '../../../core/incident/observe.ts';
import type { Signal, SignalRecord } from '../../../core/incident/signal.ts';
import { bySourceTime } from '../../../core/incident/signal-order.ts';
import type { KeptSignal, SignalChange } from '../signal-store.ts';

/** One signal of a message. */
export interface Told {
  /** Id of the message; absent where nothing is to be handed out again. */
  readonly message?: string;
  readonly receives: number;
  readonly signal: Signal;
  readonly arn?: string;
}

/** What a batch says of one key. */
export interface Heard {
  readonly key: string;
  readonly before: KeptSignal | undefined;
  readonly record: SignalRecord;
  /** Whether there is anything to be written. */
  readonly changed: boolean;
  /** What was not known, in the order of its times. */
  readonly news: readonly Signal[];
  readonly arn?: string;
  readonly locatedAt?: number;
  readonly messages: readonly string[];
  /** How often its messages were handed out at most: from the second time on an earlier call may have got half way. */
  readonly receives: number;
}

/** Takes in all that a batch says, key by key: each key is decided on once, and written once. */
export function hear(told: readonly Told[], known: ReadonlyMap<string, KeptSignal>): Heard[] {
  const groups = Map.groupBy(told, ({ signal }) => signal.key);
  return [...groups].map(([key, group]) => heardOf(key, group, known.get(key)));
}

function heardOf(key: string, group: readonly Told[], before: KeptSignal | undefined): Heard {
  const ordered = group.toSorted((one, other) => bySourceTime(one.signal, other.signal));
  let record = before?.record;
  const news: Signal[] = [];
  for (const { signal } of ordered) {
    const completed = withKnown(signal, record?.signal);
    const observation = observe(record, completed);
    record = observation.record ?? record;
    if (observation.kind !== 'duplicate' && observation.kind !== 'late') news.push(completed);
  }
  if (!record) throw new Error(`Nothing was said of ${key}.`);
  const arn = ordered.find((one) => one.arn !== undefined)?.arn ?? before?.arn;
  return {
    key,
    before,
    record,
    changed: record !== before?.record,
    news,
    ...(arn !== undefined && { arn }),
    ...(before?.locatedAt !== undefined && { locatedAt: before.locatedAt }),
    messages: ordered.flatMap(({ message }) => message ?? []),
    receives: Math.max(...ordered.map(({ receives }) => receives)),
  };
}

/** A signal with what was found out of its key before and it does not say itself. */
function withKnown(signal: Signal, known: Signal | undefined): Signal {
  if (!known) return signal;
  const { environment, service, severity, tags } = known;
  return {
    ...(environment !== undefined && { environment }),
    ...(service !== undefined && { service }),
    ...(severity !== undefined && { severity }),
    ...signal,
    tags: { ...tags, ...signal.tags },
  };
}

/** The key's write, once it is known where it belongs; nothing where nothing has changed. */
export function changeOf(
  { before, arn, locatedAt }: Heard,
  record: SignalRecord,
  deploymentId?: string,
): SignalChange {
  return {
    before,
    after: {
      record,
      ...(arn !== undefined && { arn }),
      ...(locatedAt !== undefined && { locatedAt }),
      ...(deploymentId !== undefined && { deploymentId }),
    },
  };
}
