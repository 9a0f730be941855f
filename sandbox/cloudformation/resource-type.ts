import type { Clients } from '../../functions/clients.ts';
import type { HttpClient } from '../../functions/http-client.ts';
import type { Account } from '../account/account.ts';
import type { FunctionCode } from '../lambda/function-record.ts';
import type { Properties } from './template.ts';

/** Where a resource is made. */
export interface StackContext {
  readonly account: Account;
  /** SDK clients of whoever deploys the stack. */
  readonly clients: Clients;
  readonly stackId: string;
  readonly stackName: string;
  readonly logicalId: string;
  /** The code of a function, which no template contains. */
  readonly code: CodeOf;
  readonly responses: CustomResponses;
}

/**
 * The code of a function by its logical id.
 * @param http reaches only what CloudFormation waits at: the response URLs of custom resources
 */
export type CodeOf = (
  logicalId: string,
  role: Clients,
  http: HttpClient,
) => Pick<FunctionCode, 'handler'>['handler'];

/** What the function behind a custom resource answered. */
export interface CustomResponse {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly PhysicalResourceId: string;
  readonly Reason?: string;
  readonly Data?: Readonly<Record<string, string>>;
}

export interface CustomResponses {
  readonly http: HttpClient;
  /** A URL, and what is sent to it. */
  expect(): { readonly url: string; readonly response: Promise<CustomResponse> };
}

export interface MadeResource {
  /** What `Ref` answers. */
  readonly physicalId: string;
  /** What `Fn::GetAtt` answers. */
  readonly attributes?: Readonly<Record<string, string>>;
}

export interface PresentResource extends MadeResource {
  readonly properties: Properties;
}

/** One type of resource: what CloudFormation calls when it is created, changed or deleted. */
export interface ResourceType {
  /** Properties whose change makes a new resource in place of the old one; `all` for what never changes. */
  readonly replacedBy: readonly string[] | 'all';
  create(context: StackContext, properties: Properties): Promise<MadeResource>;
  /** Sends the whole set of properties, as CloudFormation does. */
  update(context: StackContext, properties: Properties, before: PresentResource): Promise<MadeResource>;
  remove(context: StackContext, present: PresentResource): Promise<void>;
}

/** A failed creation of a custom resource names what may have been made of it. */
export class ResourceFailed extends Error {
  override readonly name = 'ResourceFailed';
  readonly physicalId: string | undefined;

  constructor(reason: string, physicalId?: string) {
    super(reason);
    this.physicalId = physicalId;
  }
}
