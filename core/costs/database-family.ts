import type { Resource } from '../inventory/resource.ts';
import { databaseHourly, hardwareOf, inFamily } from './prices/instances.ts';
import { HOURS_A_MONTH } from './prices/list-prices.ts';
import { text } from './properties.ts';

export interface Moved {
  readonly before: string;
  readonly after: string;
  /** Dollars a month of the class, without storage. */
  readonly cost: number;
  readonly saving: number;
}

/** What a database's class would cost in the family that follows its own; undefined where none does for less. */
export function movedTo(one: Resource, families: Readonly<Record<string, string>>): Moved | undefined {
  const before = text(one, 'DBInstanceClass');
  const family = families[hardwareOf(before).family];
  if (family === undefined || text(one, 'DBInstanceStatus') !== 'available') return undefined;
  const after = inFamily(before, family);
  const [now, then] = [databaseHourly(before), databaseHourly(after)];
  if (now === undefined || then === undefined || then >= now) return undefined;
  const hours = HOURS_A_MONTH * (one.properties['MultiAZ'] === true ? 2 : 1);
  return { before, after, cost: now * hours, saving: (now - then) * hours };
}
