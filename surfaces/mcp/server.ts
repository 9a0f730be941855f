import type { Json } from './json-rpc.ts';

/** What a method knows of the request besides its parameters. */
export interface Exchange {
  readonly revision: string;
  /** What the client says that it can do; nothing is known of a client of an older revision without a session. */
  readonly client: Json;
  /** Tells the client something while the request is served, where the connection can carry it. */
  readonly notify: (method: string, params: Json) => void;
}

/**
 * Answers one request. A result with `resultType: 'input_required'` asks the client for more: clients of older
 * revisions are asked by requests of the server instead, so that a method is written once.
 */
export type Method = (params: Json, exchange: Exchange) => Promise<Json> | Json;

/** What a server offers to clients of one era. */
export interface Era {
  readonly capabilities: Json;
  readonly methods: Readonly<Record<string, Method>>;
}

export interface Server {
  readonly info: { readonly name: string; readonly version: string };
  /** What an agent should know before it calls anything. */
  readonly instructions: string;
  readonly modern: Era;
  readonly legacy: Era;
}

/** What a client of an older revision said of itself in `initialize`. */
export interface Session {
  readonly revision: string;
  readonly capabilities: Json;
}

/** The way a message came, and the ways back. */
export interface Connection {
  /** Of an HTTP request, names in lower case; absent on standard input. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly session?: Session;
  readonly began?: (session: Session) => void;
  readonly notify: (method: string, params: Json) => void;
  /** Sends a request to the client and waits for its answer, where the connection can. */
  readonly ask?: (method: string, params: Json) => Promise<Json>;
}
