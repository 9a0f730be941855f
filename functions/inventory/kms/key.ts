import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
  ListKeysCommand,
  ListResourceTagsCommand,
} from '@aws-sdk/client-kms';
import type { Resource } from '../../../core/inventory/resource.ts';
import { asked, describeEach, madeOf } from '../asked.ts';
import { described } from '../described.ts';
import type { Lister, Spend } from '../lister.ts';
import { pageOf } from '../page.ts';

const PAGE = 50;

/** Customer keys; those that AWS manages are nobody's to change. */
export const keys: Lister = {
  type: 'AWS::KMS::Key',
  actions: [
    'kms:DescribeKey',
    'kms:GetKeyPolicy',
    'kms:GetKeyRotationStatus',
    'kms:ListKeys',
    'kms:ListResourceTags',
  ],
  async list({ clients, environment: { region } }, spend, from) {
    const kms = clients(KMSClient);
    spend();
    const { Keys = [], NextMarker } = await kms.send(
      new ListKeysCommand({ Limit: PAGE, ...(from && { Marker: from }) }),
    );
    const all = await describeEach(Keys, ({ KeyId = '' }) => describe(kms, KeyId, region, spend));
    return pageOf(
      all.filter((key) => key !== undefined),
      NextMarker,
    );
  },
};

async function describe(
  kms: KMSClient,
  KeyId: string,
  region: string,
  spend: Spend,
): Promise<Resource | undefined> {
  spend();
  const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
  if (KeyMetadata?.KeyManager !== 'CUSTOMER') return undefined;
  for (let call = 0; call < 3; call++) spend();
  const [rotation, policy, tags] = await Promise.all([
    asked(kms.send(new GetKeyRotationStatusCommand({ KeyId })), [
      'UnsupportedOperationException',
      'KMSInvalidStateException',
    ]),
    asked(kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: 'default' }))),
    asked(kms.send(new ListResourceTagsCommand({ KeyId }))),
  ]);
  return {
    type: 'AWS::KMS::Key',
    id: KeyId,
    arn: KeyMetadata.Arn ?? KeyId,
    region,
    tags: Object.fromEntries((tags?.Tags ?? []).map(({ TagKey = '', TagValue = '' }) => [TagKey, TagValue])),
    properties: described({
      ...KeyMetadata,
      KeyRotationEnabled: madeOf(rotation, (answer) => answer.KeyRotationEnabled ?? false),
      Policy: madeOf(policy, (answer) => answer.Policy ?? null),
    }),
  };
}
