import { budgetGate } from '../../../core/slo/gate.ts';
import type { Handler } from '../../operation.ts';
import { readStandings } from '../standings.ts';
import type { definition } from './definition.ts';

export const handler: Handler<typeof definition> = async ({ environment, service, change }, context) => {
  const standings = await readStandings(context, environment, service);
  return budgetGate(
    service,
    standings.map(({ standing }) => standing),
    change,
  );
};
