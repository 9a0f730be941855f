import { endOf, LONG_WORK, type LongWork } from '../long-work.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Long work that an answer began or shows. */
export interface Beginning {
  readonly work: LongWork;
  readonly id: string;
  /** What of it stands above its progress. */
  readonly title: string;
  readonly kind: unknown;
}

/** Whether an operation begins or shows long work; `unasked` where it is followed although nobody asked for it. */
export function followable(operation: string): 'unasked' | 'asked' | undefined {
  const work = workOf(operation);
  if (!work) return undefined;
  return work.field === 'deployment' && work.begun.includes(operation) ? 'unasked' : 'asked';
}

/** The long work in an answer; none in that of a dry run. */
export function beginningIn(operation: string, answer: unknown): Beginning | undefined {
  const work = workOf(operation);
  const record = work && (answer as Fields | undefined)?.[work.field];
  if (!work || typeof record !== 'object' || record === null) return undefined;
  const { [work.id]: id, kind } = record as Fields;
  const title = `${work.field.slice(0, 1).toUpperCase()}${work.field.slice(1)} ${id}`;
  return { work, id: String(id), title, kind };
}

/**
 * Whether long work ended as was wanted. Rolling back a deployment that still runs ends that one; everything else is to
 * succeed.
 */
export function endedWell(operation: string, { kind }: Beginning, ended: unknown): boolean {
  const record = ended as Fields;
  if (operation === 'rollback_deployment' && kind === 'deploy') return record['state'] === 'ROLLED_BACK';
  return endOf(record) === 'succeeded';
}

function workOf(operation: string): LongWork | undefined {
  return LONG_WORK.find(({ begun, read }) => read === operation || begun.includes(operation));
}
