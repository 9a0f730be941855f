import { z } from 'zod';
import { FaultKind, Remedy } from './fault-kinds.ts';

const Name = z.string().regex(/^[a-z][a-z0-9-]*$/);

/** When a fault begins counts from the start of the scenario, or for a version from its first request with 0. */
export const Fault = z.strictObject({
  kind: FaultKind,
  at: Name,
  afterMinutes: z.number().nonnegative(),
  /** For ever, or until it is mended, when missing. */
  forMinutes: z.number().positive().optional(),
  /** In the unit of its kind; see `FAULT_KINDS`. */
  intensity: z.number().nonnegative(),
});
export type Fault = z.infer<typeof Fault>;

const Threshold = z.string().regex(/^(>|>=|<|<=) \d+(\.\d+)?$/, "like '> 80'");
const Datapoints = z.string().regex(/^\d+ of \d+$/, "like '2 of 3'");
const Missing = z.enum(['missing', 'ignore', 'breaching', 'notBreaching']);

/** One kind of alarm, as `alarm-kinds.yaml` has it. */
export const AlarmKind = z.strictObject({
  on: z.array(z.string()),
  metric: z.strictObject({
    namespace: z.string(),
    name: z.string(),
    statistic: z.string(),
    periodSeconds: z.int().positive(),
  }),
  threshold: Threshold,
  datapoints: Datapoints,
  missing: Missing,
});
export type AlarmKind = z.infer<typeof AlarmKind>;

/** An alarm as a scenario writes it: its kind, where, and what is set otherwise. */
export const WrittenAlarm = z.strictObject({
  kind: z.string(),
  on: z.union([Name, z.array(Name)]),
  threshold: Threshold.optional(),
  datapoints: Datapoints.optional(),
  periodSeconds: z.int().positive().optional(),
  missing: Missing.optional(),
  severity: z.enum(['low', 'medium', 'high', 'critical']).default('medium'),
  description: z.string().optional(),
});
export type WrittenAlarm = z.input<typeof WrittenAlarm>;

/** How an incident has to end:
 * - `repaired`: resolved and verified, by what a runbook did
 * - `repaired-or-recovered`: the same, or well again before a runbook had to act
 * - `recovered-itself`: resolved and verified, and nobody has changed anything
 * - `one-incident`: one, however often its alarm comes and goes, open or resolved; nobody has changed anything
 * - `escalated`: still open, and people were told
 * - `undone`: the same, and what was changed is as it was
 * - `deployment-rolled-back`: no incident of its own; the deployment it came with is rolled back
 */
export const End = z.enum([
  'repaired',
  'repaired-or-recovered',
  'recovered-itself',
  'one-incident',
  'escalated',
  'undone',
  'deployment-rolled-back',
]);
export type End = z.infer<typeof End>;

/** `<remedy> <place>`; a place is a service, or what it owns. */
const Allowed = z.string().transform((text, context) => {
  const [remedy, target, ...more] = text.split(' ');
  const known = Remedy.safeParse(remedy);
  if (known.success && target !== undefined && more.length === 0) return { tool: known.data, target };
  context.addIssue({ code: 'custom', message: `'${text}' is not '<remedy> <place>'` });
  return z.NEVER;
});

/** What is true of one incident that has to be there, and what may be done about it. */
export const WrittenLabel = z.strictObject({
  /** Alarms that belong together when they fire, at least one of them does; `all` of the scenario. */
  alarms: z.union([z.literal('all'), z.array(z.string()).min(1)]),
  cause: z.union([z.literal('none'), z.strictObject({ at: Name, kind: FaultKind })]),
  /** Whether the incident can be ended by a change that the product may make. */
  fixable: z.boolean(),
  why: z.string().min(1),
  /** Every other change is wrong. */
  allowed: z.array(Allowed),
  end: End,
});

export const WrittenScenario = z.strictObject({
  id: Name,
  words: z.string().min(1),
  /** Name of a topology. */
  on: Name,
  /** How long it is looked at. */
  minutes: z.number().positive().default(60),
  /** Requests per second by service, in place of the topology's entries. */
  load: z.record(Name, z.number().nonnegative()).optional(),
  /** Load that goes up and down around its mean. */
  swing: z.strictObject({ percent: z.number().positive(), everyMinutes: z.number().positive() }).optional(),
  /** A deployment by the product; the faults of versions befall what it deploys. */
  deployment: z
    .strictObject({
      service: Name,
      atMinute: z.number().nonnegative(),
      strategy: z.enum(['canary', 'blue-green', 'rolling']),
    })
    .optional(),
  faults: z.array(Fault),
  alarms: z.array(WrittenAlarm).min(1),
  /** How much runbooks are trusted with. */
  autonomy: z.enum(['observe', 'ask', 'act']).default('act'),
  /** What a person says who is asked, three minutes later. */
  approval: z.enum(['given', 'rejected', 'never']).default('given'),
  /** AWS calls that fail: always, or so many times. `never-ends`: a command that is taken and does not end. */
  refusals: z
    .array(
      z.strictObject({
        client: z.enum(['ECS', 'SSM', 'Lambda']),
        command: z.string(),
        error: z.string(),
        times: z.int().positive().optional(),
      }),
    )
    .default([]),
  /** How the alarms' messages come: each so many times, each copy up to so many seconds late. */
  delivery: z
    .strictObject({ copies: z.int().positive(), lateSeconds: z.number().nonnegative().default(0) })
    .default({ copies: 1, lateSeconds: 0 }),
  /** One for each incident; empty when there must be none. */
  labels: z.array(WrittenLabel),
});
export type WrittenScenario = z.input<typeof WrittenScenario>;
