import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { refusal } from '../core/policy/authority.ts';
import type { Principal } from '../core/policy/request.ts';
import { catalog } from '../functions/catalog.ts';
import { requiredRole } from '../functions/operation.ts';
import { loadPolicies } from '../surfaces/load.ts';

const ROLES = ['viewer', 'operator', 'deployer', 'approver', 'admin', 'break-glass'];
const EVERYBODY = 'viewer operator deployer approver admin';

/** Who may call what, written by hand: with a signed request, and with the key of a program. */
const TABLE: Readonly<Record<string, readonly [signed: string, key: string]>> = {
  abort_deployment: ['deployer admin', 'deployer admin'],
  accept_risk: ['approver admin', ''],
  analyze_costs: ['operator deployer admin', 'operator deployer admin'],
  analyze_logs: [EVERYBODY, EVERYBODY],
  approve: ['approver admin', ''],
  break_glass: ['break-glass', 'break-glass'],
  create_key: ['admin', 'admin'],
  check_chaos_preparation: ['operator deployer admin', 'operator deployer admin'],
  deploy_application: ['deployer admin', 'deployer admin'],
  detect_anomalies: [EVERYBODY, EVERYBODY],
  doctor: [EVERYBODY, EVERYBODY],
  exclude_window: ['approver admin', ''],
  forecast_metric: [EVERYBODY, EVERYBODY],
  get_alerting: [EVERYBODY, EVERYBODY],
  get_cost_analysis: [EVERYBODY, EVERYBODY],
  get_deployment: [EVERYBODY, EVERYBODY],
  get_health_history: [EVERYBODY, EVERYBODY],
  get_chaos_test: [EVERYBODY, EVERYBODY],
  get_incident: [EVERYBODY, EVERYBODY],
  get_postmortem: [EVERYBODY, EVERYBODY],
  get_runbook_run: [EVERYBODY, EVERYBODY],
  get_security_scan: [EVERYBODY, EVERYBODY],
  get_service: [EVERYBODY, EVERYBODY],
  investigate_incident: [EVERYBODY, EVERYBODY],
  list_audit: [EVERYBODY, EVERYBODY],
  list_chaos_tests: [EVERYBODY, EVERYBODY],
  list_dead_letters: [EVERYBODY, EVERYBODY],
  list_deployments: [EVERYBODY, EVERYBODY],
  list_experiments: [EVERYBODY, EVERYBODY],
  list_incidents: [EVERYBODY, EVERYBODY],
  list_keys: ['admin', 'admin'],
  list_optimizations: [EVERYBODY, EVERYBODY],
  list_runbook_runs: [EVERYBODY, EVERYBODY],
  list_runbooks: [EVERYBODY, EVERYBODY],
  list_services: [EVERYBODY, EVERYBODY],
  manage_incident: ['operator deployer admin', 'operator deployer admin'],
  monitor_health: [EVERYBODY, EVERYBODY],
  optimize_performance: ['deployer admin', 'deployer admin'],
  pause_deployment: ['deployer admin', 'deployer admin'],
  promote_deployment: ['deployer admin', 'deployer admin'],
  receive_signal: ['operator deployer admin', 'operator deployer admin'],
  redrive_dead_letters: ['operator deployer admin', 'operator deployer admin'],
  register_service: ['deployer admin', 'deployer admin'],
  reject: ['approver admin', ''],
  resume_deployment: ['deployer admin', 'deployer admin'],
  resume_runbook_run: ['operator deployer admin', 'operator deployer admin'],
  revoke_key: ['admin', 'admin'],
  rollback_deployment: ['deployer admin', 'deployer admin'],
  scale_resources: ['operator deployer admin', 'operator deployer admin'],
  security_scan: ['operator deployer admin', 'operator deployer admin'],
  run_chaos_test: ['deployer admin', 'deployer admin'],
  set_alerting: ['admin', 'admin'],
  set_dependencies: ['deployer admin', 'deployer admin'],
  set_framework: ['deployer admin', 'deployer admin'],
  set_freeze: ['operator deployer admin', 'operator deployer admin'],
  set_scaling: ['deployer admin', 'deployer admin'],
  set_slo: ['deployer admin', 'deployer admin'],
  start_runbook: ['operator deployer admin', 'operator deployer admin'],
  stop_chaos_test: ['operator deployer admin', 'operator deployer admin'],
  stop_runbook_run: ['operator deployer admin', 'operator deployer admin'],
  track_slo: [EVERYBODY, EVERYBODY],
  verify_audit: [EVERYBODY, EVERYBODY],
};

const SHOWN = catalog.filter(({ surfaces }) => surfaces.length > 0);
const POLICIES = await loadPolicies({ root: fileURLToPath(new URL('..', import.meta.url)) });
const STAGING = { environment: 'staging', service: 'orders' };
const AT = Date.UTC(2026, 10, 22);

describe('who may call what', () => {
  it('is written down for every operation with a door', () => {
    expect(SHOWN.map(({ name }) => name as string).sort()).toEqual(Object.keys(TABLE).sort());
  });

  describe.each(SHOWN.map((definition) => [definition.name, definition] as const))(
    '%s',
    (name, definition) => {
      const [signed = '', key = ''] = TABLE[name] ?? [];
      const allowed = (more: Partial<Principal>, breakGlass?: string, target = STAGING) =>
        ROLES.filter((role) => {
          const wish = { operation: name, role: requiredRole(definition), risk: definition.risk, ...target };
          const given = breakGlass === undefined ? wish : { ...wish, breakGlass };
          return (
            refusal(POLICIES, { name: 'ada', roles: [role], source: 'iam', ...more }, given, AT) === null
          );
        }).join(' ');

      it('by role', () => {
        expect(allowed({})).toBe(signed);
        expect(allowed({ source: 'token' })).toBe(signed);
        expect(allowed({ source: 'key' })).toBe(key);
        expect(allowed({ source: 'program' })).toBe(key);
      });

      it('inside a grant, and never outside', () => {
        expect(allowed({ environments: ['staging', 'test'] })).toBe(signed);
        expect(allowed({ services: ['orders'] })).toBe(signed);
        expect(allowed({ environments: ['production'] })).toBe('');
        expect(allowed({ environments: ['staging'], services: ['payments'] })).toBe('');
      });

      it('by who breaks the glass', () => {
        expect(allowed({}, 'nobody else is awake')).toBe(
          [...signed.split(' ').filter((role) => role !== 'break-glass'), 'break-glass'].join(' '),
        );
      });
    },
  );
});
