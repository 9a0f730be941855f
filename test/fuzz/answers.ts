import { Ajv2020 } from 'ajv/dist/2020.js';
import type { OperationAnswer } from '../../sandbox/account/caller.ts';

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, unknown>>;
}

/** What is wrong with an answer, by what the OpenAPI document promises of it; undefined for one that keeps it. */
export type Judge = (operation: string, answer: OperationAnswer) => string | undefined;

/** @param document the OpenAPI document */
export function judgeOf(document: object): Judge {
  const ajv = new Ajv2020({ strict: false, formats: { 'date-time': true, uri: true } });
  ajv.addSchema(document, 'api');
  const responses = new Map(
    Object.entries((document as Document).paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId, responses: declared }]) => [
        operationId,
        { pointer: `api#/paths/${escaped(path)}/${method}/responses`, declared },
      ]),
    ) as [string, { pointer: string; declared: Operation['responses'] }][],
  );
  return (operation, { status, body }) => {
    if (status >= 500) return `${status}: ${JSON.stringify(body).slice(0, 300)}`;
    const known = responses.get(operation);
    const declared = known?.declared[status];
    if (!known || declared === undefined) return `${status} is not declared`;
    const schema = ajv.compile({ $ref: schemaAt(known.pointer, status, declared) });
    return schema(body) ? undefined : ajv.errorsText(schema.errors).slice(0, 300);
  };
}

/** Errors are declared once for all operations. */
function schemaAt(pointer: string, status: number, declared: unknown): string {
  const { $ref } = declared as { readonly $ref?: string };
  const base = $ref === undefined ? `${pointer}/${status}` : `api${$ref}`;
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  return `${base}/content/${escaped(type)}/schema`;
}

/** A name as a JSON pointer has it. */
function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
