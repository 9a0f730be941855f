import { containerCases } from './containers.ts';
import { databaseCases } from './databases.ts';
import { functionCases } from './functions.ts';
import { instanceCases, stoppedCases } from './instances.ts';
import { networkCases } from './network.ts';
import type { Case, Site } from './site.ts';
import { snapshotCases, volumeCases } from './volumes.ts';

/** One resource of the estate with the rules that have to find it; none of a near miss. */
export interface Label {
  readonly id: string;
  readonly name: string;
  readonly expected: readonly string[];
}

const CASES: readonly Case[] = [
  ...volumeCases,
  ...snapshotCases,
  ...instanceCases,
  ...stoppedCases,
  ...networkCases,
  ...databaseCases,
  ...functionCases,
  ...containerCases,
];

/** Every case so many times, each by the seed's chance; the labels are there before any rule has run. */
export function buildEstate(site: Site, copies: number): readonly Label[] {
  return CASES.flatMap(({ name, make }, place) =>
    Array.from({ length: copies }, (_, copy): Label => {
      const id = `e${String(place).padStart(3, '0')}-${String(copy).padStart(3, '0')}x`;
      return { id, name, expected: make(site, id) };
    }),
  );
}
