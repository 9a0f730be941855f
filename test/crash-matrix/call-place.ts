import type { FaultCall } from '../../sandbox/faults/rule.ts';

/** One attempt of one AWS call of a journey, by its place among the equal ones. */
export interface CallPlace {
  /** Short name of the principal: its role without the prefix, or the AWS service. */
  readonly principal: string;
  /** Client class without `Client`. */
  readonly client: string;
  readonly command: string;
  /** From 1. */
  readonly nth: number;
}

export function placeName({ principal, client, command, nth }: CallPlace): string {
  return `${principal}.${client}.${command}.${nth}`;
}

/** The place that a name names; undefined when it names none. */
export function placeOf(name: string): CallPlace | undefined {
  const [principal = '', client = '', command = '', nth = ''] = name.split('.');
  return Number(nth) > 0 ? { principal, client, command, nth: Number(nth) } : undefined;
}

/** What makes calls equal. */
export function kindOfPlace({ principal, client, command }: Omit<CallPlace, 'nth'>): string {
  return `${principal}.${client}.${command}`;
}

/** The function that an invocation names, without its version; empty for other calls. */
export function functionOf(input: unknown): string {
  return String((input as { FunctionName?: unknown }).FunctionName ?? '').replace(/:\d+$/, '');
}

/** Whether a function is invoked with a text in its payload. */
export function isHanded({ command, input }: Pick<FaultCall, 'command' | 'input'>, text: string): boolean {
  if (command !== 'Invoke') return false;
  const { Payload } = input as { Payload?: Uint8Array };
  return Buffer.from(Payload ?? []).includes(text);
}
