import type { ManagedPolicyDetail } from '@aws-sdk/client-iam';
import type { Resource } from '../../../core/inventory/resource.ts';
import { described } from '../described.ts';
import type { Lister } from '../lister.ts';
import { authorizationPage, documentOf } from './authorization.ts';

/** Policies of the account's own, by the version that holds. */
export const managedPolicies: Lister = {
  type: 'AWS::IAM::ManagedPolicy',
  actions: ['iam:GetAccountAuthorizationDetails'],
  async list(context, spend, from) {
    const { details, ...next } = await authorizationPage(context, spend, 'LocalManagedPolicy', from);
    return { resources: (details.Policies ?? []).map(policyOf), ...next };
  },
};

function policyOf({
  PolicyName = '',
  Arn = '',
  AttachmentCount,
  PolicyVersionList = [],
}: ManagedPolicyDetail): Resource {
  const held = PolicyVersionList.find(({ IsDefaultVersion }) => IsDefaultVersion);
  return {
    type: 'AWS::IAM::ManagedPolicy',
    id: PolicyName,
    arn: Arn,
    region: 'global',
    tags: {},
    properties: described({ PolicyName, AttachmentCount, Document: documentOf(held?.Document) }),
  };
}
