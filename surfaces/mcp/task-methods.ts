import { endOf } from '../long-work.ts';
import type { Invoke, Outcome } from './invocation.ts';
import { CODE, isObject, type Json, RpcError } from './json-rpc.ts';
import { TASKS } from './revisions.ts';
import type { Method } from './server.ts';
import { type TaskRef, taskOf, taskRef } from './task-state.ts';
import { toolAnswer } from './tool-answer.ts';

/** Whether the client of a request knows of tasks. */
export function knowsTasks(client: Json): boolean {
  return isObject(client['extensions']) && client['extensions'][TASKS] !== undefined;
}

/**
 * The methods of the extension for long work. A task is a deployment or a run: nothing is kept besides its record, and
 * whoever may not read the record sees no task.
 * @param mark for the fence around what a task came to
 */
export function taskMethods(invoke: Invoke, mark: () => string): Readonly<Record<string, Method>> {
  const read = async ({ read: operation, input }: TaskRef) => found(await invoke({ operation, input }));
  const method =
    (run: (ref: TaskRef, params: Json) => Promise<Json>): Method =>
    (params, { client }) => {
      assertKnows(client);
      const ref = taskRef(params['taskId']);
      if (!ref) throw unknownTask();
      return run(ref, params);
    };
  return {
    'tasks/get': method(async (ref, { taskId }) =>
      detailed(taskId, recordIn(await read(ref), ref), ref, mark()),
    ),
    // A task waits for people, who answer by operations of their own; so nothing is ever asked of its client.
    'tasks/update': method(async (ref) => {
      await read(ref);
      return {};
    }),
    'tasks/cancel': method(async (ref) => {
      const { status, body } = await invoke({ operation: ref.cancel, input: ref.input });
      // One that has ended cannot be ended, which is what was wanted.
      if (status !== 409) found({ status, body });
      return {};
    }),
  };
}

function detailed(taskId: unknown, record: Json, { field }: TaskRef, mark: string): Json {
  const end = endOf(record);
  const task = taskOf(taskId, record);
  if (end === undefined || end === 'cancelled') return task;
  const { content } = toolAnswer({ status: 200, body: { [field]: record } }, mark);
  return { ...task, result: { content, ...(end === 'failed' && { isError: true }) } };
}

function recordIn(body: Json, { field }: TaskRef): Json {
  const record = body[field];
  if (!isObject(record)) throw unknownTask();
  return record;
}

/** @throws RpcError for an answer that is none */
function found({ status, body }: Outcome): Json {
  if (status < 400) return body;
  if (status === 404) throw unknownTask();
  throw new RpcError(CODE.internal, `${String(body['title'])}: the operation behind the task refused`);
}

function unknownTask(): RpcError {
  return new RpcError(CODE.params, 'There is no such task');
}

function assertKnows(client: Json): void {
  if (knowsTasks(client)) return;
  const data = { requiredCapabilities: { extensions: { [TASKS]: {} } } };
  throw new RpcError(CODE.capability, 'The client has to declare the extension for tasks', {
    status: 400,
    data,
  });
}
