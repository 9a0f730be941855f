import { definition as approve } from './approvals/approve/definition.ts';
import { definition as reject } from './approvals/reject/definition.ts';
import { definition as abortDeployment } from './deployments/abort-deployment/definition.ts';
import { definition as deployApplication } from './deployments/deploy-application/definition.ts';
import { definition as getDeployment } from './deployments/get-deployment/definition.ts';
import { definition as listDeployments } from './deployments/list-deployments/definition.ts';
import { definition as pauseDeployment } from './deployments/pause-deployment/definition.ts';
import { definition as promoteDeployment } from './deployments/promote-deployment/definition.ts';
import { definition as resumeDeployment } from './deployments/resume-deployment/definition.ts';
import { definition as rollbackDeployment } from './deployments/rollback-deployment/definition.ts';
import type { Definition } from './operation.ts';
import { definition as awaitApproval } from './rollouts/await-approval/definition.ts';
import { definition as checkGates } from './rollouts/check-gates/definition.ts';
import { definition as driveEcsPair } from './rollouts/drive-ecs-pair/definition.ts';
import { definition as driveLambdaAlias } from './rollouts/drive-lambda-alias/definition.ts';
import { definition as holdDeployment } from './rollouts/hold-deployment/definition.ts';
import { definition as noteOutsideChange } from './rollouts/note-outside-change/definition.ts';
import { definition as recordRestoreFailure } from './rollouts/record-restore-failure/definition.ts';
import { definition as startRestore } from './rollouts/start-restore/definition.ts';

/** Every operation; a new one adds one import and one line here, and nothing anywhere else. */
export const catalog: readonly Definition[] = [
  abortDeployment,
  approve,
  awaitApproval,
  checkGates,
  deployApplication,
  driveEcsPair,
  driveLambdaAlias,
  getDeployment,
  holdDeployment,
  listDeployments,
  noteOutsideChange,
  pauseDeployment,
  promoteDeployment,
  recordRestoreFailure,
  reject,
  resumeDeployment,
  rollbackDeployment,
  startRestore,
];
