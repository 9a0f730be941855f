import { plantCases, plantFindings } from '../../functions/security/estate.fixture.ts';
import type { Installation } from '../flows/installation.ts';

const LOCK = JSON.stringify({ lockfileVersion: 3, packages: { 'node_modules/a': { version: '1.0.0' } } });
const FRAMEWORK =
  'name: house\ntitle: House\nrequirements: [{ id: H1, title: Keys rotate, rules: [kms-key-rotates] }]\n';

/** A whole scan of an account that has something of everything, with what people decide about it. */
export async function security({ account, developer, as, clock }: Installation): Promise<void> {
  plantFindings(account.estate);
  plantCases(account.estate, clock.now());
  await developer.set_dependencies({ environment: 'production', service: 'shop', document: LOCK });
  await developer.set_framework({ document: FRAMEWORK });
  await as('approver').accept_risk({
    rule: 'kms-key-rotates',
    resource: '*:key/*',
    owner: 'ada',
    reason: 'They are replaced in spring.',
    until: new Date(clock.now() + 86_400_000).toISOString(),
  });
  await developer.security_scan({});
  await clock.advanceBy(10 * 60_000);
  await as('viewer').get_security_scan({});
}
