import type { Handler } from '../../operation.ts';
import { findWaste } from '../find-waste.ts';
import { computeGround } from '../grounds/compute.ts';
import type { definition } from './definition.ts';

export const handler: Handler<typeof definition> = ({ analysisId }, context) =>
  findWaste(context, analysisId, computeGround);
