import type { Handler } from '../../operation.ts';
import { listKeys } from '../key-store.ts';
import { shownKey } from '../shown-key.ts';
import type { definition } from './definition.ts';

export const handler: Handler<typeof definition> = async ({ state }, context) => {
  const now = context.clock.now();
  const keys = (await listKeys(context)).map((record) => shownKey(record, now));
  return { keys: keys.filter((key) => state === undefined || key.state === state) };
};
