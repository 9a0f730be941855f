import type { RetryStrategyV2 } from '@smithy/types';
import type { Clock } from './clock.ts';
import { ClockRetryStrategy, type RetryLimits } from './retry-strategy.ts';

/** Gives the one client of a class for the role that asks; the same class always gives the same client. */
export type Clients = <C>(clientClass: new (config: ClientConfig) => C) => C;

/** What every client is made with; see `createClients`. */
export type ClientConfig = Record<string, unknown>;

export interface ClientOptions {
  readonly region: string;
  /** Back-off between attempts sleeps on this clock. */
  readonly clock: Clock;
  /** Number in [0, 1) for the jitter of the back-off. */
  readonly random: () => number;
  /** Given: nothing is read from the environment or from disk. Absent: the SDK's default chain. */
  readonly credentials?: Readonly<{ accessKeyId: string; secretAccessKey: string; sessionToken?: string }>;
  /** Milliseconds in place of `REQUEST_TIMEOUT_MS`, for whoever waits for more than AWS itself. */
  readonly requestTimeoutMs?: number;
  /** Replacements of the HTTP handler by client class name. */
  readonly requestHandlers?: Readonly<Record<string, object>>;
  /** Called once for every client that is made, before anybody gets it. */
  readonly configure?: (client: object) => void;
}

/** Milliseconds after which an unanswered request fails with `TimeoutError` and is retried. */
export const REQUEST_TIMEOUT_MS = 10_000;
const CONNECTION_TIMEOUT_MS = 1_000;

const STANDARD: RetryLimits = { attempts: 3, baseDelayMs: 50 };
const DYNAMODB: RetryLimits = { attempts: 4, baseDelayMs: 25 };
/** A message that was sent and not answered must not be sent again, and these services take no token. */
const ONCE: RetryLimits = { attempts: 1, baseDelayMs: 50 };
const LIMITS: Readonly<Record<string, RetryLimits>> = { DynamoDB: DYNAMODB, SESv2: ONCE, SNS: ONCE };

/** Services that answer in one region only and whose endpoint the SDK does not know to be there, by identifier. */
const REGIONS: Readonly<Record<string, string>> = {
  'Cost Optimization Hub': 'us-east-1',
};

/**
 * Makes SDK clients, one a class, that retry like the SDK's standard mode of 2026 (3 attempts, DynamoDB 4, SES
 * and SNS 1, one shared retry quota a client), wait on the injected clock and give up on a request after `REQUEST_TIMEOUT_MS`.
 * TransactionCanceledException is not retried here: whether a conflict may be repeated is the store's decision.
 */
export function createClients(options: ClientOptions): Clients {
  const made = new Map<unknown, unknown>();
  return <C>(clientClass: new (config: ClientConfig) => C): C => {
    const known = made.get(clientClass);
    if (known !== undefined) return known as C;
    const client = createClient(clientClass, options);
    options.configure?.(client as object);
    made.set(clientClass, client);
    return client;
  };
}

function createClient<C>(clientClass: new (config: ClientConfig) => C, options: ClientOptions): C {
  // The service is known only once the client exists; class names do not survive minification.
  const limits = (): RetryLimits => LIMITS[serviceId(client) ?? ''] ?? STANDARD;
  const retryStrategy: RetryStrategyV2 = new ClockRetryStrategy({ ...options, limits });
  const client: C = new clientClass({
    ...(options.credentials ? { ...ISOLATED, credentials: options.credentials } : {}),
    region: async () => REGIONS[serviceId(client) ?? ''] ?? options.region,
    retryStrategy,
    maxAttempts: async () => limits().attempts,
    requestHandler: options.requestHandlers?.[clientClass.name] ?? {
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    },
  });
  return client;
}

function serviceId(client: unknown): string | undefined {
  return (client as { config?: { serviceId?: string } }).config?.serviceId;
}

/** Every setting that the SDK would otherwise look up in environment variables and `~/.aws`. */
const ISOLATED: ClientConfig = {
  accountIdEndpointMode: 'disabled',
  authSchemePreference: [],
  defaultsMode: 'standard',
  disableClockSkewCorrection: true,
  disableS3ExpressSessionAuth: true,
  endpointDiscoveryEnabledProvider: async () => false,
  ignoreConfiguredEndpointUrls: true,
  requestChecksumCalculation: 'WHEN_REQUIRED',
  responseChecksumValidation: 'WHEN_REQUIRED',
  retryMode: 'standard',
  sigv4aSigningRegionSet: [],
  useArnRegion: false,
  useDualstackEndpoint: false,
  useFipsEndpoint: false,
  userAgentAppId: '',
  defaultUserAgentProvider: async () => [['operate', 'sandbox']],
};
