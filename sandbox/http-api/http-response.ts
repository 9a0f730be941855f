/** An answer as it goes over the socket. */
export interface HttpAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
}

interface StructuredResponse {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string | number | boolean>>;
  readonly cookies?: readonly string[];
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

/** An answer of the gateway itself, such as `{"message":"Not Found"}`. */
export function gatewayAnswer(statusCode: number, message: string): HttpAnswer {
  const headers = { 'content-type': 'application/json' };
  return { statusCode, headers, body: Buffer.from(JSON.stringify({ message })) };
}

/**
 * Reads what a function answered (JSON text) by the rules of payload format 2.0: an object with a status code is
 * a whole response, and anything else is a body of JSON with status 200. A response that is malformed becomes the
 * gateway's 500.
 */
export function functionAnswer(payload: string): HttpAnswer {
  const value: unknown = JSON.parse(payload);
  if (typeof value === 'object' && value !== null && 'statusCode' in value) return structured(value);
  const body = typeof value === 'string' ? value : payload;
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(body) };
}

function structured(value: object): HttpAnswer {
  if (!isResponse(value)) return gatewayAnswer(500, 'Internal Server Error');
  const { statusCode, headers = {}, cookies = [], body = '', isBase64Encoded = false } = value;
  const named = Object.entries(headers).map(([name, text]) => [name.toLowerCase(), String(text)] as const);
  return {
    statusCode,
    headers: {
      'content-type': 'text/plain;charset=UTF-8',
      ...Object.fromEntries(named),
      ...(cookies.length > 0 && { 'set-cookie': cookies }),
    },
    body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
  };
}

function isResponse(value: object): value is StructuredResponse {
  const { statusCode, headers, cookies, body } = value as Record<keyof StructuredResponse, unknown>;
  const isStatus = Number.isInteger(statusCode) && Number(statusCode) >= 100 && Number(statusCode) <= 599;
  const areHeaders = headers === undefined || (typeof headers === 'object' && headers !== null);
  return (
    isStatus &&
    areHeaders &&
    isOptional(cookies, Array.isArray) &&
    isOptional(body, (text) => typeof text === 'string')
  );
}

function isOptional(value: unknown, test: (value: unknown) => boolean): boolean {
  return value === undefined || test(value);
}
