import { definition as approve } from './approvals/approve/definition.ts';
import { definition as reject } from './approvals/reject/definition.ts';
import { definition as anchorAudit } from './audit/anchor-audit/definition.ts';
import { definition as listAudit } from './audit/list-audit/definition.ts';
import { definition as verifyAudit } from './audit/verify-audit/definition.ts';
import { definition as listDeadLetters } from './dead-letters/list-dead-letters/definition.ts';
import { definition as redriveDeadLetters } from './dead-letters/redrive-dead-letters/definition.ts';
import { definition as abortDeployment } from './deployments/abort-deployment/definition.ts';
import { definition as deployApplication } from './deployments/deploy-application/definition.ts';
import { definition as getDeployment } from './deployments/get-deployment/definition.ts';
import { definition as listDeployments } from './deployments/list-deployments/definition.ts';
import { definition as pauseDeployment } from './deployments/pause-deployment/definition.ts';
import { definition as promoteDeployment } from './deployments/promote-deployment/definition.ts';
import { definition as resumeDeployment } from './deployments/resume-deployment/definition.ts';
import { definition as rollbackDeployment } from './deployments/rollback-deployment/definition.ts';
import { definition as setFreeze } from './freezes/set-freeze/definition.ts';
import { definition as checkServices } from './installation/check-services/definition.ts';
import { definition as doctor } from './installation/doctor/definition.ts';
import type { Definition } from './operation.ts';
import { definition as awaitApproval } from './rollouts/await-approval/definition.ts';
import { definition as checkGates } from './rollouts/check-gates/definition.ts';
import { definition as driveEcsPair } from './rollouts/drive-ecs-pair/definition.ts';
import { definition as driveLambdaAlias } from './rollouts/drive-lambda-alias/definition.ts';
import { definition as holdDeployment } from './rollouts/hold-deployment/definition.ts';
import { definition as noteOutsideChange } from './rollouts/note-outside-change/definition.ts';
import { definition as recordRestoreFailure } from './rollouts/record-restore-failure/definition.ts';
import { definition as startRestore } from './rollouts/start-restore/definition.ts';
import { definition as getService } from './services/get-service/definition.ts';
import { definition as listServices } from './services/list-services/definition.ts';
import { definition as registerService } from './services/register-service/definition.ts';

/** Every operation; a new one adds one import and one line here, and nothing anywhere else. */
export const catalog = [
  abortDeployment,
  anchorAudit,
  approve,
  awaitApproval,
  checkGates,
  checkServices,
  deployApplication,
  doctor,
  driveEcsPair,
  driveLambdaAlias,
  getDeployment,
  getService,
  holdDeployment,
  listAudit,
  listDeadLetters,
  listDeployments,
  listServices,
  noteOutsideChange,
  pauseDeployment,
  promoteDeployment,
  recordRestoreFailure,
  redriveDeadLetters,
  registerService,
  reject,
  resumeDeployment,
  rollbackDeployment,
  setFreeze,
  startRestore,
  verifyAudit,
] as const satisfies readonly Definition[];
