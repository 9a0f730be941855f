import { channelChecks, routeCheck } from './channel-checks.ts';
import type { Check, CheckState } from './check.ts';
import { evidenceChecks } from './evidence-checks.ts';
import type { InstallationFacts } from './facts.ts';
import { leaseCheck } from './lease-checks.ts';
import { roleCheck } from './role-checks.ts';
import { serviceChecks } from './service-checks.ts';
import { wiringChecks } from './wiring-checks.ts';

export interface Diagnosis {
  readonly state: CheckState;
  readonly words: string;
  /** The worst first. */
  readonly checks: readonly Check[];
}

/** From worst to best: what is broken counts before what was never added, and that before what was not seen. */
const ORDER: readonly CheckState[] = ['BROKEN', 'MISSING', 'NO_DATA', 'OK'];

/** What is wired in an installation, what is broken and which opt-ins are missing, each with its fix. */
export function diagnose(facts: InstallationFacts): Diagnosis {
  return diagnosis([
    ...wiringChecks(facts),
    leaseCheck(facts),
    ...evidenceChecks(facts),
    routeCheck(facts),
    ...channelChecks(facts),
    roleCheck(facts),
    ...serviceChecks(facts),
  ]);
}

/** The whole is as good as its worst check; no check at all proves nothing. */
export function diagnosis(checks: readonly Check[]): Diagnosis {
  const counts = ORDER.map(
    (state) => [state, checks.filter((check) => check.state === state).length] as const,
  );
  const [worst = 'NO_DATA'] = counts.filter(([, count]) => count > 0).map(([state]) => state);
  const sorted = checks.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  if (checks.length === 0) return { state: 'NO_DATA', words: 'Nothing was checked.', checks };
  const words = counts
    .filter(([, count]) => count > 0)
    .map(([state, count]) => `${count} ${state}`)
    .join(', ');
  return { state: worst, words: `${words}.`, checks: sorted };
}
