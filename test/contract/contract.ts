import type { Clients } from '../../functions/clients.ts';
import type { Account } from '../../sandbox/account/account.ts';

export const SERVERS = ['sandbox', 'moto'] as const;
export type ServerName = (typeof SERVERS)[number];

/** One of the two servers as a contract's cases see it. */
export interface Server {
  readonly name: ServerName;
  readonly clients: Clients;
  /** The server's own time in milliseconds since the epoch. */
  now(): number;
  /** Waits until what was measured shows: minutes of virtual time in the sandbox, nothing at moto. */
  published(): Promise<void>;
}

/** The sandbox's account besides, where a stage is set with its methods instead of SDK commands. */
export interface SandboxServer extends Server {
  readonly account: Account;
}

/** The moto server besides, by its address. */
export interface MotoServer extends Server {
  readonly url: string;
}

/** A question that both servers are asked through the same SDK calls. */
export interface Case<Stage> {
  /** Unique within its contract. */
  readonly name: string;
  /** Answers what was seen, as plain data; it may reject with a service's exception. */
  act(stage: Stage): Promise<unknown>;
  /** What AWS answers: `act`'s value, or `{ error: name }`. */
  readonly expected: unknown;
}

/** The cases of one service and the stage they are played on. */
export interface Contract<Stage> {
  readonly service: string;
  /** Sets the stage by the sandbox's own methods, where it does not know the SDK's commands for that. */
  sandbox(server: SandboxServer): Promise<Stage>;
  moto(server: MotoServer): Promise<Stage>;
  readonly cases: readonly Case<Stage>[];
}

/** A contract whose stage is nobody else's business. */
export interface AnyContract {
  readonly service: string;
  readonly cases: readonly { readonly name: string; readonly expected: unknown }[];
  observe(server: SandboxServer | MotoServer): Promise<(name: string) => Promise<unknown>>;
}

export function contract<Stage>(definition: Contract<Stage>): AnyContract {
  const { service, cases } = definition;
  return {
    service,
    cases,
    async observe(server) {
      const stage = await ('account' in server ? definition.sandbox(server) : definition.moto(server));
      return async (name) => {
        const found = cases.find((one) => one.name === name);
        if (!found) throw new Error(`${service} has no case '${name}'.`);
        return seen(() => found.act(stage));
      };
    },
  };
}

/** The name of the error that a call fails with; `none` when it succeeds. */
export async function errorOf(call: Promise<unknown>): Promise<string> {
  const failure = await call.then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
  );
  return failure?.name ?? 'none';
}

/** What a case saw, with the account's number written the same way on both servers and nothing undefined. */
async function seen(act: () => Promise<unknown>): Promise<unknown> {
  const saw = await act().catch((error: unknown) => {
    if (error instanceof Error) return { error: error.name };
    throw error;
  });
  return JSON.parse(JSON.stringify(saw ?? null).replaceAll('123456789012', '000000000000'));
}
