import type { Clients } from '../../../functions/clients.ts';
import type { Clock } from '../../../functions/clock.ts';
import type { HttpClient } from '../../../functions/http-client.ts';
import { EVENT_MINUTES } from './event-time.ts';

/** What CloudFormation sends to the function behind a custom resource. Scalars in properties arrive as text. */
export interface ResourceEvent {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly ResponseURL: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly ResourceType: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: Properties;
  readonly OldResourceProperties?: Properties;
}

export type Properties = Readonly<Record<string, unknown>>;

/** What an event is served with; in the sandbox the account's own. */
export interface ServingRuntime {
  readonly clients: Clients;
  readonly clock: Clock;
  readonly http: HttpClient;
}

/** What a provider works with. */
export interface ProviderRuntime extends ServingRuntime {
  /** When all waiting for the event has to end; milliseconds since the epoch. See `settled`. */
  readonly deadline: number;
}

export interface Made {
  readonly physicalId: string;
  /** Attributes for `Fn::GetAtt`. */
  readonly data?: Readonly<Record<string, string>>;
}

/** One custom resource. Every function is convergent: called again after a crash it ends in the same place. */
export interface ResourceProvider {
  create(runtime: ProviderRuntime, event: ResourceEvent): Promise<Made>;
  update(runtime: ProviderRuntime, event: ResourceEvent): Promise<Made>;
  remove(runtime: ProviderRuntime, event: ResourceEvent): Promise<void>;
}

/** A request that cannot be met; its words are what the user reads in the stack's events. */
export class ResourceRefused extends Error {
  override readonly name = 'ResourceRefused';
}

/** A creation that failed halfway: CloudFormation deletes by this id what was made until then. */
export class MadeInPart extends Error {
  override readonly name = 'MadeInPart';
  readonly physicalId: string;

  constructor(physicalId: string, cause: unknown) {
    super(wordsOf(cause), { cause });
    this.physicalId = physicalId;
  }
}

/** The id of what was never made: a failed creation is followed by a deletion, which must not touch what others have. */
export const NOTHING_MADE = 'nothing-made';
const LONGEST_REASON = 1_000;
const PUT_TIMEOUT_MS = 30_000;

/** Serves one event and tells CloudFormation how it ended; rejects only when that cannot be told. */
export async function serveResource(
  provider: ResourceProvider,
  event: ResourceEvent,
  runtime: ServingRuntime,
): Promise<void> {
  const deadline = runtime.clock.now() + EVENT_MINUTES * 60_000;
  const answer = await outcomeOf(provider, event, { ...runtime, deadline });
  const { StackId, RequestId, LogicalResourceId } = event;
  const { status } = await runtime.http({
    url: event.ResponseURL,
    method: 'PUT',
    // The signature of the URL covers an empty content type.
    headers: { 'content-type': '' },
    body: JSON.stringify({ StackId, RequestId, LogicalResourceId, ...answer }),
    timeoutMs: PUT_TIMEOUT_MS,
  });
  if (status >= 300) throw new Error(`CloudFormation did not take the answer (status ${status}).`);
}

async function outcomeOf(provider: ResourceProvider, event: ResourceEvent, runtime: ProviderRuntime) {
  try {
    const { physicalId, data } = await act(provider, event, runtime);
    return { Status: 'SUCCESS', PhysicalResourceId: physicalId, ...(data && { Data: data }) };
  } catch (error) {
    const made = error instanceof MadeInPart ? error.physicalId : NOTHING_MADE;
    const Reason = wordsOf(error).slice(0, LONGEST_REASON);
    return { Status: 'FAILED', PhysicalResourceId: event.PhysicalResourceId ?? made, Reason };
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function act(
  provider: ResourceProvider,
  event: ResourceEvent,
  runtime: ProviderRuntime,
): Promise<Made> {
  if (event.RequestType === 'Create') return provider.create(runtime, event);
  if (event.RequestType === 'Update') return provider.update(runtime, event);
  const physicalId = event.PhysicalResourceId ?? NOTHING_MADE;
  if (physicalId !== NOTHING_MADE) await provider.remove(runtime, event);
  return { physicalId };
}
