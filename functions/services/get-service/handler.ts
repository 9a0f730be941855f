import type { Handler } from '../../operation.ts';
import { shown } from '../shown.ts';
import { resolveService } from '../store.ts';
import type { definition } from './definition.ts';

export const handler: Handler<typeof definition> = async ({ environment, service }, context) =>
  shown(await resolveService(context, environment, service));
