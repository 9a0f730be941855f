import type { Handler } from '../../operation.ts';
import { findWaste } from '../find-waste.ts';
import { functionsGround } from '../grounds/functions.ts';
import type { definition } from './definition.ts';

export const handler: Handler<typeof definition> = ({ analysisId }, context) =>
  findWaste(context, analysisId, functionsGround);
