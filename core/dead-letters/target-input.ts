import { filledTemplate } from './template.ts';

/** What a rule gives a target: at most one of a fixed input, a part of the event, and a template. */
export interface TargetInput {
  readonly input?: string;
  readonly inputPath?: string;
  readonly transformer?: {
    readonly paths: Readonly<Record<string, string>>;
    readonly template: string;
  };
}

/** Names that EventBridge fills in by itself; a dead letter carries the event, and its rule is known. */
interface Origin {
  readonly ruleArn: string;
  readonly ruleName: string;
}

/**
 * The JSON text that EventBridge would have sent to a rule's target for an event
 * (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html): outside quotes a variable
 * becomes its JSON value, inside quotes its bare text, and a path that leads nowhere the empty string.
 * @throws Error for a template that is no JSON once filled, or that asks for what a dead letter does not carry
 */
export function targetInput(target: TargetInput, event: unknown, origin: Origin): string {
  if (target.input !== undefined) return target.input;
  if (target.transformer) return transformed(target.transformer, event, origin);
  if (target.inputPath !== undefined) return JSON.stringify(at(event, target.inputPath) ?? {});
  return JSON.stringify(event);
}

function transformed(
  { paths, template }: NonNullable<TargetInput['transformer']>,
  event: unknown,
  origin: Origin,
): string {
  const plainText = template.trimStart().startsWith('"');
  const filled = filledTemplate(template, (name, quoted) => {
    const value = variable(name, paths, event, origin);
    if (!quoted) return JSON.stringify(value);
    if (typeof value === 'string') return value;
    const json = JSON.stringify(value);
    return plainText ? json.replaceAll('"', '') : json;
  });
  try {
    return JSON.stringify(JSON.parse(filled));
  } catch (cause) {
    throw new Error('The template of the rule’s target gives no JSON for this event.', { cause });
  }
}

function variable(
  name: string,
  paths: Readonly<Record<string, string>>,
  event: unknown,
  { ruleArn, ruleName }: Origin,
): unknown {
  if (name === 'aws.events.rule-arn') return ruleArn;
  if (name === 'aws.events.rule-name') return ruleName;
  if (name === 'aws.events.event.json') return event;
  if (name.startsWith('aws.events.')) throw new Error(`A dead letter does not carry <${name}>.`);
  const path = paths[name];
  return (path === undefined ? undefined : at(event, path)) ?? '';
}

/** A value by the JSON path that EventBridge supports: dots, indices and `*`, which gives a list. */
function at(root: unknown, path: string): unknown {
  const steps: readonly string[] = path.slice(1).match(/[^.[\]]+/g) ?? [];
  let nodes: readonly unknown[] = [root];
  for (const step of steps) nodes = nodes.flatMap((node) => children(node, step));
  return steps.includes('*') ? nodes : nodes[0];
}

function children(node: unknown, step: string): readonly unknown[] {
  if (typeof node !== 'object' || node === null) return [];
  if (step === '*') return Object.values(node);
  const value = Object.hasOwn(node, step) ? (node as Readonly<Record<string, unknown>>)[step] : undefined;
  return value === undefined ? [] : [value];
}
