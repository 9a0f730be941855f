import { z } from 'zod';
import type { RunbookForm } from '../../core/runbook/parse.ts';
import type { Runbook } from '../../core/runbook/runbook.ts';
import { THRESHOLD_PATTERN } from '../../core/runbook/threshold.ts';
import type { FieldKind, Tool } from '../../core/runbook/tool.ts';
import { TOOLS } from '../../core/runbook/tools.ts';
import { formProblems } from '../form-problems.ts';
import { kebabName } from './fields.ts';

const seconds = (least: number, most: number) => z.int().min(least).max(most);

const trigger = z.strictObject({
  metric: z
    .string()
    .regex(/^\*?[A-Za-z0-9_.-]+\*?$/)
    .max(255)
    .describe("Name of the metric behind an incident's signal; * at either end stands for anything."),
  namespace: z.string().min(1).max(255).optional().describe('CloudWatch namespace; any when missing.'),
  threshold: z
    .string()
    .regex(new RegExp(THRESHOLD_PATTERN))
    .optional()
    .describe("Bound such as > 80: the alarm's own threshold must be at least as strict. Any when missing."),
  duration: seconds(0, 86_400).default(0).describe('Seconds that the signal has to have fired.'),
  afterChange: z
    .strictObject({
      kind: z
        .enum(['deployment', 'scaling', 'runbook', 'outside-change', 'chaos'])
        .describe('What was changed.'),
      withinSeconds: seconds(1, 86_400).describe('Seconds before the incident began, at most.'),
    })
    .optional()
    .describe('Only when something of this kind was changed shortly before the incident began.'),
});

const limits = z.strictObject({
  concurrency: z.int().min(1).max(10).default(1).describe('Runs at once, per target.'),
  perHour: z.int().min(1).max(60).default(3).describe('Runs begun within an hour, per target.'),
  costPerDay: z.number().min(0).max(10_000).default(5).describe('Dollars that runs may cost a day.'),
});

const verify = z
  .strictObject({
    everySeconds: seconds(5, 600).describe('Seconds between two looks.'),
    withinSeconds: seconds(5, 3600).describe('Seconds within which the effect must be there.'),
  })
  .describe('How the step is seen to have worked: the tool looks until its effect is there.');

const inverse = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('recorded').describe('Restore what was recorded before the step.') }),
    z.strictObject({
      kind: z.literal('none').describe('It cannot be undone.'),
      why: z.string().min(1).max(300).describe('Why not, for whoever approves and whoever reads the end.'),
    }),
  ])
  .describe('How the step is undone when the run fails.');

const precondition = z
  .string()
  .min(1)
  .max(1000)
  .describe(
    "JSONata that must be true before the step acts, over $results.`step-name` and $target; 'true' for always.",
  );

const step = z.discriminatedUnion('tool', [stepOf(firstTool()), ...TOOLS.slice(1).map(stepOf)]);

/** What a runbook's file may say; `docs/runbook.schema.json` is made from it. */
export const runbook = z
  .strictObject({
    $schema: z.string().optional().describe('Where this schema is, for editors.'),
    name: kebabName.describe("Name of the runbook, which is also its file's."),
    summary: z.string().min(1).max(300).describe('What it repairs, in one sentence.'),
    triggers: z.array(trigger).min(1).max(20).describe('Incidents that it answers; one of them suffices.'),
    targets: z
      .array(z.enum(['ecs-pair', 'lambda-alias']))
      .min(1)
      .optional()
      .describe('Kinds of services that it knows how to repair; all when missing.'),
    risk: z
      .enum(['low', 'medium', 'high'])
      .describe('How much harm a wrong run could do: who has to approve.'),
    timeoutSeconds: seconds(60, 21_600).describe('Seconds after which a run is stopped, undone and failed.'),
    approvalSeconds: seconds(60, 86_400)
      .default(3600)
      .describe(
        'Seconds within which a run must be approved, and for which that holds for one that goes on later.',
      ),
    limits: limits.prefault({}).describe('How often it may run, and for how much.'),
    steps: z.array(step).min(1).max(15).describe('What is done, one after the other.'),
    onFailure: z
      .enum(['undo', 'hold'])
      .default('undo')
      .describe('When a step fails: undo the steps before it, last first, or hold the run for a person.'),
    recovery: z
      .strictObject({
        withinSeconds: seconds(60, 7200).describe(
          "Seconds within which the incident's signals must be well.",
        ),
        forSeconds: seconds(60, 3600).describe('Seconds that they must stay so.'),
      })
      .describe('How the run is seen to have helped; else what it did is undone.'),
  })
  .describe('A runbook of Operate.');

/** The form that `parseRunbook` asks. */
export const form: RunbookForm = (value) => {
  const read = runbook.safeParse(value, { reportInput: true });
  if (!read.success) return formProblems(read.error);
  const { $schema: _schema, ...said } = read.data;
  return said as Runbook;
};

function firstTool(): Tool {
  const [tool] = TOOLS;
  if (!tool) throw new Error('There are no tools.');
  return tool;
}

/** A step with what its tool takes: editors complete, and the form refuses, per tool. */
function stepOf(tool: Tool) {
  const { name: operation, summary, field, params, changes, kind } = tool;
  return z
    .strictObject({
      name: kebabName.describe('Name of the step, unique in the runbook; part of the names of its states.'),
      tool: z.literal(operation).describe(summary),
      ...(field && { [field.kind]: said(field) }),
      params: paramsOf(params),
      ...(changes && {
        precondition,
        otherwise: z
          .enum(['fail', 'skip'])
          .optional()
          .describe('When the precondition is not true: the run fails (default), or the step is skipped.'),
        because: z
          .string()
          .min(1)
          .max(300)
          .optional()
          .describe('What people are told when the precondition is not true.'),
        verify,
        inverse,
      }),
      ...(kind !== 'wait' && {
        timeoutSeconds: seconds(1, 86_400)
          .optional()
          .describe("Seconds for one call, or for a person's answer; the tool's own when missing."),
      }),
    })
    .describe(summary);
}

function said({ kind: _kind, ...schema }: { readonly kind: FieldKind } & object): z.ZodType {
  return z.fromJSONSchema({ type: 'string', ...schema });
}

function paramsOf({ properties, required }: Tool['params']): z.ZodType {
  const schema = { type: 'object', properties, required, additionalProperties: false };
  const params = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
  const described = 'What the tool needs to know.';
  return required.length === 0 ? params.prefault({}).describe(described) : params.describe(described);
}
