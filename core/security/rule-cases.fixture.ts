import type { RuleCases } from './rule-cases.ts';
import { cases as iamAccessKeyRotated } from './rules/iam-access-key-rotated.cases.ts';
import { cases as iamConsoleUserUsesMfa } from './rules/iam-console-user-uses-mfa.cases.ts';
import { cases as iamCredentialsAreUsed } from './rules/iam-credentials-are-used.cases.ts';
import { cases as iamPasswordPolicyStrong } from './rules/iam-password-policy-strong.cases.ts';
import { cases as iamPolicyNotAdministrative } from './rules/iam-policy-not-administrative.cases.ts';
import { cases as iamRoleInlineNotAdministrative } from './rules/iam-role-inline-not-administrative.cases.ts';
import { cases as iamRoleIsUsed } from './rules/iam-role-is-used.cases.ts';
import { cases as iamRoleTrustNamesRepository } from './rules/iam-role-trust-names-repository.cases.ts';
import { cases as iamRoleTrustNotPublic } from './rules/iam-role-trust-not-public.cases.ts';
import { cases as iamRootHasNoAccessKey } from './rules/iam-root-has-no-access-key.cases.ts';
import { cases as iamRootUsesMfa } from './rules/iam-root-uses-mfa.cases.ts';
import { cases as s3BucketBlocksPublicAccess } from './rules/s3-bucket-blocks-public-access.cases.ts';
import { cases as s3BucketLogsAccess } from './rules/s3-bucket-logs-access.cases.ts';
import { cases as s3BucketPolicyNotPublic } from './rules/s3-bucket-policy-not-public.cases.ts';
import { cases as s3BucketRequiresTls } from './rules/s3-bucket-requires-tls.cases.ts';
import { cases as s3BucketVersioned } from './rules/s3-bucket-versioned.cases.ts';

/** The cases of every rule, by its name. */
export const RULE_CASES: Readonly<Record<string, RuleCases>> = {
  'iam-access-key-rotated': iamAccessKeyRotated,
  'iam-console-user-uses-mfa': iamConsoleUserUsesMfa,
  'iam-credentials-are-used': iamCredentialsAreUsed,
  'iam-password-policy-strong': iamPasswordPolicyStrong,
  'iam-policy-not-administrative': iamPolicyNotAdministrative,
  'iam-role-inline-not-administrative': iamRoleInlineNotAdministrative,
  'iam-role-is-used': iamRoleIsUsed,
  'iam-role-trust-names-repository': iamRoleTrustNamesRepository,
  'iam-role-trust-not-public': iamRoleTrustNotPublic,
  'iam-root-has-no-access-key': iamRootHasNoAccessKey,
  'iam-root-uses-mfa': iamRootUsesMfa,
  's3-bucket-blocks-public-access': s3BucketBlocksPublicAccess,
  's3-bucket-logs-access': s3BucketLogsAccess,
  's3-bucket-policy-not-public': s3BucketPolicyNotPublic,
  's3-bucket-requires-tls': s3BucketRequiresTls,
  's3-bucket-versioned': s3BucketVersioned,
};
