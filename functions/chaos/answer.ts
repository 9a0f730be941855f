import { z } from 'zod';
import { MEASURES } from '../../core/chaos/fault.ts';
import { chaosId, experimentName, faultKind, verdict } from './fields.ts';

const time = z.string().describe('ISO 8601, UTC.');

const check = z.strictObject({
  name: z.string(),
  status: z.enum(['PASSED', 'FAILED', 'NO_DATA']).describe('NO_DATA is said and stops nothing.'),
  words: z.string(),
});

const result = z.strictObject({
  probe: z.string(),
  status: z.enum(['PASS', 'FAIL', 'NO_DATA', 'ERROR']),
  value: z.number().optional().describe('The worst that was measured.'),
  words: z.string(),
});

/** What would be done, and whether it may be. */
export const chaosPlan = z.strictObject({
  experiment: experimentName,
  fault: faultKind,
  injector: z.enum(['fis', 'direct']).describe('AWS Fault Injection Service, or calls of ours.'),
  intensity: z.number().describe('Percent of what the fault can do at the most.'),
  durationSeconds: z.number(),
  targets: z.array(z.string()).describe('What the fault reaches.'),
  affectedShare: z.number().describe('Share of what serves that it reaches.'),
  expectedBurn: z.number().describe('Share of the error budget that it is expected to use.'),
  words: z.array(z.string()).describe('What is done, in order.'),
  inverse: z.string().describe('How it is undone.'),
  stop: z.partialRecord(z.enum(MEASURES), z.string()).describe('Caps; a value beyond one ends it at once.'),
  alarms: z.array(z.string()).describe('Alarms; one that fires ends it at once.'),
  checks: z.array(check).describe('What has to be so before.'),
  go: z.boolean().describe('Whether it may begin.'),
  missing: z.array(z.string()).describe('What is missing for it.'),
});

/** A run as every operation answers it. */
export const chaosRun = z.strictObject({
  experimentId: chaosId,
  experiment: experimentName,
  environment: z.string(),
  service: z.string(),
  fault: faultKind,
  state: z.enum(['PENDING', 'INJECTING', 'INJECTED', 'RESTORING', 'RECOVERING', 'ENDED']),
  verdict: verdict.optional(),
  words: z.string().optional().describe('Why that verdict.'),
  faultObserved: z.boolean().optional().describe('Whether the fault was seen in telemetry.'),
  evidence: z.string().optional().describe('By what it was, or was not.'),
  secondsToDetect: z
    .number()
    .optional()
    .describe('From the injection to the end of the first minute that shows it.'),
  secondsToRecover: z
    .number()
    .optional()
    .describe('From the end of the fault to the end of the first minute in which all is steady.'),
  requests: z.number().describe('Requests while the fault was there.'),
  score: z.string().optional().describe('Probes that passed while the fault was there, of all.'),
  before: z.array(result),
  during: z.array(result),
  after: z.array(result),
  nextRung: z.string().optional().describe('What to run next on the blast ladder.'),
  injector: z.enum(['fis', 'direct']),
  targets: z.array(z.string()),
  intensity: z.number(),
  durationSeconds: z.number(),
  expectedBurn: z.number(),
  requestedBy: z.string(),
  createdAt: time,
  deadline: time.describe('When what was injected is taken back at the latest.'),
});
