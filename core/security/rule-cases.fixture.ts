import type { RuleCases } from './rule-cases.ts';
import { cases as albDropsInvalidHeaders } from './rules/alb-drops-invalid-headers.cases.ts';
import { cases as albLogsAccess } from './rules/alb-logs-access.cases.ts';
import { cases as albRedirectsPlainHttp } from './rules/alb-redirects-plain-http.cases.ts';
import { cases as albTlsPolicyIsCurrent } from './rules/alb-tls-policy-is-current.cases.ts';
import { cases as apiLogsAccess } from './rules/api-logs-access.cases.ts';
import { cases as apiRoutesAreAuthorised } from './rules/api-routes-are-authorised.cases.ts';
import { cases as cloudtrailCoversAllRegions } from './rules/cloudtrail-covers-all-regions.cases.ts';
import { cases as cloudtrailIsEncrypted } from './rules/cloudtrail-is-encrypted.cases.ts';
import { cases as cloudtrailIsOn } from './rules/cloudtrail-is-on.cases.ts';
import { cases as cloudtrailLogs } from './rules/cloudtrail-logs.cases.ts';
import { cases as cloudtrailValidatesFiles } from './rules/cloudtrail-validates-files.cases.ts';
import { cases as configRecords } from './rules/config-records.cases.ts';
import { cases as defaultSecurityGroupIsClosed } from './rules/default-security-group-is-closed.cases.ts';
import { cases as dynamodbTableIsProtected } from './rules/dynamodb-table-is-protected.cases.ts';
import { cases as dynamodbTableIsRecoverable } from './rules/dynamodb-table-is-recoverable.cases.ts';
import { cases as ebsEncryptsByDefault } from './rules/ebs-encrypts-by-default.cases.ts';
import { cases as ecrRepositoryPolicyNotPublic } from './rules/ecr-repository-policy-not-public.cases.ts';
import { cases as ecrRepositoryScansImages } from './rules/ecr-repository-scans-images.cases.ts';
import { cases as ecrTagsAreImmutable } from './rules/ecr-tags-are-immutable.cases.ts';
import { cases as ecsServiceHasNoPublicAddress } from './rules/ecs-service-has-no-public-address.cases.ts';
import { cases as ecsTaskHasNoSecretValue } from './rules/ecs-task-has-no-secret-value.cases.ts';
import { cases as ecsTaskLogs } from './rules/ecs-task-logs.cases.ts';
import { cases as ecsTaskNotPrivileged } from './rules/ecs-task-not-privileged.cases.ts';
import { cases as ecsTaskRootIsReadOnly } from './rules/ecs-task-root-is-read-only.cases.ts';
import { cases as eventBusPolicyNotPublic } from './rules/event-bus-policy-not-public.cases.ts';
import { cases as guarddutyIsOn } from './rules/guardduty-is-on.cases.ts';
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
import { cases as kmsKeyNotPendingDeletion } from './rules/kms-key-not-pending-deletion.cases.ts';
import { cases as kmsKeyPolicyNotPublic } from './rules/kms-key-policy-not-public.cases.ts';
import { cases as kmsKeyRotates } from './rules/kms-key-rotates.cases.ts';
import { cases as lambdaEnvironmentHasNoSecretValue } from './rules/lambda-environment-has-no-secret-value.cases.ts';
import { cases as lambdaPermissionNotPublic } from './rules/lambda-permission-not-public.cases.ts';
import { cases as lambdaRuntimeIsSupported } from './rules/lambda-runtime-is-supported.cases.ts';
import { cases as lambdaUrlAsksForIdentity } from './rules/lambda-url-asks-for-identity.cases.ts';
import { cases as logGroupIsEncrypted } from './rules/log-group-is-encrypted.cases.ts';
import { cases as logGroupKeepsAYear } from './rules/log-group-keeps-a-year.cases.ts';
import { cases as rdsInstanceIsBackedUp } from './rules/rds-instance-is-backed-up.cases.ts';
import { cases as rdsInstanceIsEncrypted } from './rules/rds-instance-is-encrypted.cases.ts';
import { cases as rdsInstanceIsProtected } from './rules/rds-instance-is-protected.cases.ts';
import { cases as rdsInstanceNotPublic } from './rules/rds-instance-not-public.cases.ts';
import { cases as rdsInstanceTakesMinorUpgrades } from './rules/rds-instance-takes-minor-upgrades.cases.ts';
import { cases as s3BucketBlocksPublicAccess } from './rules/s3-bucket-blocks-public-access.cases.ts';
import { cases as s3BucketLogsAccess } from './rules/s3-bucket-logs-access.cases.ts';
import { cases as s3BucketPolicyNotPublic } from './rules/s3-bucket-policy-not-public.cases.ts';
import { cases as s3BucketRequiresTls } from './rules/s3-bucket-requires-tls.cases.ts';
import { cases as s3BucketVersioned } from './rules/s3-bucket-versioned.cases.ts';
import { cases as secretIsUsed } from './rules/secret-is-used.cases.ts';
import { cases as secretRotates } from './rules/secret-rotates.cases.ts';
import { cases as securityGroupClosesAdminPorts } from './rules/security-group-closes-admin-ports.cases.ts';
import { cases as securityGroupClosesDatabasePorts } from './rules/security-group-closes-database-ports.cases.ts';
import { cases as snsTopicIsEncrypted } from './rules/sns-topic-is-encrypted.cases.ts';
import { cases as snsTopicPolicyNotPublic } from './rules/sns-topic-policy-not-public.cases.ts';
import { cases as sqsQueueIsEncrypted } from './rules/sqs-queue-is-encrypted.cases.ts';
import { cases as sqsQueuePolicyNotPublic } from './rules/sqs-queue-policy-not-public.cases.ts';
import { cases as stateMachineLogs } from './rules/state-machine-logs.cases.ts';
import { cases as volumeIsEncrypted } from './rules/volume-is-encrypted.cases.ts';

/** The cases of every rule, by its name. */
export const RULE_CASES: Readonly<Record<string, RuleCases>> = {
  'alb-drops-invalid-headers': albDropsInvalidHeaders,
  'alb-logs-access': albLogsAccess,
  'alb-redirects-plain-http': albRedirectsPlainHttp,
  'alb-tls-policy-is-current': albTlsPolicyIsCurrent,
  'api-logs-access': apiLogsAccess,
  'api-routes-are-authorised': apiRoutesAreAuthorised,
  'cloudtrail-covers-all-regions': cloudtrailCoversAllRegions,
  'cloudtrail-is-encrypted': cloudtrailIsEncrypted,
  'cloudtrail-is-on': cloudtrailIsOn,
  'cloudtrail-logs': cloudtrailLogs,
  'cloudtrail-validates-files': cloudtrailValidatesFiles,
  'config-records': configRecords,
  'default-security-group-is-closed': defaultSecurityGroupIsClosed,
  'dynamodb-table-is-protected': dynamodbTableIsProtected,
  'dynamodb-table-is-recoverable': dynamodbTableIsRecoverable,
  'ebs-encrypts-by-default': ebsEncryptsByDefault,
  'ecr-repository-policy-not-public': ecrRepositoryPolicyNotPublic,
  'ecr-repository-scans-images': ecrRepositoryScansImages,
  'ecr-tags-are-immutable': ecrTagsAreImmutable,
  'ecs-service-has-no-public-address': ecsServiceHasNoPublicAddress,
  'ecs-task-has-no-secret-value': ecsTaskHasNoSecretValue,
  'ecs-task-logs': ecsTaskLogs,
  'ecs-task-not-privileged': ecsTaskNotPrivileged,
  'ecs-task-root-is-read-only': ecsTaskRootIsReadOnly,
  'event-bus-policy-not-public': eventBusPolicyNotPublic,
  'guardduty-is-on': guarddutyIsOn,
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
  'kms-key-not-pending-deletion': kmsKeyNotPendingDeletion,
  'kms-key-policy-not-public': kmsKeyPolicyNotPublic,
  'kms-key-rotates': kmsKeyRotates,
  'lambda-environment-has-no-secret-value': lambdaEnvironmentHasNoSecretValue,
  'lambda-permission-not-public': lambdaPermissionNotPublic,
  'lambda-runtime-is-supported': lambdaRuntimeIsSupported,
  'lambda-url-asks-for-identity': lambdaUrlAsksForIdentity,
  'log-group-is-encrypted': logGroupIsEncrypted,
  'log-group-keeps-a-year': logGroupKeepsAYear,
  'rds-instance-is-backed-up': rdsInstanceIsBackedUp,
  'rds-instance-is-encrypted': rdsInstanceIsEncrypted,
  'rds-instance-is-protected': rdsInstanceIsProtected,
  'rds-instance-not-public': rdsInstanceNotPublic,
  'rds-instance-takes-minor-upgrades': rdsInstanceTakesMinorUpgrades,
  's3-bucket-blocks-public-access': s3BucketBlocksPublicAccess,
  's3-bucket-logs-access': s3BucketLogsAccess,
  's3-bucket-policy-not-public': s3BucketPolicyNotPublic,
  's3-bucket-requires-tls': s3BucketRequiresTls,
  's3-bucket-versioned': s3BucketVersioned,
  'secret-is-used': secretIsUsed,
  'secret-rotates': secretRotates,
  'security-group-closes-admin-ports': securityGroupClosesAdminPorts,
  'security-group-closes-database-ports': securityGroupClosesDatabasePorts,
  'sns-topic-is-encrypted': snsTopicIsEncrypted,
  'sns-topic-policy-not-public': snsTopicPolicyNotPublic,
  'sqs-queue-is-encrypted': sqsQueueIsEncrypted,
  'sqs-queue-policy-not-public': sqsQueuePolicyNotPublic,
  'state-machine-logs': stateMachineLogs,
  'volume-is-encrypted': volumeIsEncrypted,
};
