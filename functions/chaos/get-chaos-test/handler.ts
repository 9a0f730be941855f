import type { Handler } from '../../operation.ts';
import { aboutRecord } from '../../target.ts';
import { readChaos } from '../store.ts';
import { targetOfChaos } from '../target.ts';
import { viewOf } from '../view.ts';
import type { definition } from './definition.ts';

const get: Handler<typeof definition> = async ({ experimentId }, context) => ({
  run: viewOf(await readChaos(context, experimentId)),
});

export const handler = aboutRecord(get, targetOfChaos);
