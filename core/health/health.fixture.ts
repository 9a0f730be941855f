import fc from 'fast-check';
import { bad, type Finding, good, idle, unseen, warning } from './finding.ts';

/** Findings of a few probes, of every standing. */
export const findings: fc.Arbitrary<readonly Finding[]> = fc.array(
  fc
    .record({
      number: fc.integer({ min: 0, max: 8 }),
      standing: fc.constantFrom('GOOD', 'WARNING', 'BAD', 'IDLE', 'UNSEEN'),
      severity: fc.double({ min: 0.01, max: 1, noNaN: true }),
    })
    .map(({ number, standing, severity }) => findingOf(`endpoint:${number}`, standing, severity)),
  { maxLength: 12 },
);

export function findingOf(probe: string, standing: Finding['standing'], severity = 1): Finding {
  const about = { probe, kind: 'endpoint' } as const;
  switch (standing) {
    case 'GOOD':
      return good(about, 'well');
    case 'IDLE':
      return idle(about, 'idle');
    case 'UNSEEN':
      return unseen(about, 'unseen');
    case 'WARNING':
      return warning(about, Math.min(severity, 0.5), 'less than well');
    case 'BAD':
      return bad(about, severity, 'bad');
  }
}
