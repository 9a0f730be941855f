import {
  type ListKeysCommandInput,
  NotFoundException,
  UnsupportedOperationException,
} from '@aws-sdk/client-kms';
import { pageOf } from '../elbv2/page.ts';
import { type Described, members, reading } from '../estate/described.ts';
import type { EstateResource } from '../estate/estate.ts';
import type { Command, SandboxService } from '../service.ts';

const TYPE = 'AWS::KMS::Key';
const PAGE_SIZE = 100;

interface Named {
  readonly KeyId: string | undefined;
}

/** Keys of the estate: described, and turned by what puts them right. */
export class Kms implements SandboxService {
  readonly client = 'KMSClient';
  readonly commands: Readonly<Record<string, Command>>;
  readonly #described: Described;

  constructor(described: Described) {
    this.#described = described;
    const { estate } = described;
    const arn = ({ KeyId = '' }: Named) => this.#arn(KeyId);
    const rotate = (input: Named, KeyRotationEnabled: boolean) => {
      const { id, properties } = this.#key(input);
      estate.put(TYPE, id, { ...properties, KeyRotationEnabled });
      return {};
    };
    this.commands = {
      ListKeys: reading<ListKeysCommandInput>('kms:ListKeys', ({ Marker, Limit }) => {
        const { items, next } = pageOf(estate.list(TYPE), Marker, Limit ?? PAGE_SIZE);
        return {
          Keys: items.map(({ id }) => ({ KeyId: id, KeyArn: this.#arn(id) })),
          Truncated: next !== undefined,
          ...(next !== undefined && { NextMarker: next }),
        };
      }),
      DescribeKey: reading<Named>(
        'kms:DescribeKey',
        (input) => ({ KeyMetadata: this.#metadata(this.#key(input)) }),
        arn,
      ),
      GetKeyRotationStatus: reading<Named>(
        'kms:GetKeyRotationStatus',
        (input) => {
          const { properties } = this.#key(input);
          if (properties['KeySpec'] !== 'SYMMETRIC_DEFAULT')
            throw new UnsupportedOperationException({
              message: 'The key does not rotate.',
              $metadata: { httpStatusCode: 400 },
            });
          return { KeyRotationEnabled: properties['KeyRotationEnabled'] === true };
        },
        arn,
      ),
      GetKeyPolicy: reading<Named>(
        'kms:GetKeyPolicy',
        (input) => ({ Policy: this.#key(input).properties['Policy'] ?? this.#ownPolicy() }),
        arn,
      ),
      ListResourceTags: reading<Named>(
        'kms:ListResourceTags',
        (input) => ({
          Tags: Object.entries(described.scope.tags.get(arn(input)) ?? {}).map(([TagKey, TagValue]) => ({
            TagKey,
            TagValue,
          })),
          Truncated: false,
        }),
        arn,
      ),
      EnableKeyRotation: reading<Named>('kms:EnableKeyRotation', (input) => rotate(input, true), arn),
      DisableKeyRotation: reading<Named>('kms:DisableKeyRotation', (input) => rotate(input, false), arn),
    };
  }

  #metadata(key: EstateResource): object {
    const known = members(key, ['KeyManager', 'KeyState', 'KeySpec', 'Origin', 'CreationDate']);
    return { KeyManager: 'CUSTOMER', KeyState: 'Enabled', ...known, KeyId: key.id, Arn: this.#arn(key.id) };
  }

  #key({ KeyId = '' }: Named): EstateResource {
    const key = this.#described.estate.get(TYPE, KeyId.split('/').at(-1) ?? '');
    if (key) return key;
    throw new NotFoundException({
      message: `Key '${this.#arn(KeyId)}' does not exist`,
      $metadata: { httpStatusCode: 400 },
    });
  }

  /** What KMS gives a key that is made without a policy. */
  #ownPolicy(): string {
    const Principal = { AWS: `arn:aws:iam::${this.#described.scope.accountId}:root` };
    return JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal, Action: 'kms:*', Resource: '*' }],
    });
  }

  #arn(id: string): string {
    const { region, accountId } = this.#described.scope;
    return id.startsWith('arn:') ? id : `arn:aws:kms:${region}:${accountId}:key/${id}`;
  }
}
