import { RULES } from '../../../core/security/rules.ts';
import { repositories } from '../../inventory/ecr/repository.ts';
import { servicesAndDefinitions } from '../../inventory/ecs/services-and-definitions.ts';
import { functionsWithReach } from '../../inventory/lambda/reach.ts';
import type { Handler } from '../../operation.ts';
import { collect, judged } from '../collect.ts';
import type { definition } from './definition.ts';

export const LISTERS = [functionsWithReach, servicesAndDefinitions, repositories];

export const handler: Handler<typeof definition> = ({ scanId }, context) =>
  collect(context, scanId, { group: 'workloads', sources: judged(LISTERS, RULES) });
