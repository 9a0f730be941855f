import type { Handler } from '../../operation.ts';
import { findWaste } from '../find-waste.ts';
import { databasesGround } from '../grounds/databases.ts';
import type { definition } from './definition.ts';

export const handler: Handler<typeof definition> = ({ analysisId }, context) =>
  findWaste(context, analysisId, databasesGround);
