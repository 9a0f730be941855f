import type { Rule } from './rule.ts';
import { rule as albDropsInvalidHeaders } from './rules/alb-drops-invalid-headers.ts';
import { rule as albLogsAccess } from './rules/alb-logs-access.ts';
import { rule as albRedirectsPlainHttp } from './rules/alb-redirects-plain-http.ts';
import { rule as albTlsPolicyIsCurrent } from './rules/alb-tls-policy-is-current.ts';
import { rule as apiLogsAccess } from './rules/api-logs-access.ts';
import { rule as apiRoutesAreAuthorised } from './rules/api-routes-are-authorised.ts';
import { rule as cloudtrailCoversAllRegions } from './rules/cloudtrail-covers-all-regions.ts';
import { rule as cloudtrailIsEncrypted } from './rules/cloudtrail-is-encrypted.ts';
import { rule as cloudtrailIsOn } from './rules/cloudtrail-is-on.ts';
import { rule as cloudtrailLogs } from './rules/cloudtrail-logs.ts';
import { rule as cloudtrailValidatesFiles } from './rules/cloudtrail-validates-files.ts';
import { rule as configRecords } from './rules/config-records.ts';
import { rule as defaultSecurityGroupIsClosed } from './rules/default-security-group-is-closed.ts';
import { rule as dynamodbTableIsProtected } from './rules/dynamodb-table-is-protected.ts';
import { rule as dynamodbTableIsRecoverable } from './rules/dynamodb-table-is-recoverable.ts';
import { rule as ebsEncryptsByDefault } from './rules/ebs-encrypts-by-default.ts';
import { rule as ecrRepositoryPolicyNotPublic } from './rules/ecr-repository-policy-not-public.ts';
import { rule as ecrRepositoryScansImages } from './rules/ecr-repository-scans-images.ts';
import { rule as ecrTagsAreImmutable } from './rules/ecr-tags-are-immutable.ts';
import { rule as ecsServiceHasNoPublicAddress } from './rules/ecs-service-has-no-public-address.ts';
import { rule as ecsTaskHasNoSecretValue } from './rules/ecs-task-has-no-secret-value.ts';
import { rule as ecsTaskLogs } from './rules/ecs-task-logs.ts';
import { rule as ecsTaskNotPrivileged } from './rules/ecs-task-not-privileged.ts';
import { rule as ecsTaskRootIsReadOnly } from './rules/ecs-task-root-is-read-only.ts';
import { rule as eventBusPolicyNotPublic } from './rules/event-bus-policy-not-public.ts';
import { rule as guarddutyIsOn } from './rules/guardduty-is-on.ts';
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
import { rule as kmsKeyNotPendingDeletion } from './rules/kms-key-not-pending-deletion.ts';
import { rule as kmsKeyPolicyNotPublic } from './rules/kms-key-policy-not-public.ts';
import { rule as kmsKeyRotates } from './rules/kms-key-rotates.ts';
import { rule as lambdaEnvironmentHasNoSecretValue } from './rules/lambda-environment-has-no-secret-value.ts';
import { rule as lambdaPermissionNotPublic } from './rules/lambda-permission-not-public.ts';
import { rule as lambdaRuntimeIsSupported } from './rules/lambda-runtime-is-supported.ts';
import { rule as lambdaUrlAsksForIdentity } from './rules/lambda-url-asks-for-identity.ts';
import { rule as logGroupIsEncrypted } from './rules/log-group-is-encrypted.ts';
import { rule as logGroupKeepsAYear } from './rules/log-group-keeps-a-year.ts';
import { rule as rdsInstanceIsBackedUp } from './rules/rds-instance-is-backed-up.ts';
import { rule as rdsInstanceIsEncrypted } from './rules/rds-instance-is-encrypted.ts';
import { rule as rdsInstanceIsProtected } from './rules/rds-instance-is-protected.ts';
import { rule as rdsInstanceNotPublic } from './rules/rds-instance-not-public.ts';
import { rule as rdsInstanceTakesMinorUpgrades } from './rules/rds-instance-takes-minor-upgrades.ts';
import { rule as s3BucketBlocksPublicAccess } from './rules/s3-bucket-blocks-public-access.ts';
import { rule as s3BucketLogsAccess } from './rules/s3-bucket-logs-access.ts';
import { rule as s3BucketPolicyNotPublic } from './rules/s3-bucket-policy-not-public.ts';
import { rule as s3BucketRequiresTls } from './rules/s3-bucket-requires-tls.ts';
import { rule as s3BucketVersioned } from './rules/s3-bucket-versioned.ts';
import { rule as secretIsUsed } from './rules/secret-is-used.ts';
import { rule as secretRotates } from './rules/secret-rotates.ts';
import { rule as securityGroupClosesAdminPorts } from './rules/security-group-closes-admin-ports.ts';
import { rule as securityGroupClosesDatabasePorts } from './rules/security-group-closes-database-ports.ts';
import { rule as snsTopicIsEncrypted } from './rules/sns-topic-is-encrypted.ts';
import { rule as snsTopicPolicyNotPublic } from './rules/sns-topic-policy-not-public.ts';
import { rule as sqsQueueIsEncrypted } from './rules/sqs-queue-is-encrypted.ts';
import { rule as sqsQueuePolicyNotPublic } from './rules/sqs-queue-policy-not-public.ts';
import { rule as stateMachineLogs } from './rules/state-machine-logs.ts';
import { rule as volumeIsEncrypted } from './rules/volume-is-encrypted.ts';

/** Every rule of posture; a new one is a file in `rules/` and a line here. */
export const RULES: readonly Rule[] = [
  albDropsInvalidHeaders,
  albLogsAccess,
  albRedirectsPlainHttp,
  albTlsPolicyIsCurrent,
  apiLogsAccess,
  apiRoutesAreAuthorised,
  cloudtrailCoversAllRegions,
  cloudtrailIsEncrypted,
  cloudtrailIsOn,
  cloudtrailLogs,
  cloudtrailValidatesFiles,
  configRecords,
  defaultSecurityGroupIsClosed,
  dynamodbTableIsProtected,
  dynamodbTableIsRecoverable,
  ebsEncryptsByDefault,
  ecrRepositoryPolicyNotPublic,
  ecrRepositoryScansImages,
  ecrTagsAreImmutable,
  ecsServiceHasNoPublicAddress,
  ecsTaskHasNoSecretValue,
  ecsTaskLogs,
  ecsTaskNotPrivileged,
  ecsTaskRootIsReadOnly,
  eventBusPolicyNotPublic,
  guarddutyIsOn,
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
  kmsKeyNotPendingDeletion,
  kmsKeyPolicyNotPublic,
  kmsKeyRotates,
  lambdaEnvironmentHasNoSecretValue,
  lambdaPermissionNotPublic,
  lambdaRuntimeIsSupported,
  lambdaUrlAsksForIdentity,
  logGroupIsEncrypted,
  logGroupKeepsAYear,
  rdsInstanceIsBackedUp,
  rdsInstanceIsEncrypted,
  rdsInstanceIsProtected,
  rdsInstanceNotPublic,
  rdsInstanceTakesMinorUpgrades,
  s3BucketBlocksPublicAccess,
  s3BucketLogsAccess,
  s3BucketPolicyNotPublic,
  s3BucketRequiresTls,
  s3BucketVersioned,
  secretIsUsed,
  secretRotates,
  securityGroupClosesAdminPorts,
  securityGroupClosesDatabasePorts,
  snsTopicIsEncrypted,
  snsTopicPolicyNotPublic,
  sqsQueueIsEncrypted,
  sqsQueuePolicyNotPublic,
  stateMachineLogs,
  volumeIsEncrypted,
];
