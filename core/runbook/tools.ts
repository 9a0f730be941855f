import { APPROVED_CALLS } from './approved-calls.ts';
import { CALLABLE_OPERATIONS } from './callable-operations.ts';
import { LOG_KINDS } from './log-kinds.ts';
import type { ParamSchema, Tool } from './tool.ts';

/** Seconds that a machine waits for a function; functions that are tools end before. */
const CALL_SECONDS = 90;
const APPROVAL_SECONDS = 3600;

const minutes: ParamSchema = {
  type: 'integer',
  minimum: 1,
  maximum: 1440,
  description: 'How many minutes back it looks.',
};
const reads = { kind: 'call', changes: false, idempotent: true, undoable: false } as const;
const changes = { kind: 'call', changes: true, timeoutSeconds: CALL_SECONDS } as const;

/** Every tool that a step may name. */
export const TOOLS: readonly Tool[] = [
  {
    ...reads,
    name: 'read_metric',
    summary:
      "Read a metric of the target; its result has 'latest', 'minimum', 'maximum', 'average' and 'points'.",
    field: {
      kind: 'query',
      pattern: '^[A-Za-z0-9_.-]{1,255}$',
      description: 'Name of the CloudWatch metric.',
    },
    params: {
      properties: {
        namespace: {
          type: 'string',
          pattern: '^[^:]{1,255}$',
          description: "CloudWatch namespace; the target's own when missing.",
        },
        statistic: {
          type: 'string',
          enum: ['Average', 'Sum', 'Minimum', 'Maximum', 'p50', 'p95', 'p99'],
          description: 'Statistic; Average when missing.',
        },
        dimensions: {
          type: 'object',
          additionalProperties: { type: 'string', maxLength: 1024 },
          description: "Dimensions; the target's own when missing.",
        },
        minutes,
      },
      required: ['minutes'],
    },
    costDollars: 0.0001,
    timeoutSeconds: CALL_SECONDS,
  },
  {
    ...reads,
    name: 'query_logs',
    summary:
      "Count lines of the target's logs; its result has 'count', 'truncated', 'sample' and, by name, 'counts'.",
    field: { kind: 'query', maxLength: 1024, description: 'CloudWatch Logs filter pattern.' },
    params: {
      properties: {
        minutes,
        limit: { type: 'integer', minimum: 1, maximum: 100, description: 'Lines kept as a sample.' },
        kinds: {
          type: 'array',
          items: { type: 'string', enum: LOG_KINDS },
          maxItems: LOG_KINDS.length,
          description:
            "What else is counted: lines that speak of something, as the usual stacks word it. 'counts' has each by its name.",
        },
        patterns: {
          type: 'object',
          additionalProperties: { type: 'string', minLength: 1, maxLength: 1024 },
          description: "Filter patterns that are counted as well; 'counts' has each by its name.",
        },
      },
      required: ['minutes'],
    },
    costDollars: 0.005,
    timeoutSeconds: CALL_SECONDS,
  },
  {
    ...changes,
    name: 'restart_service',
    summary: 'Replace the running tasks of the target by new ones of the same version.',
    params: { properties: {}, required: [] },
    idempotent: false,
    undoable: false,
    costDollars: 0.02,
  },
  {
    ...changes,
    name: 'scale_service',
    summary: 'Change how many tasks of the target run, within the limits of its scaling.',
    field: {
      kind: 'action',
      enum: ['scale-up', 'scale-down', 'set'],
      description: 'More tasks, fewer tasks, or exactly so many.',
    },
    params: {
      properties: {
        by: { type: 'integer', minimum: 1, maximum: 100, description: 'Tasks more or fewer.' },
        percent: {
          type: 'integer',
          minimum: 1,
          maximum: 400,
          description: 'Percent of the running tasks more or fewer; at least one task.',
        },
        to: { type: 'integer', minimum: 0, maximum: 1000, description: 'Tasks to run.' },
      },
      required: [],
    },
    idempotent: true,
    undoable: true,
    costDollars: 0.25,
  },
  {
    ...changes,
    name: 'rollback_service',
    summary: 'Bring the target back to the version that was live before its last deployment.',
    params: {
      properties: {
        withinMinutes: {
          type: 'integer',
          minimum: 1,
          maximum: 10_080,
          description: 'Only a deployment that ended at most so long ago is rolled back.',
        },
      },
      required: [],
    },
    idempotent: true,
    undoable: true,
    costDollars: 0.05,
  },
  {
    ...changes,
    name: 'run_command',
    summary: 'Run an allow-listed Systems Manager document on the instances of the target.',
    field: {
      kind: 'command',
      pattern: '^operate-[a-z0-9-]{1,100}$',
      description: 'Name of the document; only those that begin with operate- are allowed.',
    },
    params: {
      properties: {
        parameters: {
          type: 'object',
          additionalProperties: { type: 'array', items: { type: 'string', maxLength: 1024 }, maxItems: 20 },
          description: 'Parameters of the document, each a list of texts.',
        },
        targets: {
          type: 'array',
          items: { type: 'string', maxLength: 256 },
          maxItems: 50,
          description: "Ids of instances; the target's own when missing.",
        },
      },
      required: [],
    },
    idempotent: false,
    undoable: false,
    costDollars: 0.01,
  },
  {
    ...changes,
    name: 'call_aws',
    summary: 'Make one of the approved calls of AWS on the target.',
    field: {
      kind: 'action',
      enum: Object.keys(APPROVED_CALLS),
      description: 'The call, as a permission names it.',
    },
    params: {
      properties: {
        input: {
          type: 'object',
          additionalProperties: true,
          description: "The call's input beside the target.",
        },
      },
      required: ['input'],
    },
    idempotent: false,
    undoable: true,
    costDollars: 0.01,
  },
  {
    ...changes,
    name: 'send_request',
    summary: 'Send one HTTPS request; an answer of 200 to 299 is a success.',
    field: { kind: 'action', enum: ['POST', 'PUT', 'DELETE', 'PATCH'], description: 'HTTP method.' },
    params: {
      properties: {
        url: {
          type: 'string',
          pattern: '^https://[^\\s]{1,2000}$',
          description: 'Where it goes; HTTPS only.',
        },
        body: { type: 'object', additionalProperties: true, description: 'JSON body.' },
        secret: {
          type: 'string',
          pattern: '^[A-Za-z0-9/_+=.@-]{1,512}$',
          description: 'Name of the secret that is sent as bearer token.',
        },
      },
      required: ['url'],
    },
    idempotent: false,
    undoable: false,
    costDollars: 0.0001,
  },
  {
    ...changes,
    name: 'call_operation',
    summary: "Call an operation of this installation, with the run's id and the step as idempotency key.",
    field: { kind: 'action', enum: [...CALLABLE_OPERATIONS], description: 'Name of the operation.' },
    params: {
      properties: {
        input: { type: 'object', additionalProperties: true, description: "The operation's input." },
      },
      required: ['input'],
    },
    idempotent: true,
    undoable: false,
    costDollars: 0.01,
  },
  {
    name: 'notify_people',
    summary: 'Tell people on their channels.',
    kind: 'call',
    changes: false,
    field: { kind: 'action', minLength: 1, maxLength: 1000, description: 'What they are told.' },
    params: {
      properties: {
        channels: {
          type: 'array',
          items: { type: 'string', maxLength: 64 },
          maxItems: 20,
          description: 'Names of channels; those of the escalation policy when missing.',
        },
      },
      required: [],
    },
    idempotent: false,
    undoable: false,
    costDollars: 0.01,
    timeoutSeconds: CALL_SECONDS,
  },
  {
    name: 'ask_approval',
    summary: 'Ask a person, and wait for the answer.',
    kind: 'question',
    changes: false,
    field: { kind: 'action', minLength: 1, maxLength: 500, description: 'The question.' },
    params: { properties: {}, required: [] },
    idempotent: true,
    undoable: false,
    costDollars: 0,
    timeoutSeconds: APPROVAL_SECONDS,
  },
  {
    name: 'wait',
    summary: 'Wait.',
    kind: 'wait',
    changes: false,
    params: {
      properties: {
        seconds: { type: 'integer', minimum: 1, maximum: 3600, description: 'Seconds to wait.' },
      },
      required: ['seconds'],
    },
    idempotent: true,
    undoable: false,
    costDollars: 0,
    timeoutSeconds: 3600,
  },
];
