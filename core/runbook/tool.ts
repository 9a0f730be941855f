import { APPROVED_CALLS } from './approved-calls.ts';
import type { RunbookStep } from './runbook.ts';
import { TOOLS } from './tools.ts';

/** The part of JSON Schema that a tool's parameters are described in. */
export interface ParamSchema {
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object';
  readonly description: string;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Omit<ParamSchema, 'description'>;
  readonly maxItems?: number;
  readonly additionalProperties?: boolean | Omit<ParamSchema, 'description'>;
}

export interface ParamsSchema {
  readonly properties: Readonly<Record<string, ParamSchema>>;
  readonly required: readonly string[];
}

/** The field of a step that says what its tool does. */
export type FieldKind = 'command' | 'query' | 'action';

/** What a tool's record says of it to the form, the compiler and the decisions; the operation does the work. */
export interface Tool {
  /** Name of its operation, such as `scale_service`. */
  readonly name: string;
  readonly summary: string;
  /** What its step becomes: a call, a wait, or a question that a person answers. */
  readonly kind: 'call' | 'wait' | 'question';
  readonly changes: boolean;
  /** The field it takes, with what is accepted there; none when missing. */
  readonly field?: { readonly kind: FieldKind } & Omit<ParamSchema, 'type'>;
  readonly params: ParamsSchema;
  /** The same effect twice is one. Only such an effect is repeated when nobody knows whether it came through. */
  readonly idempotent: boolean;
  /** It records what it changes and can restore that. */
  readonly undoable: boolean;
  /** Dollars that one step costs, roughly, for the plan and the cap per day. */
  readonly costDollars: number;
  /** Seconds that a machine waits for one call; longer than its function may run. */
  readonly timeoutSeconds: number;
}

/** The tool of a step, narrowed to what the step does with it where that makes a difference; undefined when unknown. */
export function toolOf(
  step: Pick<RunbookStep, 'tool' | 'action'>,
  tools: readonly Tool[] = TOOLS,
): Tool | undefined {
  const tool = tools.find(({ name }) => name === step.tool);
  const call = tool?.name === 'call_aws' ? APPROVED_CALLS[step.action ?? ''] : undefined;
  return tool && call ? { ...tool, idempotent: call.idempotent, undoable: call.undoable } : tool;
}

/**
 * The tool of a step of a runbook that was parsed.
 * @throws Error for a tool that nobody has described, which no parsed runbook has
 */
export function knownTool(step: Pick<RunbookStep, 'tool' | 'action'>): Tool {
  const tool = toolOf(step);
  if (!tool) throw new Error(`The tool '${step.tool}' is unknown; describe it in core/runbook/tools.ts.`);
  return tool;
}
