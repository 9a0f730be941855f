import type { Clients } from '../../../functions/clients.ts';
import { runtimeError } from '../asl/errors.ts';
import type { TaskCall } from '../asl/frame.ts';
import { isJsonObject, type Json, type JsonObject } from '../asl/json.ts';

/**
 * Does what a task resource stands for, with clients of the role that makes the call.
 *
 * @throws StatesError under the name that AWS gives the error.
 */
export type Integration = (call: TaskCall, clients: Clients) => Promise<Json>;

/**
 * The arguments of an integration, which takes the listed ones only.
 *
 * @throws StatesError States.Runtime naming the first argument that is not taken or is missing.
 */
export function argumentsOf(
  call: TaskCall,
  known: readonly string[],
  required: readonly string[],
): JsonObject {
  const given = call.arguments;
  if (!isJsonObject(given)) throw unusable(call, 'The arguments are no object');
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw unusable(call, `The field '${unknown}' is not supported by Step Functions`);
  const missing = required.find((name) => given[name] === undefined);
  if (missing !== undefined) throw unusable(call, `The field '${missing}' is required but was missing`);
  return given;
}

/** A text argument, or undefined when it is left out. */
export function textArgument(call: TaskCall, given: JsonObject, name: string): string | undefined {
  const value = given[name];
  if (value === undefined || typeof value === 'string') return value;
  throw unusable(call, `The field '${name}' must be a string`);
}

export function unusable(call: TaskCall, problem: string) {
  return runtimeError(
    `The Arguments '${JSON.stringify(call.arguments)}' could not be used to start the Task: [${problem}]`,
  );
}
