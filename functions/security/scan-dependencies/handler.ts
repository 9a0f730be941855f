import type { Handler } from '../../operation.ts';
import { collect } from '../collect.ts';
import { dependencySource } from '../dependency-source.ts';
import type { definition } from './definition.ts';

export const handler: Handler<typeof definition> = ({ scanId }, context) =>
  collect(context, scanId, { group: 'dependencies', sources: [dependencySource] });
