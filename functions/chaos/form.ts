import { z } from 'zod';
import type { Experiment } from '../../core/chaos/experiment.ts';
import { MEASURES } from '../../core/chaos/fault.ts';
import type { ExperimentForm } from '../../core/chaos/parse.ts';
import { TOLERANCE_PATTERN } from '../../core/chaos/tolerance.ts';
import { formProblems } from '../form-problems.ts';
import { environmentName, serviceName } from '../names.ts';
import { experimentName, faultKind } from './fields.ts';

const tolerance = z
  .string()
  .regex(new RegExp(TOLERANCE_PATTERN))
  .describe('What a value has to keep to: < 1%, <= 500ms, = 200.');
const named = {
  name: experimentName.describe('Name of the probe, in kebab case.'),
  tolerance,
};
const seconds = (least: number, most: number) => z.int().min(least).max(most);

const probe = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('metric').describe('A measure of the service, minute by minute.'),
    ...named,
    metric: z.enum(MEASURES).describe('Shares are between 0 and 1 (or in %), times in ms.'),
  }),
  z.strictObject({
    type: z.literal('cloudwatch').describe('Any metric of CloudWatch, minute by minute.'),
    ...named,
    namespace: z.string().min(1).max(255),
    metric: z.string().min(1).max(255),
    dimensions: z.record(z.string().max(255), z.string().max(1024)).default({}),
    stat: z.string().max(40).default('Average'),
  }),
  z.strictObject({
    type: z.literal('slo-burn').describe('How many times its pace an error budget burns.'),
    ...named,
    objective: z
      .string()
      .max(100)
      .optional()
      .describe('Name of the objective; all of the service when missing.'),
  }),
  z.strictObject({
    type: z.literal('http').describe('Share of GET requests to the service that are answered as expected.'),
    ...named,
    path: z.string().regex(/^\//).max(500).default('/health'),
    expectStatus: z.int().min(100).max(599).default(200),
    requests: z.int().min(1).max(20).default(5).describe('Requests at each look.'),
  }),
  z.strictObject({
    type: z.literal('log-query').describe('Lines of a log group that match, since the look before.'),
    ...named,
    logGroup: z.string().min(1).max(512),
    pattern: z.string().min(1).max(1024).describe('A filter pattern of CloudWatch Logs.'),
  }),
]);

const scope = z
  .union([
    z.strictObject({ count: z.int().min(1).max(100) }),
    z.strictObject({ percent: z.int().min(1).max(100) }),
  ])
  .describe('How wide the fault goes: so many tasks, or so many percent of tasks or invocations.');

const method = z.strictObject({
  fault: faultKind,
  scope: scope.default({ count: 1 }),
  intensity: z.int().min(1).max(100).default(50).describe('Percent of what the fault can do at the most.'),
  durationSeconds: seconds(60, 3600).default(180).describe('For how long the fault is there.'),
  port: z.int().min(1).max(65_535).optional().describe('Of a cut: the port of the dependency.'),
});

/** What an experiment's file may say; `docs/experiment.schema.json` is made from it. */
export const experiment = z
  .strictObject({
    $schema: z.string().optional().describe('Where this schema is, for editors.'),
    name: experimentName.describe("Name of the experiment, which is also its file's."),
    summary: z
      .string()
      .min(1)
      .max(300)
      .describe('What is tried, and what is expected, in a sentence or two.'),
    target: z
      .strictObject({ environment: environmentName, service: serviceName })
      .optional()
      .describe('The service that it is made for; whoever runs a general one names it.'),
    hypothesis: z.array(probe).min(1).max(10).describe('The steady state: probes before, during and after.'),
    method: z.array(method).length(1).describe('The fault. One: which of two has done it nobody could tell.'),
    stop: z
      .partialRecord(z.enum(MEASURES), tolerance)
      .default({ errorRate: '< 25%', latencyP95: '< 5s' })
      .describe('Caps: a measure that does not keep to one ends the experiment at once.'),
    rollbacks: z
      .strictObject({ withinSeconds: seconds(60, 3600).default(300) })
      .default({ withinSeconds: 300 })
      .describe('The fault is always taken back; the service has to be steady again within this.'),
    minRequests: z
      .int()
      .min(0)
      .max(1_000_000)
      .default(60)
      .describe('Requests that have to come meanwhile, or the experiment says nothing.'),
  })
  .describe('An experiment: what is steady, what is done to it, and when it is stopped.');

/** The form that `parseExperiment` asks: an experiment with its defaults, or everything in which the value is none. */
export const form: ExperimentForm = (value) => {
  const read = experiment.safeParse(value, { reportInput: true });
  if (!read.success) return { problems: formProblems(read.error) };
  const { $schema: _schema, ...rest } = read.data;
  return { experiment: rest as unknown as Experiment };
};
