import type { Rule } from './rule.ts';
import { rule as iamAccessKeyRotated } from './rules/iam-access-key-rotated.ts';
import { rule as iamConsoleUserUsesMfa } from './rules/iam-console-user-uses-mfa.ts';
import { rule as iamCredentialsAreUsed } from './rules/iam-credentials-are-used.ts';
import { rule as iamPasswordPolicyStrong } from './rules/iam-password-policy-strong.ts';
import { rule as iamPolicyNotAdministrative } from './rules/iam-policy-not-administrative.ts';
import { rule as iamRoleInlineNotAdministrative } from './rules/iam-role-inline-not-administrative.ts';
import { rule as iamRoleIsUsed } from './rules/iam-role-is-used.ts';
import { rule as iamRoleTrustNamesRepository } from './rules/iam-role-trust-names-repository.ts';
import { rule as iamRoleTrustNotPublic } from './rules/iam-role-trust-not-public.ts';
import { rule as iamRootHasNoAccessKey } from './rules/iam-root-has-no-access-key.ts';
import { rule as iamRootUsesMfa } from './rules/iam-root-uses-mfa.ts';
import { rule as s3BucketBlocksPublicAccess } from './rules/s3-bucket-blocks-public-access.ts';
import { rule as s3BucketLogsAccess } from './rules/s3-bucket-logs-access.ts';
import { rule as s3BucketPolicyNotPublic } from './rules/s3-bucket-policy-not-public.ts';
import { rule as s3BucketRequiresTls } from './rules/s3-bucket-requires-tls.ts';
import { rule as s3BucketVersioned } from './rules/s3-bucket-versioned.ts';

/** Every rule of posture; a new one is a file in `rules/` and a line here. */
export const RULES: readonly Rule[] = [
  iamAccessKeyRotated,
  iamConsoleUserUsesMfa,
  iamCredentialsAreUsed,
  iamPasswordPolicyStrong,
  iamPolicyNotAdministrative,
  iamRoleInlineNotAdministrative,
  iamRoleIsUsed,
  iamRoleTrustNamesRepository,
  iamRoleTrustNotPublic,
  iamRootHasNoAccessKey,
  iamRootUsesMfa,
  s3BucketBlocksPublicAccess,
  s3BucketLogsAccess,
  s3BucketPolicyNotPublic,
  s3BucketRequiresTls,
  s3BucketVersioned,
];
