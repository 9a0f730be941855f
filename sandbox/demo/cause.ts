import { loadScenarios } from '../../bench/incidents/load.ts';
import { ACTS } from '../incidents-demo/acts.ts';
import { perform } from '../incidents-demo/demo.ts';
import type { Outcome } from '../incidents-demo/outcome.ts';

const SCENARIO = 'failing-version-after-promotion';

/** An incident from its fault to its end, in an account of its own and on time that jumps: its cause has to be named. */
export async function namedCause(print: (line: string) => void): Promise<Outcome> {
  const act = ACTS.find(({ scenario }) => scenario === SCENARIO);
  if (!act) throw new RangeError(`There is no act ${SCENARIO}.`);
  return perform(act, loadScenarios(), print);
}

/** Whether all went as it should, and the service that is named first is where the fault was. */
export function isNamed({ right, cause }: Outcome): boolean {
  return right && cause?.right === true;
}
