/** Gives the one client of a class for the role that asks; the same class always gives the same client. */
export type Clients = <C>(constructor: new (config: ClientConfig) => C) => C;

/** What every client is made with; see `createClients`. */
export type ClientConfig = Record<string, unknown>;
