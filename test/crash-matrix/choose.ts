import { seeded } from '../../sandbox/seeded-random.ts';
import type { Crew } from './crew.ts';
import type { Found } from './outcome.ts';

export interface Choice {
  /** So many cases at most; all when missing. */
  readonly sample?: number;
  /** Only cases with this text in their ids. */
  readonly only?: string;
  readonly seed: number;
  readonly say: (line: string) => void;
}

/** The cases of some parts, or a sample of them by seed; the seed is said, so that the sample can be drawn again. */
export async function choose(
  crew: Crew,
  parts: readonly string[],
  { sample, only = '', seed, say }: Choice,
): Promise<Found> {
  const { ids: all, broken } = await crew.casesOf(parts);
  const ids = all.filter((id) => id.includes(only));
  if (sample === undefined) return { ids, broken };
  say(`A sample of ${sample} of ${ids.length} cases, drawn with --seed ${seed}`);
  return { ids: sampled(ids.toSorted(), sample, seed), broken };
}

/** So many of a list, drawn without putting back. */
export function sampled<T>(list: readonly T[], count: number, seed: number): T[] {
  const random = seeded(seed);
  const keyed = list.map((item) => ({ item, key: random() }));
  return keyed
    .sort((one, other) => one.key - other.key)
    .slice(0, count)
    .map(({ item }) => item);
}
