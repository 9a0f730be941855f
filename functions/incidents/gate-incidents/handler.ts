import { isOpen } from '../../../core/incident/state.ts';
import type { Handler } from '../../operation.ts';
import { listServices } from '../../services/store.ts';
import { neighboursOf } from '../graph.ts';
import { readOpenIncidents } from '../open-incidents.ts';
import { readIncidents } from '../store.ts';
import type { definition } from './definition.ts';

/** An incident that was caused on purpose, or of which nobody knows the services, is no reason to refuse anything. */
export const handler: Handler<typeof definition> = async ({ environment, service }, context) => {
  const { open } = await readOpenIncidents(context, environment);
  const [incidents, services] = await Promise.all([
    readIncidents(context, open),
    listServices(context, environment),
  ]);
  const radius = [service, ...neighboursOf(services, service)];
  const critical = incidents.filter(
    ({ severity, state, label, services: hurt }) =>
      severity === 'critical' &&
      isOpen(state) &&
      label === undefined &&
      hurt.some((name) => radius.includes(name)),
  );
  const [first] = critical;
  if (!first) return { status: 'PASSED', words: `No critical incident is open at ${radius.join(', ')}.` };
  const more = critical.length > 1 ? ` (and ${critical.length - 1} more)` : '';
  const words = `Critical incident ${first.id} of ${first.services.join(', ')} is open${more}: ${first.title}`;
  return { status: 'FAILED', words };
};
