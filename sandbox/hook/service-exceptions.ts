import { ServiceException } from '@smithy/core/client';
import type { TypeRegistry } from '@smithy/core/schema';

/** What an exception says besides its name. */
export interface ExceptionDetail {
  readonly message: string;
  readonly statusCode?: number;
  /** Further members of the exception's shape, such as `CancellationReasons`. */
  readonly members?: Readonly<Record<string, unknown>>;
}

/** Makes a service's exception by name. */
export type MakeException = (name: string, detail: ExceptionDetail) => ServiceException;

type ExceptionClass = new (options: object) => ServiceException;
type ErrorEntry = readonly [schema: unknown, exceptionClass: ExceptionClass];

/**
 * Reads the exception classes that a client deserialises errors into from the client's own registry: the class
 * of that name where the service models it, else the service's base class carrying the name, as the SDK does.
 */
export function exceptionsOf(client: object): MakeException {
  const known = makers.get(client);
  if (known) return known;
  const made = exceptionMaker(registeredErrors(client));
  makers.set(client, made);
  return made;
}

const makers = new WeakMap<object, MakeException>();

function exceptionMaker(entries: readonly ErrorEntry[]): MakeException {
  const base = entries.find(([schema]) => shapeName(schema).endsWith('ServiceException'))?.[1];
  return (name, { message, statusCode = 400, members = {} }) => {
    const exceptionClass =
      entries.find(([schema]) => shapeName(schema) === name)?.[1] ?? base ?? ServiceException;
    const $fault = statusCode < 500 ? 'client' : 'server';
    const options = { name, message, $fault, $metadata: { httpStatusCode: statusCode }, ...members };
    return new (exceptionClass as ExceptionClass)(options);
  };
}

function registeredErrors(client: object): readonly ErrorEntry[] {
  const { config } = client as {
    config: { protocolSettings?: { errorTypeRegistries?: readonly TypeRegistry[] } };
  };
  return (config.protocolSettings?.errorTypeRegistries ?? []).flatMap((registry) => {
    const { exceptions } = registry as unknown as { exceptions: ReadonlyMap<unknown, ExceptionClass> };
    return [...exceptions];
  });
}

/** Static error schemas are tuples `[-3, namespace, name, ...]`. */
function shapeName(schema: unknown): string {
  return Array.isArray(schema) ? String(schema[2]) : '';
}
