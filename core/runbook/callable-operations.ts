/**
 * Operations that a runbook may call: what a person on call does by hand. None that decides on people's behalf, starts
 * further runs or changes what the installation is.
 */
export const CALLABLE_OPERATIONS = [
  'abort_deployment',
  'manage_incident',
  'pause_deployment',
  'rollback_deployment',
  'set_freeze',
] as const;
