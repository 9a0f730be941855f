import { z } from 'zod';
import { SEVERITIES } from '../../core/security/rule.ts';
import { SCOPES, STATUSES } from '../../core/security/scan.ts';

const numbers = <Names extends readonly string[]>(names: Names) => z.record(z.enum(names), z.int());

export const unseen = z.strictObject({
  what: z.string().describe('Type of resource, or source of findings.'),
  why: z.enum(['ACCESS_DENIED', 'NOT_ENABLED', 'THROTTLED', 'CALL_BUDGET', 'FAILED']),
  detail: z.string(),
});

export const finding = z.strictObject({
  findingId: z.string(),
  rule: z.string().describe('Rule that it breaks, or its kind where it was imported.'),
  source: z
    .string()
    .describe('What found it: posture, secrets, dependencies, or the service that it comes from.'),
  severity: z.enum(SEVERITIES),
  exposure: z.enum(['public', 'cross-account', 'private']).describe('Who can get at it.'),
  priority: z.number().describe('Severity times exposure times exploit times asset.'),
  resource: z.string().describe('ARN.'),
  type: z.string(),
  service: z.string().optional().describe('Registered service that the resource is tagged with.'),
  words: z.string().describe('What is wrong.'),
  advice: z.string().optional().describe('How it is put right.'),
  sideEffects: z.string().optional().describe('What stops working for whom.'),
  inverse: z.string().optional().describe('How that is undone.'),
  accepted: z.strictObject({ owner: z.string(), reason: z.string(), until: z.string() }).optional(),
  evidence: z.strictObject({
    at: z.string(),
    observed: z.string().describe('What was seen, as JSON.'),
    sha256: z.string().describe('Hash of the whole description.'),
  }),
});

export const compliance = z.strictObject({
  framework: z.string(),
  title: z.string(),
  score: z.number().optional().describe('Percent that pass of the requirements that pass or fail.'),
  coverage: z.number().describe('Percent of the requirements that any rule says something about.'),
  counts: numbers(STATUSES),
  requirements: z.array(
    z.strictObject({ id: z.string(), status: z.enum(STATUSES), failing: z.array(z.string()) }),
  ),
});

export const scan = z.strictObject({
  scanId: z.string(),
  state: z
    .enum(['RUNNING', 'STALLED', 'DONE', 'FAILED'])
    .describe('STALLED has not been heard of for too long; security_scan goes on with it where it stopped.'),
  scope: z.enum(SCOPES),
  createdAt: z.string(),
  endedAt: z.string().optional(),
  why: z.string().optional().describe('Why it failed.'),
  score: z
    .number()
    .optional()
    .describe('0 to 100, weighted by severity; absent where nothing could be judged.'),
  findings: numbers(SEVERITIES).optional().describe('Open ones, by severity.'),
  accepted: z.int().optional().describe('Findings whose risk somebody has taken on.'),
  resources: z.int().optional(),
  calls: z.int().optional().describe('AWS calls made.'),
  callBudget: z.int().describe('AWS calls that it may make.'),
  rules: z
    .array(
      z.strictObject({
        rule: z.string(),
        status: z.enum(STATUSES),
        passed: z.int(),
        failed: z.int(),
        accepted: z.int(),
        notSeen: z.int(),
      }),
    )
    .optional(),
  compliance: z.array(compliance).optional(),
  evidence: z.string().optional().describe('Hash over all evidence, SHA-256 in hex.'),
});
