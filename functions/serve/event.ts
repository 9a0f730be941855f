import type { Delivery } from '../verified-caller.ts';
import { etagOf, isKnown } from './etag.ts';

/** The part of an API Gateway HTTP API event (payload format 2.0) that the chain reads. */
export interface HttpEvent {
  readonly rawPath: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly queryStringParameters?: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
  readonly requestContext: {
    readonly http: { readonly method: string };
    readonly requestId: string;
    readonly authorizer?: {
      readonly iam?: { readonly userArn?: string };
      /** What the function that knows tokens and keys said of the caller. */
      readonly lambda?: Readonly<Record<string, unknown>> | null;
      /** For whom a function of ours calls, see `callByDoor`; of a request context nothing comes from callers. */
      readonly onBehalfOf?: string;
    };
  };
}

/** What the gateway asks the function that knows tokens and keys (payload format 2.0). */
export interface AuthoriserQuestion {
  readonly type: 'REQUEST';
  readonly routeArn: string;
  /** Values of the identity sources: the header `authorization`. */
  readonly identitySource: readonly string[];
}

export function isQuestion(event: unknown): event is AuthoriserQuestion {
  const { type, routeArn, identitySource } = (event ?? {}) as Partial<AuthoriserQuestion>;
  return type === 'REQUEST' && typeof routeArn === 'string' && Array.isArray(identitySource);
}

/** True for a request through the HTTP API; false for a direct invocation by a machine, rule or schedule. */
export function isHttp(event: unknown): event is HttpEvent {
  if (isQuestion(event)) return false;
  const context = (event as { requestContext?: { http?: unknown } } | null)?.requestContext;
  return typeof context?.http === 'object' && context.http !== null;
}

/** A request with its body byte for byte. */
export function deliveryOf({ headers = {}, body = '', isBase64Encoded = false }: HttpEvent): Delivery {
  return { headers, body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8') };
}

export interface HttpAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What every answer of ours carries, whatever it is. */
export const SECURITY_HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000',
};

export function answer(
  statusCode: number,
  contentType: string,
  value: unknown,
  requestId: string,
): HttpAnswer {
  const headers = { ...SECURITY_HEADERS, 'content-type': contentType, 'x-request-id': requestId };
  return { statusCode, headers, body: JSON.stringify(value) };
}

/** A browser may keep what was read, for its caller alone, and has to ask each time whether it still holds. */
const REVALIDATED = { 'cache-control': 'private, no-cache', vary: 'authorization' };

/** The answer of a read with its validator; 304 without a body for a caller who has it already. */
export function revalidated(made: HttpAnswer, event: HttpEvent): HttpAnswer {
  const etag = etagOf(made.body);
  const headers = { ...made.headers, ...REVALIDATED, etag };
  if (!isKnown(event.headers?.['if-none-match'], etag)) return { ...made, headers };
  const { 'content-type': _type, ...others } = headers as HttpAnswer['headers'];
  return { statusCode: 304, headers: others, body: '' };
}
