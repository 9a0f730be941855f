export type Json = Readonly<Record<string, unknown>>;
export type Id = string | number;

/** A message as it came: a request has an id and a method, a notification no id, a response no method. */
export interface Message {
  readonly id?: Id;
  readonly method?: string;
  readonly params: Json;
  readonly result?: Json;
  readonly error?: Json;
}

/** Codes of JSON-RPC, and those that MCP adds. */
export const CODE = {
  parse: -32700,
  request: -32600,
  method: -32601,
  params: -32602,
  internal: -32603,
  headers: -32020,
  capability: -32021,
  revision: -32022,
} as const;

/** An error of the protocol; what a tool could not do is an answer of the tool instead. */
export class RpcError extends Error {
  readonly code: number;
  /** The HTTP status where the message came by HTTP. */
  readonly status: number;
  readonly data: Json | undefined;

  constructor(code: number, message: string, { status = 200, data }: { status?: number; data?: Json } = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.data = data;
  }
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads one message.
 * @throws RpcError for what is no JSON, or no message of JSON-RPC 2.0
 */
export function parseMessage(text: string): Message {
  const value = parsed(text);
  if (!isObject(value) || value['jsonrpc'] !== '2.0') throw invalid();
  const { id, method, params = {}, result, error } = value as Partial<Message>;
  const named =
    method === undefined ? result !== undefined || error !== undefined : typeof method === 'string';
  const identified = id === undefined || typeof id === 'string' || Number.isInteger(id);
  if (!named || !identified || !isObject(params)) throw invalid();
  return {
    params,
    ...(id !== undefined && { id }),
    ...(method !== undefined && { method }),
    ...(result !== undefined && { result }),
    ...(error !== undefined && { error }),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RpcError(CODE.parse, 'Parse error', { status: 400 });
  }
}

function invalid(): RpcError {
  return new RpcError(CODE.request, 'Invalid Request', { status: 400 });
}

export function success(id: Id, result: Json): Json {
  return { jsonrpc: '2.0', id, result };
}

/** @param id absent where the request could not be read */
export function failure(id: Id | undefined, { code, message, data }: RpcError): Json {
  return { jsonrpc: '2.0', ...(id !== undefined && { id }), error: { code, message, ...(data && { data }) } };
}
