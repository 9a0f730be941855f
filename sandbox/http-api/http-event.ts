import type { IncomingHttpHeaders } from 'node:http';
import type { LambdaAuthorizer } from './lambda-authorizer.ts';
import type { IamAuthorizer } from './profiles.ts';
import type { RouteMatch } from './routes.ts';

/** An event of payload format 2.0, as API Gateway sends it to a function. */
export interface HttpApiEvent {
  readonly version: '2.0';
  readonly routeKey: string;
  /** Decoded, other than its name says and other than the query. */
  readonly rawPath: string;
  readonly rawQueryString: string;
  readonly cookies?: readonly string[];
  /** Names in lower case; the values of a repeated header are joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  readonly queryStringParameters?: Readonly<Record<string, string>>;
  readonly requestContext: HttpRequestContext;
  readonly pathParameters?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly isBase64Encoded: boolean;
}

export interface HttpRequestContext {
  readonly accountId: string;
  readonly apiId: string;
  readonly authorizer?: IamAuthorizer | LambdaAuthorizer;
  readonly domainName: string;
  readonly domainPrefix: string;
  readonly http: {
    readonly method: string;
    readonly path: string;
    readonly protocol: string;
    readonly sourceIp: string;
    readonly userAgent: string;
  };
  /** As `gatewayRequestId` writes it. */
  readonly requestId: string;
  readonly routeKey: string;
  readonly stage: string;
  /** Such as `12/Mar/2026:19:03:58 +0000`. */
  readonly time: string;
  readonly timeEpoch: number;
}

/** A request as it came over the socket. */
export interface ReceivedRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly protocol: string;
  readonly headers: IncomingHttpHeaders;
  readonly sourceIp: string;
  readonly body: Buffer;
}

export interface Gateway {
  readonly accountId: string;
  readonly apiId: string;
  readonly region: string;
}

export interface Reception {
  /** 32 hexadecimal digits. */
  readonly requestId: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly match: RouteMatch;
  readonly authorizer?: IamAuthorizer | LambdaAuthorizer;
}

/** Makes the event for a request on a route. */
export function httpEvent(request: ReceivedRequest, gateway: Gateway, reception: Reception): HttpApiEvent {
  const [path = '/', ...query] = request.target.split('?');
  const rawPath = decodedPath(path);
  const rawQueryString = query.join('?');
  const { cookie, ...headers } = request.headers;
  const parameters = joinedParameters(rawQueryString);
  const { pathParameters, routeKey } = reception.match;
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString,
    ...(cookie !== undefined && { cookies: cookie.split('; ') }),
    headers: { ...joinedHeaders(headers), ...ownHeaders(request, reception) },
    ...(Object.keys(parameters).length > 0 && { queryStringParameters: parameters }),
    requestContext: requestContext(request, rawPath, gateway, reception),
    ...(Object.keys(pathParameters).length > 0 && { pathParameters }),
    ...bodyOf(request),
  };
}

function requestContext(
  request: ReceivedRequest,
  path: string,
  { accountId, apiId, region }: Gateway,
  { requestId, at, match, authorizer }: Reception,
): HttpRequestContext {
  return {
    accountId,
    apiId,
    ...(authorizer && { authorizer }),
    domainName: `${apiId}.execute-api.${region}.amazonaws.com`,
    domainPrefix: apiId,
    http: {
      method: request.method,
      path,
      protocol: request.protocol,
      sourceIp: request.sourceIp,
      userAgent: request.headers['user-agent'] ?? '',
    },
    requestId: gatewayRequestId(requestId),
    routeKey: match.routeKey,
    stage: '$default',
    time: logTime(at),
    timeEpoch: at,
  };
}

/** How API Gateway writes the identifier of a request: 15 characters of base64url and one that fills up. */
export function gatewayRequestId(id: string): string {
  return `${Buffer.from(id.slice(-22), 'hex').toString('base64url')}=`;
}

/** What is behind an encoded question mark is lost, as the gateway loses it. */
function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path).split('?')[0] ?? '';
  } catch {
    return path;
  }
}

/** What the gateway adds, to every request; a trace id that the caller sent is carried on. */
function ownHeaders(
  { headers, sourceIp, body }: ReceivedRequest,
  { at, requestId }: Reception,
): Record<string, string> {
  const { 'x-forwarded-for': via, 'x-amzn-trace-id': trace } = headers;
  const seconds = Math.floor(at / 1_000).toString(16);
  return {
    'content-length': String(body.length),
    'x-forwarded-for': via === undefined ? sourceIp : `${via}, ${sourceIp}`,
    'x-forwarded-port': '443',
    'x-forwarded-proto': 'https',
    'x-amzn-trace-id': trace === undefined ? `Root=1-${seconds}-${requestId.slice(-24)}` : `${trace}`,
  };
}

/** Headers that are between the caller and the gateway only (RFC 9110, 7.6.1). */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

function joinedHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const entries = Object.entries(headers).filter(
    ([name, value]) => value !== undefined && !HOP_BY_HOP.includes(name),
  );
  return Object.fromEntries(
    entries.map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : (value ?? '')]),
  );
}

function joinedParameters(query: string): Record<string, string> {
  // A map, because a caller may name a parameter like a member that every object has.
  const joined = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query)) {
    const before = joined.get(name);
    joined.set(name, before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(joined);
}

/** Everything else is bytes to the gateway, forms and `application/problem+json` included. */
const TEXT = /^(text\/.+|application\/(json|xml|javascript))\s*(;|$)/i;

function bodyOf({ body, headers }: ReceivedRequest): Pick<HttpApiEvent, 'body' | 'isBase64Encoded'> {
  if (body.length === 0) return { isBase64Encoded: false };
  const isText = TEXT.test(headers['content-type'] ?? '') && headers['content-encoding'] === undefined;
  return { body: body.toString(isText ? 'utf8' : 'base64'), isBase64Encoded: !isText };
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function logTime(at: number): string {
  const [date = '', time = ''] = new Date(at).toISOString().split('T');
  const [year = '', month = '', day = ''] = date.split('-');
  return `${day}/${MONTHS[Number(month) - 1] ?? ''}/${year}:${time.slice(0, 8)} +0000`;
}
