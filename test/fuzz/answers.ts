import { Ajv2020 } from 'ajv/dist/2020.js';
import { SECURITY_HEADERS } from '../../functions/serve/event.ts';
import type { WholeAnswer } from '../../sandbox/account/caller.ts';

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, unknown>>;
}

/** What is wrong with an answer, by what the OpenAPI document promises of it; undefined for one that keeps it. */
export type Judge = (operation: string, answer: WholeAnswer) => string | undefined;

/** @param document the OpenAPI document */
export function judgeOf(document: object): Judge {
  const ajv = new Ajv2020({ strict: false, formats: { 'date-time': true, uri: true } });
  ajv.addSchema(document, 'api');
  const responses = new Map(
    Object.entries((document as Document).paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId, responses: declared }]) => [
        operationId,
        { pointer: `#/paths/${escaped(path)}/${method}/responses`, declared },
      ]),
    ) as [string, { pointer: string; declared: Operation['responses'] }][],
  );
  return (operation, { status, headers, body }) => {
    if (status >= 500) return `${status}: ${body.slice(0, 300)}`;
    const known = responses.get(operation);
    const declared = known?.declared[status];
    if (!known || declared === undefined) return `${status} is not declared`;
    const pointer = pointerAt(known.pointer, status, declared);
    const wrong = wrongHeaders(headers, at(document, pointer)['headers'] ?? {});
    if (wrong !== undefined) return wrong;
    if (status === 304) return body === '' ? undefined : '304 has a body';
    const type = status < 400 ? 'application/json' : 'application/problem+json';
    if (headers['content-type'] !== type) return `${status} is of type ${headers['content-type']}`;
    const schema = ajv.compile({ $ref: `api${pointer}/content/${escaped(type)}/schema` });
    return schema(JSON.parse(body)) ? undefined : ajv.errorsText(schema.errors).slice(0, 300);
  };
}

/** Every header that is declared is there, and every answer carries those that keep it safe. */
function wrongHeaders(headers: WholeAnswer['headers'], declared: object): string | undefined {
  const wanted = [...Object.keys(declared), ...Object.keys(SECURITY_HEADERS)].map((name) =>
    name.toLowerCase(),
  );
  const missing = wanted.filter((name) => !headers[name]);
  const open = Object.keys(headers).filter((name) => name.startsWith('access-control-'));
  if (open.length > 0) return `opens itself to other sites: ${open.join(', ')}`;
  return missing.length > 0 ? `lacks ${missing.join(', ')}` : undefined;
}

/** What a JSON pointer leads to. */
function at(document: object, pointer: string): Readonly<Record<string, object>> {
  const names = pointer
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  return names.reduce<object>(
    (value, name) => (value as Record<string, object>)[name] ?? {},
    document,
  ) as never;
}

/** Errors are declared once for all operations. */
function pointerAt(pointer: string, status: number, declared: unknown): string {
  const { $ref } = declared as { readonly $ref?: string };
  return $ref ?? `${pointer}/${status}`;
}

/** A name as a JSON pointer has it. */
function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
