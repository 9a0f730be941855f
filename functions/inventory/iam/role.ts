import type { RoleDetail } from '@aws-sdk/client-iam';
import type { Resource } from '../../../core/inventory/resource.ts';
import { described, tagsOf } from '../described.ts';
import type { Lister } from '../lister.ts';
import { authorizationPage, documentOf } from './authorization.ts';

export const roles: Lister = {
  type: 'AWS::IAM::Role',
  actions: ['iam:GetAccountAuthorizationDetails'],
  async list(context, spend, from) {
    const { details, ...next } = await authorizationPage(context, spend, 'Role', from);
    return { resources: (details.RoleDetailList ?? []).map(roleOf), ...next };
  },
};

function roleOf(role: RoleDetail): Resource {
  const { RoleName = '', Arn = '', Path, CreateDate, RoleLastUsed, AttachedManagedPolicies } = role;
  return {
    type: 'AWS::IAM::Role',
    id: RoleName,
    arn: Arn,
    region: 'global',
    tags: tagsOf(role.Tags),
    properties: described({
      RoleName,
      Path,
      CreateDate,
      RoleLastUsed: RoleLastUsed ?? {},
      AttachedManagedPolicies,
      AssumeRolePolicyDocument: documentOf(role.AssumeRolePolicyDocument),
      RolePolicyList: (role.RolePolicyList ?? []).map(({ PolicyName, PolicyDocument }) => ({
        PolicyName,
        PolicyDocument: documentOf(PolicyDocument),
      })),
    }),
  };
}
