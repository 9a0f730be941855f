import {
  CredentialReportNotPresentException,
  type GetAccountAuthorizationDetailsCommandInput,
  NoSuchEntityException,
} from '@aws-sdk/client-iam';
import { pageOf } from '../elbv2/page.ts';
import { type Described, dated, members, reading, tagList } from '../estate/described.ts';
import type { EstateResource } from '../estate/estate.ts';
import { SandboxNotImplemented } from '../hook/not-implemented.ts';
import type { Command, SandboxService } from '../service.ts';
import { credentialReport } from './credential-report.ts';

const FILE = 'sandbox/iam/iam-api.ts';
const PAGE_SIZE = 100;
const ACCOUNT = 'AWS::IAM::Account';
/** What a fresh account has. */
const FRESH = { AccountAccessKeysPresent: 0, AccountMFAEnabled: 0, Users: 0, Roles: 0 };

/** What IAM says of the estate's users, roles and policies. */
export class IamApi implements SandboxService {
  readonly client = 'IAMClient';
  readonly commands: Readonly<Record<string, Command>>;
  readonly #described: Described;
  #reported = false;

  constructor(described: Described) {
    this.#described = described;
    const { estate } = described;
    const account = () => estate.list(ACCOUNT)[0]?.properties;
    this.commands = {
      GetAccountSummary: reading('iam:GetAccountSummary', () => ({
        SummaryMap: account()?.['Summary'] ?? FRESH,
      })),
      GetAccountPasswordPolicy: reading('iam:GetAccountPasswordPolicy', () => {
        const policy = account()?.['PasswordPolicy'] as object | null | undefined;
        if (policy) return { PasswordPolicy: { ExpirePasswords: false, ...policy } };
        throw new NoSuchEntityException({
          message: `The Password Policy with domain name ${described.scope.accountId} cannot be found.`,
          $metadata: { httpStatusCode: 404 },
        });
      }),
      GenerateCredentialReport: reading('iam:GenerateCredentialReport', () => {
        const State = this.#reported ? 'COMPLETE' : 'STARTED';
        this.#reported = true;
        return { State };
      }),
      GetCredentialReport: reading('iam:GetCredentialReport', () => this.#report()),
      GetAccountAuthorizationDetails: reading<GetAccountAuthorizationDetailsCommandInput>(
        'iam:GetAccountAuthorizationDetails',
        (input) => this.#details(input),
      ),
    };
  }

  #report(): object {
    if (!this.#reported)
      throw new CredentialReportNotPresentException({
        message: 'Credential report not present',
        $metadata: { httpStatusCode: 410 },
      });
    const { estate, scope } = this.#described;
    const text = credentialReport(scope.accountId, estate.list('AWS::IAM::User'));
    return { Content: new TextEncoder().encode(text), ReportFormat: 'text/csv' };
  }

  #details({ Filter = [], MaxItems, Marker }: GetAccountAuthorizationDetailsCommandInput): object {
    const { estate } = this.#described;
    const [kind] = Filter;
    if (kind !== 'Role' && kind !== 'LocalManagedPolicy')
      throw new SandboxNotImplemented(`GetAccountAuthorizationDetails of ${kind ?? 'all'}`, FILE);
    const type = kind === 'Role' ? 'AWS::IAM::Role' : 'AWS::IAM::ManagedPolicy';
    const { items, next } = pageOf(estate.list(type), Marker, MaxItems ?? PAGE_SIZE);
    return {
      ...(kind === 'Role'
        ? { RoleDetailList: items.map((role) => this.#role(role)) }
        : { Policies: items.map((policy) => this.#policy(policy)) }),
      IsTruncated: next !== undefined,
      ...(next !== undefined && { Marker: next }),
    };
  }

  #role(role: EstateResource): object {
    const Arn = `arn:aws:iam::${this.#described.scope.accountId}:role/${role.id}`;
    const inline = (role.properties['RolePolicyList'] ?? []) as readonly {
      PolicyName: string;
      PolicyDocument: unknown;
    }[];
    return {
      ...members(role, ['Path', 'CreateDate', 'AttachedManagedPolicies']),
      RoleName: role.id,
      Arn,
      AssumeRolePolicyDocument: written(role.properties['AssumeRolePolicyDocument']),
      RolePolicyList: inline.map(({ PolicyName, PolicyDocument }) => ({
        PolicyName,
        PolicyDocument: written(PolicyDocument),
      })),
      RoleLastUsed: dated(role.properties['RoleLastUsed'] ?? {}),
      Tags: tagList(this.#described, Arn),
    };
  }

  #policy({ id, properties }: EstateResource): object {
    return {
      PolicyName: id,
      Arn: `arn:aws:iam::${this.#described.scope.accountId}:policy/${id}`,
      AttachmentCount: properties['AttachmentCount'],
      PolicyVersionList: [
        { VersionId: 'v1', IsDefaultVersion: true, Document: written(properties['Document']) },
      ],
    };
  }
}

/** A document as IAM answers it: a part of an address. */
function written(document: unknown): string {
  return encodeURIComponent(JSON.stringify(document));
}
