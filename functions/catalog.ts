import { definition as approve } from './approvals/approve/definition.ts';
import { definition as reject } from './approvals/reject/definition.ts';
import { definition as anchorAudit } from './audit/anchor-audit/definition.ts';
import { definition as listAudit } from './audit/list-audit/definition.ts';
import { definition as verifyAudit } from './audit/verify-audit/definition.ts';
import { definition as breakGlass } from './callers/break-glass/definition.ts';
import { definition as checkCaller } from './callers/check-caller/definition.ts';
import { definition as createKey } from './callers/create-key/definition.ts';
import { definition as listKeys } from './callers/list-keys/definition.ts';
import { definition as revokeKey } from './callers/revoke-key/definition.ts';
import { definition as checkChaosPreparation } from './chaos/check-chaos-preparation/definition.ts';
import { definition as concludeChaosTest } from './chaos/conclude-chaos-test/definition.ts';
import { definition as getChaosTest } from './chaos/get-chaos-test/definition.ts';
import { definition as injectFault } from './chaos/inject-fault/definition.ts';
import { definition as injectFaultWithFis } from './chaos/inject-fault-with-fis/definition.ts';
import { definition as listChaosTests } from './chaos/list-chaos-tests/definition.ts';
import { definition as listExperiments } from './chaos/list-experiments/definition.ts';
import { definition as probeSteadyState } from './chaos/probe-steady-state/definition.ts';
import { definition as recoverChaosTest } from './chaos/recover-chaos-test/definition.ts';
import { definition as runChaosTest } from './chaos/run-chaos-test/definition.ts';
import { definition as stopChaosTest } from './chaos/stop-chaos-test/definition.ts';
import { definition as analyzeCosts } from './costs/analyze-costs/definition.ts';
import { definition as findComputeWaste } from './costs/find-compute-waste/definition.ts';
import { definition as findContainerWaste } from './costs/find-container-waste/definition.ts';
import { definition as findDatabaseWaste } from './costs/find-database-waste/definition.ts';
import { definition as findFunctionWaste } from './costs/find-function-waste/definition.ts';
import { definition as finishCostAnalysis } from './costs/finish-cost-analysis/definition.ts';
import { definition as getCostAnalysis } from './costs/get-cost-analysis/definition.ts';
import { definition as readAdvice } from './costs/read-advice/definition.ts';
import { definition as readBill } from './costs/read-bill/definition.ts';
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
import { definition as getHealthHistory } from './health/get-health-history/definition.ts';
import { definition as monitorHealth } from './health/monitor-health/definition.ts';
import { definition as recordHealth } from './health/record-health/definition.ts';
import { definition as awaitAcknowledgement } from './incidents/await-acknowledgement/definition.ts';
import { definition as checkRecovery } from './incidents/check-recovery/definition.ts';
import { definition as gateIncidents } from './incidents/gate-incidents/definition.ts';
import { definition as getIncident } from './incidents/get-incident/definition.ts';
import { definition as getPostmortem } from './incidents/get-postmortem/definition.ts';
import { definition as ingestSignals } from './incidents/ingest-signals/definition.ts';
import { definition as investigateIncident } from './incidents/investigate-incident/definition.ts';
import { definition as listIncidents } from './incidents/list-incidents/definition.ts';
import { definition as manageIncident } from './incidents/manage-incident/definition.ts';
import { definition as noteCause } from './incidents/note-cause/definition.ts';
import { definition as receiveSignal } from './incidents/receive-signal/definition.ts';
import { definition as tellLevel } from './incidents/tell-level/definition.ts';
import { definition as checkServices } from './installation/check-services/definition.ts';
import { definition as doctor } from './installation/doctor/definition.ts';
import { definition as analyzeLogs } from './logs/analyze-logs/definition.ts';
import { definition as detectAnomalies } from './metrics/detect-anomalies/definition.ts';
import { definition as forecastMetric } from './metrics/forecast-metric/definition.ts';
import { definition as watchMetrics } from './metrics/watch-metrics/definition.ts';
import { definition as deliverNotifications } from './notifications/deliver-notifications/definition.ts';
import { definition as getAlerting } from './notifications/get-alerting/definition.ts';
import { definition as setAlerting } from './notifications/set-alerting/definition.ts';
import type { Definition } from './operation.ts';
import { definition as applyOptimization } from './performance/apply-optimization/definition.ts';
import { definition as listOptimizations } from './performance/list-optimizations/definition.ts';
import { definition as optimizePerformance } from './performance/optimize-performance/definition.ts';
import { definition as awaitApproval } from './rollouts/await-approval/definition.ts';
import { definition as checkGates } from './rollouts/check-gates/definition.ts';
import { definition as driveEcsPair } from './rollouts/drive-ecs-pair/definition.ts';
import { definition as driveLambdaAlias } from './rollouts/drive-lambda-alias/definition.ts';
import { definition as holdDeployment } from './rollouts/hold-deployment/definition.ts';
import { definition as noteOutsideChange } from './rollouts/note-outside-change/definition.ts';
import { definition as recordRestoreFailure } from './rollouts/record-restore-failure/definition.ts';
import { definition as startRestore } from './rollouts/start-restore/definition.ts';
import { definition as answerIncident } from './runbooks/answer-incident/definition.ts';
import { definition as askApproval } from './runbooks/ask-approval/definition.ts';
import { definition as beginRun } from './runbooks/begin-run/definition.ts';
import { definition as callAws } from './runbooks/call-aws/definition.ts';
import { definition as callOperation } from './runbooks/call-operation/definition.ts';
import { definition as failRun } from './runbooks/fail-run/definition.ts';
import { definition as getRunbookRun } from './runbooks/get-runbook-run/definition.ts';
import { definition as listRunbookRuns } from './runbooks/list-runbook-runs/definition.ts';
import { definition as listRunbooks } from './runbooks/list-runbooks/definition.ts';
import { definition as notifyPeople } from './runbooks/notify-people/definition.ts';
import { definition as proveRecovery } from './runbooks/prove-recovery/definition.ts';
import { definition as queryLogs } from './runbooks/query-logs/definition.ts';
import { definition as readMetric } from './runbooks/read-metric/definition.ts';
import { definition as restartService } from './runbooks/restart-service/definition.ts';
import { definition as resumeRunbookRun } from './runbooks/resume-runbook-run/definition.ts';
import { definition as rollbackService } from './runbooks/rollback-service/definition.ts';
import { definition as runCommand } from './runbooks/run-command/definition.ts';
import { definition as scaleService } from './runbooks/scale-service/definition.ts';
import { definition as sendRequest } from './runbooks/send-request/definition.ts';
import { definition as startRunbook } from './runbooks/start-runbook/definition.ts';
import { definition as stopRunbookRun } from './runbooks/stop-runbook-run/definition.ts';
import { definition as undoRun } from './runbooks/undo-run/definition.ts';
import { definition as evaluateScaling } from './scaling/evaluate-scaling/definition.ts';
import { definition as scaleResources } from './scaling/scale-resources/definition.ts';
import { definition as setScaling } from './scaling/set-scaling/definition.ts';
import { definition as runScheduled } from './schedules/run-scheduled/definition.ts';
import { definition as acceptRisk } from './security/accept-risk/definition.ts';
import { definition as concludeScan } from './security/conclude-scan/definition.ts';
import { definition as getSecurityScan } from './security/get-security-scan/definition.ts';
import { definition as importFindings } from './security/import-findings/definition.ts';
import { definition as scanDependencies } from './security/scan-dependencies/definition.ts';
import { definition as scanIdentity } from './security/scan-identity/definition.ts';
import { definition as scanMessaging } from './security/scan-messaging/definition.ts';
import { definition as scanNetwork } from './security/scan-network/definition.ts';
import { definition as scanStorage } from './security/scan-storage/definition.ts';
import { definition as scanWatching } from './security/scan-watching/definition.ts';
import { definition as scanWorkloads } from './security/scan-workloads/definition.ts';
import { definition as securityScan } from './security/security-scan/definition.ts';
import { definition as setDependencies } from './security/set-dependencies/definition.ts';
import { definition as setFramework } from './security/set-framework/definition.ts';
import { definition as getService } from './services/get-service/definition.ts';
import { definition as listServices } from './services/list-services/definition.ts';
import { definition as registerService } from './services/register-service/definition.ts';
import { definition as evaluateSlos } from './slos/evaluate-slos/definition.ts';
import { definition as excludeWindow } from './slos/exclude-window/definition.ts';
import { definition as gateBudget } from './slos/gate-budget/definition.ts';
import { definition as setSlo } from './slos/set-slo/definition.ts';
import { definition as trackSlo } from './slos/track-slo/definition.ts';

/** Every operation; a new one adds one import and one line here, and nothing anywhere else. */
export const catalog = [
  abortDeployment,
  analyzeCosts,
  analyzeLogs,
  anchorAudit,
  answerIncident,
  applyOptimization,
  approve,
  askApproval,
  awaitAcknowledgement,
  awaitApproval,
  beginRun,
  breakGlass,
  callAws,
  callOperation,
  checkCaller,
  checkGates,
  checkRecovery,
  checkServices,
  createKey,
  checkChaosPreparation,
  concludeChaosTest,
  deliverNotifications,
  deployApplication,
  detectAnomalies,
  doctor,
  driveEcsPair,
  driveLambdaAlias,
  evaluateScaling,
  evaluateSlos,
  excludeWindow,
  failRun,
  findComputeWaste,
  findContainerWaste,
  findDatabaseWaste,
  findFunctionWaste,
  finishCostAnalysis,
  forecastMetric,
  gateBudget,
  gateIncidents,
  getAlerting,
  getCostAnalysis,
  getChaosTest,
  getDeployment,
  getHealthHistory,
  getIncident,
  getPostmortem,
  getRunbookRun,
  getService,
  holdDeployment,
  ingestSignals,
  injectFault,
  injectFaultWithFis,
  investigateIncident,
  listAudit,
  listChaosTests,
  listDeadLetters,
  listDeployments,
  listExperiments,
  listIncidents,
  listKeys,
  listOptimizations,
  listRunbookRuns,
  listRunbooks,
  listServices,
  manageIncident,
  monitorHealth,
  noteCause,
  noteOutsideChange,
  notifyPeople,
  optimizePerformance,
  pauseDeployment,
  probeSteadyState,
  promoteDeployment,
  proveRecovery,
  queryLogs,
  readAdvice,
  readBill,
  readMetric,
  receiveSignal,
  recordHealth,
  recordRestoreFailure,
  recoverChaosTest,
  redriveDeadLetters,
  registerService,
  reject,
  restartService,
  resumeDeployment,
  resumeRunbookRun,
  revokeKey,
  rollbackDeployment,
  rollbackService,
  runChaosTest,
  runCommand,
  runScheduled,
  scaleResources,
  scaleService,
  sendRequest,
  setAlerting,
  setFreeze,
  setScaling,
  setSlo,
  startRestore,
  startRunbook,
  stopChaosTest,
  stopRunbookRun,
  tellLevel,
  trackSlo,
  undoRun,
  verifyAudit,
  watchMetrics,
  concludeScan,
  getSecurityScan,
  scanIdentity,
  scanNetwork,
  scanWorkloads,
  scanMessaging,
  scanWatching,
  acceptRisk,
  importFindings,
  scanDependencies,
  setDependencies,
  setFramework,
  scanStorage,
  securityScan,
] as const satisfies readonly Definition[];
