import type { EventEnvelope } from './event-envelope.ts';
import { readPath } from './json-path.ts';

export interface InputTransformer {
  readonly inputPathsMap?: Readonly<Record<string, string>>;
  readonly inputTemplate: string;
}

export interface TransformContext {
  readonly event: EventEnvelope;
  readonly ruleArn: string;
  readonly ruleName: string;
  /** ISO 8601. */
  readonly ingestionTime: string;
}

export const PREDEFINED_VARIABLES = [
  'aws.events.rule-arn',
  'aws.events.rule-name',
  'aws.events.event.ingestion-time',
  'aws.events.event',
  'aws.events.event.json',
];

const PLACEHOLDER = /<([\w.-]+)>/g;

/** The names of the variables a template uses, in order of appearance. */
export function placeholders(template: string): readonly string[] {
  return [...template.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '');
}

/**
 * Fills a template and answers JSON text. Outside quotes a variable becomes its JSON value; inside quotes it
 * becomes bare text, not escaped; a path that finds nothing becomes the empty string. An object in a plain
 * string template loses its quotes, as on AWS. Throws a SyntaxError when the result is not JSON: AWS then
 * does not deliver the event.
 */
export function transformInput(transformer: InputTransformer, context: TransformContext): string {
  const template = transformer.inputTemplate.trim();
  const isStringTemplate = template.startsWith('"');
  const quoted = quotedRanges(template);
  const filled = template.replace(PLACEHOLDER, (_, name: string, offset: number) => {
    const value = variable(name, transformer, context);
    if (!quoted.some(([from, to]) => offset > from && offset < to)) return JSON.stringify(value);
    return bareText(value, isStringTemplate);
  });
  return JSON.stringify(JSON.parse(filled));
}

function variable(name: string, transformer: InputTransformer, context: TransformContext): unknown {
  switch (name) {
    case 'aws.events.rule-arn':
      return context.ruleArn;
    case 'aws.events.rule-name':
      return context.ruleName;
    case 'aws.events.event.ingestion-time':
      return context.ingestionTime;
    case 'aws.events.event.json':
      return context.event;
    case 'aws.events.event':
      return withoutDetail(context);
    default: {
      const path = transformer.inputPathsMap?.[name];
      return (path === undefined ? undefined : readPath(context.event, path)) ?? '';
    }
  }
}

function withoutDetail({ event, ingestionTime }: TransformContext): object {
  const { 'detail-type': detailType, detail: _, ...rest } = event;
  return { ...rest, detailType, time: ingestionTime };
}

function bareText(value: unknown, isStringTemplate: boolean): string {
  if (typeof value === 'string') return value;
  const json = JSON.stringify(value);
  return isStringTemplate ? json.replaceAll('"', '') : json;
}

/** Start and end of each quoted stretch of a template, escaped quotes left inside. */
function quotedRanges(template: string): readonly (readonly [number, number])[] {
  return [...template.matchAll(/"(?:\\.|[^"\\])*"/g)].map((match) => [
    match.index,
    match.index + match[0].length,
  ]);
}
