import type { Handler } from '../../operation.ts';
import { readAlerting } from '../store.ts';
import type { definition } from './definition.ts';

export const handler: Handler<typeof definition> = async (_input, context) => {
  const { version, document } = await readAlerting(context);
  return { version, document };
};
